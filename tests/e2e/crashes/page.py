"""The page of a scripted worker, with something that happens to the system at one moment of the conversation."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import httpx

from casework.talk.wire import Page
from tests.e2e.crashes.moments import Moment


class DisturbedPage(Page):
    """Like a browser's page in everything; `strike` is called once, at `moment`.

    `sent` is what the worker sent, in order: the ids under which the server must have it.
    """

    def __init__(self, url: str, moment: Moment | None = None, strike: Callable[[], None] = lambda: None) -> None:
        super().__init__(url)
        self.sent: list[str] = []
        self.cards = 0
        self.struck = False
        self._moment, self._strike = moment, strike
        self._due: set[str] = set()
        self._timers: list[threading.Timer] = []

    @property
    def texts(self) -> int:
        """How many messages, cards aside, were sent."""
        return len(self.sent) - self.cards

    def finish(self) -> None:
        """Wait for a strike that is still under way."""
        for timer in self._timers:
            timer.join()

    def _send(self, rest: str, client_id: str, **request: Any) -> list[dict[str, Any]]:
        self.sent.append(client_id)
        self.cards += rest == "/card"
        self._due = self._phases(rest, request)
        back = super()._send(rest, client_id, **request)
        self._at("answered")
        return back

    def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        sends = method == "POST" and path.endswith(("/messages", "/card"))
        if sends:
            for phase in ("sending", "card", "confirmation"):
                self._at(phase)
        response = super()._ask(method, path, **request)
        if sends:
            self._at("turn")
        return response

    def _phases(self, rest: str, request: dict[str, Any]) -> set[str]:
        if self._moment is None:
            return set()
        if rest == "/card":
            return {"card"} if self.cards == self._moment.number else set()
        phases = {"sending", "turn", "answered"} if self.texts == self._moment.number else set()
        confirms = request["json"].get("choice") and any(m.get("step") == "review" for m in self.messages[-3:])
        return phases | ({"confirmation"} if confirms else set())

    def _at(self, phase: str) -> None:
        if self._moment is None or self.struck or phase != self._moment.phase or phase not in self._due:
            return
        self.struck = True
        timer = threading.Timer(self._moment.delay, self._strike)
        self._timers.append(timer)
        timer.start()
