"""The public web-chat API from the browser's side: long polling, repeats with the same id, waits for restarts.

Nothing here sees the server's inside: what this client knows, every page knows.
"""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

import httpx

POLL = 20.0  # seconds one request is held open
PATIENCE = 180.0  # seconds until an answer, or the server after a restart, is given up
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5)  # seconds between tries to reach a server that is away
SETTLED_STATES = ("waiting", "human", "closed")


class GaveUp(Exception):
    """The conversation cannot go on; the message says why."""


class Refused(Exception):
    """The server answered with an error: `status`, its `code`, its words, and what is wrong by field."""

    def __init__(self, status: int, error: dict[str, Any]) -> None:
        super().__init__(f"{status} {error.get('code')}: {error.get('message')}")
        self.status, self.code = status, error.get("code")
        self.fields: dict[str, str] = error.get("fields") or {}


class Page:
    """One worker's chat page. `messages` is everything seen, in order; `status` the latest one."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self.url = url.rstrip("/")
        self.patience = patience
        self._http = self._connect()
        self._conversation = self._token = ""
        self.messages: list[dict[str, Any]] = []
        self.status: dict[str, Any] = {}

    def open(self) -> None:
        """Open a new conversation and read the greeting. Raises GaveUp, Refused."""
        self._enter(self._ask("POST", "/conversations", json={}).json())

    def resume(self, draft_number: str, birth_date: str) -> None:
        """Go on with a draft in a new conversation. Raises GaveUp, Refused."""
        body = {"draft_number": draft_number, "birth_date": birth_date}
        self._enter(self._ask("POST", "/resume", json=body).json())

    def close(self) -> None:
        """Close the page: the connection and everything it showed are gone, the secret stays in the browser."""
        self._http.close()

    def reopen(self) -> None:
        """Open the page again with the stored secret; the server replays the conversation."""
        self._http = self._connect()
        self.messages = []
        self._poll(wait=0)

    def say(self, text: str, *, choice: bool = False) -> list[dict[str, Any]]:
        """Send a message; returns what came back once it is answered. Raises GaveUp, Refused."""
        body = {"client_id": str(uuid.uuid4()), "text": text} | ({"choice": True} if choice else {})
        return self._send("/messages", body["client_id"], json=body)

    def fill_card(self, card: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Post a card. Raises GaveUp, Refused (422 with `fields`)."""
        body = {"client_id": str(uuid.uuid4()), "card": card, "values": values}
        return self._send("/card", body["client_id"], json=body)

    def attach(self, path: Path) -> list[dict[str, Any]]:
        """Send a file. Raises GaveUp, Refused, OSError."""
        client_id = str(uuid.uuid4())
        content = path.read_bytes()
        files = {"file": (path.name, content)}
        return self._send("/attachments", client_id, data={"client_id": client_id}, files=files)

    def call_person(self) -> list[dict[str, Any]]:
        """Press the button that is always there."""
        seen = self._seen
        self._ask("POST", self._path("/handoff"), json={"client_id": str(uuid.uuid4())})
        self._poll(wait=0)
        return [m for m in self.messages if m["seq"] > seen]

    def wait(self, seconds: float) -> None:
        """Wait until anything happens, at most so long."""
        self._poll(wait=min(seconds, POLL))

    def summary(self) -> dict[str, Any] | None:
        """What was reported so far; None before a claim was begun."""
        try:
            return self._ask("GET", self._path("/summary")).json()
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    @property
    def conversation(self) -> str:
        """The conversation's id."""
        return self._conversation

    @property
    def state(self) -> str:
        """bot, waiting, human or closed."""
        return self.status.get("state", "bot")

    @property
    def _seen(self) -> int:
        return self.messages[-1]["seq"] if self.messages else 0

    def _connect(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.url + "/api/chat", timeout=httpx.Timeout(POLL + 15, connect=5), trust_env=False
        )

    def _path(self, rest: str) -> str:
        return f"/conversations/{self._conversation}{rest}"

    def _enter(self, made: dict[str, str]) -> None:
        self._conversation, self._token = made["conversation"], made["token"]
        self.messages = []
        self._poll(wait=0)

    def _send(self, rest: str, client_id: str, **request: Any) -> list[dict[str, Any]]:
        seen = self._seen
        self._ask("POST", self._path(rest), **request)
        self._until_answered(seen, client_id)
        return [m for m in self.messages if m["seq"] > seen and m["client_id"] != client_id]

    def _until_answered(self, seen: int, client_id: str) -> None:
        """Answers may be several messages; the worker's own message says when they are complete."""
        deadline = time.monotonic() + self.patience
        wait = 0.0
        while True:
            self._poll(wait=wait)
            fresh = self._ask("GET", self._path("/messages"), params={"after": seen}).json()
            own = next((m for m in fresh["messages"] if m["client_id"] == client_id), None)
            if own is not None and own["answered"]:
                self._take(fresh)
                return
            if time.monotonic() > deadline:
                raise GaveUp(f"no answer within {self.patience:.0f} s")
            wait = POLL

    def _poll(self, *, wait: float) -> None:
        params = {"after": self._seen, "wait": wait}
        self._take(self._ask("GET", self._path("/messages"), params=params).json())

    def _take(self, found: dict[str, Any]) -> None:
        seen = self._seen
        self.messages += [m for m in found["messages"] if m["seq"] > seen]
        self.status = found["status"]

    def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """One request, repeated while the server restarts. A repeat carries the same client_id, so it counts once."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        deadline = time.monotonic() + self.patience
        tries = 0
        while True:
            try:
                response = self._http.request(method, path, headers=headers, **request)
            except httpx.TransportError as error:
                problem = f"{type(error).__name__} at {self.url}"
            else:
                if response.status_code < 400:
                    return response
                if response.status_code not in (429, 502, 503, 504):
                    raise Refused(response.status_code, _error(response))
                problem = f"{response.status_code} from {self.url}"
            if time.monotonic() > deadline:
                raise GaveUp(f"server away for {self.patience:.0f} s: {problem}")
            time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1


def _error(response: httpx.Response) -> dict[str, Any]:
    try:
        error = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        return {"code": "unknown", "message": response.text[:200]}
    return error if isinstance(error, dict) else {"code": "unknown", "message": str(error)}
