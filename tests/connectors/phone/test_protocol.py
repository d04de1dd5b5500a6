"""The neutral protocol: who may speak it, what is refused, the same over HTTP and WebSocket, and its description."""

from __future__ import annotations

import asyncio
import base64
import json

import httpx
import pytest
import yaml
from jsonschema import Draft202012Validator
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from connectors.phone import protocol
from connectors.phone.routes import ASYNCAPI
from connectors.problems import Problem
from tests.connectors.phone.conftest import SECRET


def post(telephone, body, call: str = "c1", **headers: str) -> httpx.Response:
    given = {"Authorization": f"Bearer {SECRET}"} | headers
    return httpx.post(f"{telephone.url}/api/phone/calls/{call}/events", json=body, headers=given, timeout=20)


def test_only_a_gateway_that_knows_the_secret_may_call(telephone) -> None:
    start = {"type": "session.started", "id": "1"}
    assert post(telephone, start, Authorization="Bearer wrong").status_code == 401
    assert post(telephone, start, Authorization="").status_code == 401
    basic = base64.b64encode(f"gateway:{SECRET}".encode()).decode()
    assert post(telephone, start, Authorization=f"Basic {basic}").status_code == 200


def test_the_telephone_is_off_without_a_secret(telephone) -> None:
    object.__setattr__(telephone.app.ctx.settings, "phone_secret", None)
    answer = post(telephone, {"type": "session.started", "id": "1"})
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "phone_off"


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"type": "nonsense", "id": "1"},
        {"type": "dtmf", "id": "1", "digits": "12a"},
        {"type": "dtmf", "id": "1"},
        {"type": "utterance", "id": "1"},
        {"type": "utterance", "id": "1", "text": 5},
        {"type": "utterance", "id": "1", "alternatives": [{"text": "네", "confidence": "much"}]},
        {"type": "transfer.result", "id": "1", "result": "perhaps"},
        {"type": "session.started"},
        {"type": "session.started", "id": "x" * 200},
        {"type": "session.started", "id": "1", "caller": "9" * 60},
    ],
)
def test_what_is_malformed_is_refused_by_name(telephone, body) -> None:
    assert post(telephone, body).status_code == 400


def test_a_call_that_was_never_begun_is_unknown(telephone) -> None:
    assert post(telephone, {"type": "no_input", "id": "1"}).status_code == 404


def test_names_of_calls_are_plain(telephone) -> None:
    with pytest.raises(Problem):
        protocol.call_name("é")


def test_what_the_caller_says_may_be_anything(line) -> None:
    for text in ("<speak>&\x00", "😀" * 50, "\ud800", "a" * 19_000, "0", "'; drop table calls; --"):
        line.tell("utterance", text=text.encode("utf-8", "replace").decode(), confidence=0.9)
        assert line.commands


def schema_of(name: str) -> Draft202012Validator:
    document = yaml.safe_load(ASYNCAPI.read_text(encoding="utf-8"))
    schema = document["components"]["schemas"][name]
    return Draft202012Validator({**schema, "components": document["components"]})


def test_commands_and_events_are_as_described(telephone, line) -> None:
    commands, events = schema_of("commands"), schema_of("event")
    for act in (lambda: line.say("어제 프레스에 손이 끼었어요"), line.silence, lambda: line.press("0")):
        act()
        commands.validate(line.commands)
    for kind in protocol.EVENTS:
        events.validate({"type": kind, "id": "1", "text": "네", "digits": "1", "result": "busy"})
    assert set(events.schema["properties"]["type"]["enum"]) == protocol.EVENTS


def test_the_same_over_web_socket(telephone) -> None:
    async def talk() -> list[dict]:
        address = telephone.url.replace("http", "ws", 1) + "/api/phone/ws"
        headers = {"Authorization": f"Bearer {SECRET}"}
        async with connect(address, additional_headers=headers, proxy=None) as socket:
            got = []
            for body in (
                {"type": "session.started"},
                {"type": "utterance", "text": "어제 오후 3시에 프레스에 오른손 검지가 끼었어요", "confidence": 0.9},
                {"type": "dtmf", "digits": "#"},
            ):
                await socket.send(json.dumps({"call": "ws-1", "id": str(len(got)), **body}))
                got.append(json.loads(await asyncio.wait_for(socket.recv(), 20)))
            await socket.send("no json")
            got.append(json.loads(await asyncio.wait_for(socket.recv(), 20)))
            return got

    started, told, asked, wrong = asyncio.run(talk())
    assert started["event"] == "0" and started["commands"][-1]["type"] == "gather"
    assert told["commands"][-1]["begin_within_ms"] == 3000
    assert asked["commands"][-1]["asks"] == "worker.birth_date" and asked["status"]["draft_number"]
    assert wrong["error"]["code"] == "bad_request"


def test_a_stranger_gets_no_web_socket(telephone) -> None:
    async def knock() -> None:
        async with connect(telephone.url.replace("http", "ws", 1) + "/api/phone/ws", proxy=None) as socket:
            await socket.send(json.dumps({"call": "c", "type": "session.started", "id": "1"}))
            await asyncio.wait_for(socket.recv(), 20)

    with pytest.raises(ConnectionClosed):
        asyncio.run(knock())
    assert telephone.row("c") is None
