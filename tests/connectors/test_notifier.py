"""The notifier port against real servers: a webhook and a mailbox."""

from __future__ import annotations

import asyncio
import email
import socketserver
import threading
from collections.abc import Iterator
from email import policy

import pytest

from casework.services.notifying import Telling
from casework.settings import BadSetting, Settings
from connectors import notifier
from tests.e2e.handoff.receiver import Receiver

FACTS = {
    "event": "handoff.waiting", "handoff": 7, "reason": "worker_asked", "branch": "ansan", "owner": "kim",
    "case": "261123-00001", "requested_at": "2026-11-23T01:00:00+00:00", "desk": "/desk/conversations/c1",
}  # fmt: skip


class Mailbox(socketserver.StreamRequestHandler):
    """As much of an SMTP server as takes a message."""

    received: list[tuple[str, bytes]] = []

    def handle(self) -> None:
        self._say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "DATA":
                self._say("354 go on")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part
                self.received.append((to, body))
            elif verb == "RCPT":
                to = line[8:].strip(" <>")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            if verb != "DATA" or body:
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@pytest.fixture
def mailbox() -> Iterator[int]:
    Mailbox.received.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def tell(settings: dict[str, str], words, to: str | None = None) -> None:
    asyncio.run(notifier.make(Settings.load(settings), words).tell(Telling(7, to, FACTS)))


def test_a_webhook_gets_signed_json_that_a_repeat_is_known_by(words) -> None:
    with Receiver.listening() as receiver:
        secret = "a-secret-of-sixteen"
        tell({"IEUM_NOTIFY_URL": receiver.url, "IEUM_NOTIFY_SECRET": secret}, words)
        assert receiver.facts == [FACTS]
        assert receiver.signed(0, secret)
        assert receiver.headers[0]["idempotency-key"] == "handoff-7"


def test_a_webhook_that_is_away_is_said_so(words) -> None:
    with pytest.raises(notifier.NotTold, match="ConnectError"):
        tell({"IEUM_NOTIFY_URL": "http://127.0.0.1:9/"}, words)


def test_the_owner_gets_an_email_and_else_the_office(words, mailbox: int) -> None:
    settings = {
        "IEUM_NOTIFY_URL": f"smtp://127.0.0.1:{mailbox}",
        "IEUM_NOTIFY_TO": "office@example.org",
        "IEUM_PUBLIC_URL": "https://sanjae.example",
    }
    tell(settings, words, "kim@example.org")
    tell(settings, words)
    assert [to for to, _ in Mailbox.received] == ["kim@example.org", "office@example.org"]
    message = email.message_from_bytes(Mailbox.received[0][1], policy=policy.default)
    assert "261123-00001" in message["Subject"]
    assert "https://sanjae.example/desk/conversations/c1" in message.get_content()
    assert message["Message-ID"] == "<handoff-7@ieum>"


def test_nobody_to_write_to_is_a_failure(words, mailbox: int) -> None:
    with pytest.raises(notifier.NotTold, match="no address"):
        tell({"IEUM_NOTIFY_URL": f"smtp://127.0.0.1:{mailbox}"}, words)


def test_nothing_is_told_where_nothing_is_set_and_nonsense_is_refused(words) -> None:
    assert notifier.make(Settings.load({}), words) is None
    for text in ("ftp://x", "localhost:25", "https://"):
        with pytest.raises(BadSetting, match="IEUM_NOTIFY_URL"):
            Settings.load({"IEUM_NOTIFY_URL": text})
