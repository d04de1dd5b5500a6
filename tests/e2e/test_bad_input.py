"""Whatever is sent: a clear answer, no 5xx, nothing of anyone else, and the conversation goes on."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Iterator

import httpx
import pytest
from websockets.sync.client import connect

# One grey dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da63680000008200"
    "81da45083b0000000049454e44ae426082"
)


@pytest.fixture
def chat(system) -> Iterator[Chat]:
    with httpx.Client(base_url=f"{system.url}/api/chat", timeout=40, trust_env=False) as client:
        yield Chat(client)


class Chat:
    """One worker's conversation over plain HTTP."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        made = client.post("/conversations", json={}).json()
        self.id, self.token = made["conversation"], made["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self.path = f"/conversations/{self.id}"

    def post(self, where: str, **options) -> httpx.Response:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.post(self.path + where, headers=headers, **options)

    def send(self, text: str, client_id: str | None = None) -> httpx.Response:
        return self.post("/messages", json={"client_id": client_id or str(uuid.uuid4()), "text": text})

    def say(self, text: str) -> list[dict]:
        """Send, and wait for the replies to it."""
        sent = self.send(text)
        assert sent.status_code == 202, sent.text
        after = sent.json()["seq"]
        for _ in range(8):
            page = self.client.get(
                f"{self.path}/messages", params={"after": after - 1, "wait": 5}, headers=self.headers
            )
            rows = page.json()["messages"]
            if rows and rows[0]["answered"]:
                return rows[1:]
            self.client.get(f"{self.path}/messages", params={"after": rows[-1]["seq"], "wait": 5}, headers=self.headers)
        pytest.fail(f"no answer to {text[:40]!r}")


def refused(response: httpx.Response) -> str:
    """The words of a refusal; anything but a 4xx with Korean words fails."""
    assert 400 <= response.status_code < 500, (response.status_code, response.text[:200])
    words = response.json()["error"]["message"]
    assert re.search("[가-힣]", words)
    return words


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "a\x00b\x07c 다쳤어요",
        "<script>alert(1)</script>",
        "/restart",
        '/inform{"worker.name": "x"}',
        "/session_start",
        "/",
        "'; drop table cases; --",
        "2099년 1월 1일에 손을 다쳤어요",
        "9999999999999999999999999원 받아요",
        "ㅋ" * 19_000,
        "가" * 20_000,
    ],
    ids=lambda text: text[:14].encode("unicode_escape").decode(),
)
def test_strange_words_are_plain_words_and_are_answered(chat: Chat, text: str) -> None:
    """Rasa's own commands above all: the conversation simply goes on."""
    replies = chat.say(text)

    assert replies and all(reply["sender"] in ("bot", "system") for reply in replies)
    assert "늦어지고" not in replies[0]["text"]
    assert chat.say("휴업급여는 얼마나 나와요?")


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "가" * 100_000])
def test_nothing_and_far_too_much_are_refused_with_words(chat: Chat, text: str) -> None:
    refused(chat.send(text))


@pytest.mark.parametrize(
    "body",
    [
        [], "x", 5, None, {}, {"text": "x"}, {"client_id": "x"}, {"client_id": 5, "text": "x"}, {"client_id": "x", "text": 5},
        {"client_id": "x", "text": None}, {"client_id": "x" * 100, "text": "x"}, {"client_id": {"a": 1}, "text": ["x"]},
    ],
)  # fmt: skip
def test_wrong_types_are_refused(chat: Chat, body: object) -> None:
    refused(chat.post("/messages", json=body))


@pytest.mark.parametrize("body", [b"\xff\xfe\xfa", b"{", b"", b'{"client_id": "a", "text": "\xff"}', b"[" * 5000])
def test_bodies_that_are_no_text_are_refused(chat: Chat, body: bytes) -> None:
    refused(chat.post("/messages", content=body, headers={"Content-Type": "application/json"}))


def test_lone_surrogates_do_no_harm(chat: Chat) -> None:
    body = b'{"client_id": "s1", "text": "\\ud800 \xeb\x8b\xa4\xec\xb3\xa4\xec\x96\xb4\xec\x9a\x94"}'

    assert chat.post("/messages", content=body, headers={"Content-Type": "application/json"}).status_code < 500


def test_another_workers_conversation_does_not_exist(chat: Chat) -> None:
    """Neither with one's own secret, nor with none, nor with nonsense."""
    other = Chat(chat.client)
    other.say("어제 공장에서 오른손을 다쳤어요")

    for headers in (chat.headers, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}, {}):
        for where in ("messages", "summary", "summary.pdf", "transcript"):
            answer = chat.client.get(f"{other.path}/{where}", headers=headers)
            refused(answer)
            assert "오른손" not in answer.text
        for where in ("messages", "card", "handoff", "handoff/cancel"):
            body = {"client_id": "x", "text": "x", "card": "identity", "values": {}}
            refused(chat.client.post(f"{other.path}/{where}", headers=headers, json=body))


def test_a_repeat_is_recognised(chat: Chat) -> None:
    first, second = chat.send("다쳤어요", "same").json(), chat.send("다쳤어요", "same").json()

    assert (first["repeated"], second["repeated"]) == (False, True)
    assert first["seq"] == second["seq"]


@pytest.mark.parametrize(
    ("card", "values"),
    [
        ("nonsense", {}),
        ("identity", {"worker.name": 5}),
        ("identity", {"worker.birth_date": "2099-01-01"}),
        ("consent", []),
    ],
)
def test_cards_at_the_wrong_time_or_with_wrong_values_are_refused(chat: Chat, card: str, values: object) -> None:
    refused(chat.post("/card", json={"client_id": str(uuid.uuid4()), "card": card, "values": values}))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b""),
        ("a.png", b"MZ" + b"\x00" * 100),
        ("../../etc/x.exe", b"#!/bin/sh"),
        ("big.png", PNG + b"\x00" * 10_600_000),
    ],
)
def test_files_of_a_wrong_kind_are_refused(chat: Chat, name: str, content: bytes) -> None:
    refused(chat.post("/attachments", data={"client_id": str(uuid.uuid4())}, files={"file": (name, content)}))


def test_a_files_name_is_made_harmless(chat: Chat) -> None:
    sent = chat.post("/attachments", data={"client_id": "f"}, files={"file": ("../../x.png", PNG)})

    assert sent.status_code == 201
    assert "/" not in sent.json()["name"]


def test_wrong_draft_numbers_tell_nothing(chat: Chat) -> None:
    for number, born in (("0000-0000", "19640512"), ("x", "x"), ("1234-5678", "2099-99-99")):
        refused(chat.client.post("/resume", json={"draft_number": number, "birth_date": born}))
    refused(chat.client.post("/resume", json={"draft_number": 5}))


def test_garbage_on_the_websocket_is_answered(chat: Chat, system) -> None:
    """A bad first frame ends with words; a bad later one changes nothing."""
    url = system.url.replace("http", "ws") + "/api/chat/ws"
    for frame in (
        "x",
        "[]",
        '{"type": "hello"}',
        json.dumps({"type": "hello", "conversation": chat.id, "token": "x", "after": 0}),
    ):
        with connect(url, proxy=None) as ws:
            ws.send(frame)
            assert json.loads(ws.recv(timeout=20))["error"]["message"]
    with connect(url, proxy=None) as ws:
        ws.send(json.dumps({"type": "hello", "conversation": chat.id, "token": chat.token, "after": 0}))
        assert json.loads(ws.recv(timeout=20))["type"] == "welcome"
        for frame in ("x", "5", '{"type": "what"}', '{"type": "message", "text": 5}'):
            ws.send(frame)
        ws.send('{"type": "ping"}')
        kinds = [json.loads(ws.recv(timeout=20))["type"] for _ in range(6)]
        assert kinds.count("error") == 4 and "pong" in kinds


def test_numbers_typed_into_the_chat_reach_neither_the_transcript_nor_a_log(chat: Chat, system) -> None:
    """Made-up numbers: sealed at the door, shown as a label, in no file in the clear."""
    chat.say("어제 공장에서 오른손을 다쳤어요. 제 번호는 010-9876-5432이고 주민번호는 900101-1234567이에요")

    text = chat.client.get(f"{chat.path}/transcript", headers=chat.headers).text
    assert "[전화번호]" in text and "9876" not in text and "1234567" not in text
    for log in (system.var / "log").glob("*.log"):
        assert "9876-5432" not in log.read_text("utf-8", "replace")
    if system.database_url is None:
        with sqlite3.connect(system.var / "casework.db") as database:
            dump = "\n".join(database.iterdump())
        assert "9876-5432" not in dump and "98765432" not in dump and "901011234567" not in dump
