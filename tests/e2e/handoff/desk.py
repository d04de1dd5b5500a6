"""Somebody at the desk: forms and WebSocket as web/desk uses them, without pictures."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

import httpx

from tests.e2e.handoff.frames import Line, own_address


class StaffDesk:
    """A signed-in browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=30, transport=httpx.HTTPTransport(local_address=own_address()))
        self.line: Line | None = None
        self._csrf = ""

    @classmethod
    def sign_in(cls, url: str, login: str, password: str, *, listen: bool = True) -> StaffDesk:
        """Through the form; ends at the queue with its live connection."""
        desk = cls(url)
        desk.get("/desk")
        answer = desk.post("/desk/sign-in", login=login, password=password)
        assert answer.status_code == 303, f"sign-in: {answer.status_code}"
        desk.get("/desk/queue")
        if listen:
            desk.listen()
        return desk

    def listen(self, watch: str = "") -> Line:
        """Open the live connection of a page; `watch`: the conversation that it shows."""
        self.unlisten()
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        address = f"{self.url}/desk/ws" + (f"?conversation={watch}" if watch else "")
        self.line = Line(address, {"Cookie": cookies, "Origin": self.url})
        self.line.until(lambda f: f["type"] == "look", what="the first look")
        return self.line

    def unlisten(self) -> None:
        """Close it, as a page that is left does."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def close(self) -> None:
        """Close the browser."""
        self.unlisten()
        self.http.close()

    def get(self, path: str) -> httpx.Response:
        """A page; remembers its form token."""
        answer = self.http.get(path)
        if found := re.search(r'name="csrf_token" value="(\w+)"', answer.text):
            self._csrf = found[1]
        return answer

    def page(self, path: str) -> str:
        """The words of a page, without marks."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return words(answer.text)

    def post(self, path: str, **fields: Any) -> httpx.Response:
        """Send a form."""
        return self.http.post(path, data={"csrf_token": self._csrf, **fields})

    def act(self, conversation: str, what: str, **fields: Any) -> httpx.Response:
        """take, give-back, close, say or transfer, as the page's script sends it."""
        return self.http.post(
            f"/desk/conversations/{conversation}/{what}",
            data={"csrf_token": self._csrf, "after": "0", **fields},
            headers={"HX-Request": "true"},
        )

    def take(self, conversation: str) -> None:
        """One press."""
        answer = self.act(conversation, "take")
        assert answer.status_code == 200, words(answer.text)

    def say(self, conversation: str, text: str, client_id: str | None = None) -> httpx.Response:
        """Speak in a conversation that one has taken."""
        return self.act(conversation, "say", text=text, client_id=client_id or uuid.uuid4().hex)

    def give_back(self, conversation: str) -> None:
        """Let the bot go on."""
        answer = self.act(conversation, "give-back")
        assert answer.status_code == 200, words(answer.text)

    def bell(self) -> dict[str, list[str]]:
        """What the head of every page shows."""
        text = self.get("/desk/bell").text
        return {name: re.search(rf'data-{name}="([^"]*)"', text)[1].split() for name in ("waiting", "words", "cases")}

    def waiting_row(self, conversation: str) -> str | None:
        """The words of the queue's entry for a conversation; None where it is not in this desk's queue."""
        rows = self.get("/desk/queue/list").text.split('<li class="card')
        found = [row for row in rows if f"/desk/conversations/{conversation}/take" in row]
        return words(found[0]) if found else None


def words(markup: str) -> str:
    """Text of a page, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
