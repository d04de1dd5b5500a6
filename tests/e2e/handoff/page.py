"""A worker's chat page: HTTP and WebSocket as web/chat uses them, without pictures."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import httpx

from tests.e2e.handoff.frames import Line, own_address

Message = dict[str, Any]
SENT = 30.0  # seconds until an answer is given up


def _browser(url: str) -> httpx.Client:
    machine = httpx.HTTPTransport(local_address=own_address())
    return httpx.Client(base_url=f"{url}/api/chat", timeout=40, transport=machine)


class WorkerPage:
    """One worker's open page. `open` for a new conversation, `with_secret` for one that is there."""

    def __init__(self, url: str, conversation: str, token: str) -> None:
        self.url, self.conversation, self.token = url, conversation, token
        self.http = _browser(url)
        self.http.headers["Authorization"] = f"Bearer {token}"
        self.line: Line | None = None

    @classmethod
    def open(cls, url: str) -> WorkerPage:
        """Come to the page: a new conversation, its greeting read."""
        with _browser(url) as browser:
            made = browser.post("/conversations", json={}).raise_for_status().json()
        page = cls(url, made["conversation"], made["token"])
        page.connect()
        page.message(lambda m: m["sender"] == "bot")
        return page

    def connect(self, after: int = 0) -> None:
        """Open the line, or again after it broke: the server replays what came after."""
        self.line = Line(f"{self.url}/api/chat/ws", {"Origin": self.url})
        self.line.send(type="hello", conversation=self.conversation, token=self.token, after=after)
        self.line.until(lambda f: f["type"] == "welcome", what="the welcome")

    def close(self) -> None:
        """Leave the page."""
        if self.line is not None:
            self.line.close()
        self.http.close()

    @property
    def seen(self) -> list[Message]:
        """What the line has shown."""
        return [f["message"] for f in self.line.frames if f["type"] == "message"]

    def messages(self, after: int = 0) -> list[Message]:
        """What the server has, by HTTP."""
        return self._get(f"/messages?after={after}")["messages"]

    def status(self) -> dict[str, Any]:
        """Where the conversation stands, by HTTP."""
        return self._get("/messages?after=0")["status"]

    def hold(self, after: int, wait: float) -> dict[str, Any]:
        """Long polling, as a page without WebSocket does it."""
        return self._get(f"/messages?after={after}&wait={wait}")

    def message(
        self, fits: Callable[[Message], Any], *, after: int = 0, seconds: float = SENT, what: str = ""
    ) -> Message:
        """A message on the line, later than `after`, that fits; waited for."""
        frame = self.line.until(
            lambda f: f["type"] == "message" and f["message"]["seq"] > after and fits(f["message"]),
            seconds=seconds,
            what=what,
        )
        return frame["message"]

    def state(self, state: str, *, seconds: float = 15.0) -> dict[str, Any]:
        """The newest status on the line has this state; waited for."""
        frame = self.line.until(
            lambda f: f["type"] in ("status", "welcome") and f["status"]["state"] == state and f is self._last_status(),
            seconds=seconds,
            what=f"state {state}",
        )
        return frame["status"]

    def _last_status(self) -> Any:
        return [f for f in self.line.frames if f["type"] in ("status", "welcome")][-1]

    def say(self, text: str, client_id: str | None = None) -> Message:
        """Send over the line; gives the stored message, the answer is not waited for."""
        client_id = client_id or str(uuid.uuid4())
        self.line.send(type="message", client_id=client_id, text=text)
        return self.message(lambda m: m["client_id"] == client_id, what="my own message")

    def post(self, text: str, client_id: str | None = None) -> httpx.Response:
        """Send over HTTP."""
        return self.http.post(self.path("/messages"), json={"client_id": client_id or str(uuid.uuid4()), "text": text})

    def tell(self, text: str) -> list[Message]:
        """Send and wait until it is answered; what came back."""
        own = self.say(text)
        self.settled(own["seq"])
        return [m for m in self.messages(own["seq"]) if m["sender"] != "worker"]

    def settled(self, seq: int) -> None:
        """Wait until the message needs no answer of the bot any more."""
        deadline = time.monotonic() + SENT
        while not next(m for m in self.messages(seq - 1) if m["seq"] == seq)["answered"]:
            assert time.monotonic() < deadline, "not answered"
            threading.Event().wait(0.05)

    def press_person(self) -> httpx.Response:
        """The button that is always there."""
        return self.http.post(self.path("/handoff"), json={"client_id": str(uuid.uuid4())})

    def cancel(self) -> httpx.Response:
        """Rather not wait."""
        return self.http.post(self.path("/handoff/cancel"), json={"client_id": str(uuid.uuid4())})

    def transcript(self) -> str:
        """The copy that the worker can keep."""
        return self.http.get(self.path("/transcript")).raise_for_status().text

    def path(self, rest: str) -> str:
        """Of the conversation."""
        return f"/conversations/{self.conversation}{rest}"

    def _get(self, rest: str) -> dict[str, Any]:
        return self.http.get(self.path(rest)).raise_for_status().json()
