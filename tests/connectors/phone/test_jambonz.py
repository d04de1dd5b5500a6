"""The contract with jambonz: message shapes as its documentation shows them."""

from __future__ import annotations

import asyncio
import base64
import json

import httpx
import pytest
from websockets.asyncio.client import connect

from connectors.phone import jambonz, protocol
from tests.connectors.phone.conftest import SECRET

SID = "9fb35c28-9688-4531-943c-e280b04f3adf"
COMMON = {
    "call_sid": SID, "direction": "inbound", "from": "+821012345678", "to": "+8215880075", "call_id": "fc5f8190",
    "sip_status": 200, "sip_reason": "OK", "call_status": "in-progress", "account_sid": "4bfe85c1",
}  # fmt: skip
SPEECH = {
    "reason": "speechDetected",
    "speech": {
        "is_final": True,
        "language_code": "ko-KR",
        "alternatives": [
            {"confidence": 0.91, "transcript": "어제 오후 3시에 프레스에 오른손 검지가 끼었어요"},
            {"confidence": 0.62, "transcript": "어제 오후 3시에 프레스에 오른손"},
        ],
    },
}
HEADERS = {"Authorization": "Basic " + base64.b64encode(f"jambonz:{SECRET}".encode()).decode()}


@pytest.fixture
def post(telephone):
    """POST as jambonz does."""

    def send(path: str, **body) -> list[dict]:
        url = f"{telephone.url}/api/phone/jambonz{path}" if path.startswith("/") else telephone.url + path
        answer = httpx.post(url, json=COMMON | body, headers=HEADERS, timeout=20)
        assert answer.status_code in (200, 204), answer.text
        return answer.json() if answer.content else []

    return send


def hook_of(verbs: list[dict]) -> str:
    return next(v["actionHook"] for v in verbs if "actionHook" in v).removeprefix("/api/phone/jambonz")


def test_a_call_by_webhook(telephone, post) -> None:
    verbs = post("/call", call_status="ringing")
    assert [v["verb"] for v in verbs] == ["say", "gather"]
    notice, gather = verbs
    assert notice["text"].startswith("<speak>") and gather["say"]["text"].startswith("<speak>")
    assert gather["bargein"] and gather["input"] == ["speech", "digits"] and gather["recognizer"]["language"] == "ko-KR"
    assert gather["recognizer"]["asrTimeout"] == 2.5
    verbs = post(hook_of(verbs), **SPEECH)
    verbs = post(hook_of(verbs), reason="timeout")
    assert verbs[-1]["verb"] == "gather" and verbs[-1]["input"] == ["digits"]
    assert verbs[-1]["maxDigits"] == 8 and verbs[-1]["interDigitTimeout"] == 2
    verbs = post(hook_of(verbs), reason="dtmfDetected", digits="19790808")
    assert verbs[-1]["numDigits"] == 1
    post("/status", call_status="completed")
    row = telephone.row(SID, "jambonz")
    assert row.ended_at is not None and row.caller_hash


def test_a_request_that_is_sent_again_changes_nothing(telephone, post) -> None:
    hook = hook_of(post("/call"))
    first, again = post(hook, **SPEECH), post(hook, **SPEECH)
    assert [v["verb"] for v in first] == [v["verb"] for v in again]


def test_a_transfer_is_a_dial_and_its_failure_a_call_back(telephone, agent, post) -> None:
    from tests.connectors.phone.conftest import OPEN

    telephone.at(OPEN)
    verbs = post(hook_of(post("/call")), reason="dtmfDetected", digits="0")
    dial = verbs[-1]
    assert dial["verb"] == "dial" and dial["target"] == [{"type": "phone", "number": "02-000-0000"}]
    assert dial["headers"]["X-Casework-Agent"] == agent
    verbs = post(hook_of(verbs), dial_call_status="no-answer", dial_sip_status=480, dial_call_sid="56666f6c")
    assert verbs[-1]["verb"] == "gather"


def test_a_stranger_is_refused(telephone) -> None:
    assert httpx.post(f"{telephone.url}/api/phone/jambonz/call", json=COMMON).status_code == 401


def test_both_shapes_of_speech_are_read() -> None:
    rows = SPEECH["speech"]["alternatives"]
    older = COMMON | {"reason": "speechDetected", "speech": {"is_final": True, "transcripts": [{"alternatives": rows}]}}
    for body in (COMMON | SPEECH, older):
        event = jambonz.happened(body, "1")
        assert event.type == protocol.UTTERANCE and event.hypotheses[0].confidence == 0.91


def test_a_call_by_web_socket(telephone) -> None:
    async def talk() -> list[dict]:
        address = telephone.url.replace("http", "ws", 1) + "/api/phone/jambonz/ws"
        async with connect(
            address, additional_headers=HEADERS, proxy=None, subprotocols=[jambonz.SUBPROTOCOL]
        ) as socket:
            assert socket.subprotocol == jambonz.SUBPROTOCOL
            got = []
            for message in (
                {"type": "session:new", "msgid": "m1", "call_sid": SID, "data": COMMON},
                {
                    "type": "verb:hook",
                    "msgid": "m2",
                    "call_sid": SID,
                    "hook": "/api/phone/jambonz/hook",
                    "data": COMMON | SPEECH,
                },
                {
                    "type": "verb:hook",
                    "msgid": "m3",
                    "call_sid": SID,
                    "hook": "/x",
                    "data": COMMON | {"reason": "timeout"},
                },
            ):
                await socket.send(json.dumps(message))
                got.append(json.loads(await asyncio.wait_for(socket.recv(), 20)))
            over = {
                "type": "call:status",
                "msgid": "m4",
                "call_sid": SID,
                "data": COMMON | {"call_status": "completed"},
            }
            await socket.send(json.dumps(over))
            await socket.send(json.dumps({"type": "jambonz:error", "msgid": "m5", "call_sid": SID, "data": {}}))
            await asyncio.wait_for(socket.recv(), 20)
            return got

    first, second, third = asyncio.run(talk())
    assert (first["type"], first["msgid"]) == ("ack", "m1") and first["data"][-1]["verb"] == "gather"
    assert second["msgid"] == "m2"
    assert third["msgid"] == "m3" and third["data"][-1]["maxDigits"] == 8
    assert telephone.row(SID, "jambonz").ended_at is not None
