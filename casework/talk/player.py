"""Play a script: decide, like the worker at the page, what to do about the bot's last turn."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.talk import cards
from casework.talk.script import Script, Step
from casework.talk.wire import GaveUp, Page, Refused

TURNS = 80
UNKNOWN = "모르겠어요"
NOTHING_ELSE = "고칠 게 없어요"
PERSON_WAIT = 60.0  # seconds a script waits for a person, or for words that only a person would write
STATES = frozenset({"bot", "waiting", "human", "closed"})


@dataclass
class Played:
    """What came of it. `why` is None when the script was played to its end."""

    transcript: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] | None = None
    status: dict[str, Any] = field(default_factory=dict)
    why: str | None = None


class Player:
    """One worker playing one script on one page."""

    def __init__(self, script: Script, page: Page, *, turns: int = TURNS) -> None:
        self._script, self._page = script, page
        self._left = turns
        self._last: list[dict[str, Any]] = []  # the bot's last turn
        self._asked: Counter[str] = Counter()
        self._interrupted: set[str] = set()
        self._corrections = deque(script.correct)
        self._last_correction: str | None = None
        self._called = False  # the worker gave up on the bot
        self._same = 0  # times in a row that the same thing was asked
        self._last_asked: str | None = None
        self._kept: list[dict[str, Any]] = []  # transcript of pages that were left for good

    def play(self) -> Played:
        """Play to the end; never raises for what the server or the bot does."""
        played = Played()
        try:
            self._page.open()
            self._last = list(self._page.messages)
            if self._script.story:
                self._say(self._script.story)
            for step in self._script.steps:
                self._step(step)
            while self._act():
                pass
        except (GaveUp, Refused) as problem:
            played.why = str(problem)
        except OSError as problem:
            played.why = f"file: {problem}"
        played.transcript = self._kept + self._view()
        played.status = self._page.status
        try:
            played.summary = self._page.summary()
        except (GaveUp, Refused) as problem:
            played.why = played.why or str(problem)
        return played

    # What the script fixes

    def _step(self, step: Step) -> None:
        if step.action == "say":
            self._say(step.value)
        elif step.action == "choose":
            self._choose(step.value)
        elif step.action == "attach":
            self._turn()
            self._last = self._page.attach((self._script.path.parent / step.value).resolve())
        elif step.action == "wait_for":
            self._wait_for(step.value)
        elif step.action == "close_page" and step.value is not False:
            self._page.close()
        elif step.action == "resume":
            self._resume(step.value)

    def _choose(self, wish: str) -> None:
        buttons = _buttons(self._last) or _buttons(self._page.messages)
        if wish.isdigit() and 1 <= int(wish) <= len(buttons):
            chosen = buttons[int(wish) - 1]
        else:
            chosen = next((b for b in buttons if wish in (b["title"], b["say"])), None)
        if chosen is None:
            raise GaveUp(f"no button {wish!r} among {[b['title'] for b in buttons]}")
        self._press(chosen)

    def _wait_for(self, what: str) -> None:
        """Go on answering until a state is reached or somebody says it."""
        waited = 0.0
        while not self._came(what):
            if self._act():
                continue
            if (self._page.state == "bot" and what not in STATES) or waited >= PERSON_WAIT:
                raise GaveUp(f"waited for {what!r}, which did not come")
            before = len(self._page.messages)
            self._page.wait(5)
            self._last = self._page.messages[before:] or self._last
            waited += 5

    def _came(self, what: str) -> bool:
        if what in STATES:
            return self._page.state == what
        return any(m["sender"] != "worker" and re.search(what, m["text"]) for m in self._last)

    def _resume(self, how: Any) -> None:
        if isinstance(how, dict):
            number = str(how.get("draft_number") or self._page.status.get("draft_number") or "")
            born = str(how.get("birth_date") or (self._script.answers.get("worker.birth_date") or ("",))[0])
            self._kept += self._view()
            self._page.close()
            self._page = Page(self._page.url, patience=self._page.patience)
            self._page.resume(number, born)
        else:
            self._page.close()
            self._page.reopen()
        worker = max((i for i, m in enumerate(self._page.messages) if m["sender"] == "worker"), default=-1)
        self._last = self._page.messages[worker + 1 :]

    # What the worker decides

    def _act(self) -> bool:
        """Do one thing about the bot's last turn. False when nothing is left to do."""
        if self._called or self._page.state in ("human", "closed"):
            return False  # while somebody is only waited for, the bot goes on and so does the worker
        open_ = next((m for m in reversed(self._last) if m.get("card") or m.get("asks") or m.get("step")), None)
        if open_ is None:
            return self._start()
        step = open_.get("step")
        if open_.get("card"):
            self._card(open_["card"])
        elif open_.get("asks"):
            self._answer(open_)
        elif step == "offer_optional":
            self._offer(open_)
        elif step == "review":
            self._review(open_)
        elif step == "which_field":
            self._say(self._last_correction or NOTHING_ELSE)
            self._last_correction = None
        elif _buttons([open_]) and not self._repeats(step or ""):
            self._press(_buttons([open_])[0])
        else:
            self._call_person()
        return True

    def _start(self) -> bool:
        """Nothing is asked: begin the claim, or go on with it, if the bot offers that."""
        if self._page.status.get("receipt_number"):
            return False
        wish = "계속" if self._page.status.get("draft_number") else "신고"
        offered = next((b for b in _buttons(self._last) if wish in b["say"]), None)
        if offered is None or self._repeats("start"):
            return False
        self._press(offered)
        return True

    def _answer(self, message: dict[str, Any]) -> None:
        name = message["asks"]
        if name in self._script.interrupt and name not in self._interrupted:
            self._interrupted.add(name)
            self._say(self._script.interrupt[name])
            return
        if self._repeats(name):
            # Three times the same question: a worker would stop trying.
            self._call_person() if self._same > 3 else self._say(UNKNOWN)
            return
        sayings = self._script.answers.get(name) or ((self._script.story,) if name == "accident.story" else ())
        count = self._asked[name]
        self._asked[name] += 1
        text = (sayings[min(count, len(sayings) - 1)] if sayings else None) or UNKNOWN
        button = next((b for b in _buttons([message]) if text in (b["title"], b["say"])), None)
        self._press(button) if button else self._say(text)

    def _repeats(self, name: str) -> bool:
        self._same = self._same + 1 if name == self._last_asked else 1
        self._last_asked = name
        return self._same > 2

    def _offer(self, message: dict[str, Any]) -> None:
        """Go on with the optional questions, unless the script answers the offer itself."""
        wishes = self._script.answers.get("offer_optional") or ("",)
        buttons = _buttons([message])
        self._press(next((b for b in buttons if wishes[0] in (b["title"], b["say"])), buttons[0]))

    def _review(self, message: dict[str, Any]) -> None:
        if self._corrections:
            self._last_correction = self._corrections.popleft()
            self._say(self._last_correction)
            return
        if self._repeats("review"):
            raise GaveUp("the read-back was confirmed twice and nothing was submitted")
        self._press(_buttons([message])[0])

    def _card(self, card: dict[str, Any]) -> None:
        self._turn()
        values = cards.values(card, self._script.answers)
        try:
            self._last = self._page.fill_card(card["id"], values)
            return
        except Refused as refused:
            if refused.status != 422:
                raise
            again = cards.again(card, self._script.answers, values, refused.fields)
        if again is not None:
            try:
                self._last = self._page.fill_card(card["id"], again)
                return
            except Refused as refused:
                if refused.status != 422:
                    raise
        self._call_person()

    # What the worker does

    def _turn(self) -> None:
        if self._left <= 0:
            raise GaveUp("the conversation took too many turns")
        self._left -= 1

    def _say(self, text: str) -> None:
        self._turn()
        self._last = self._page.say(text)

    def _press(self, button: dict[str, str]) -> None:
        self._turn()
        self._last = self._page.say(button["say"], choice=True)

    def _call_person(self) -> None:
        self._turn()
        self._last = self._page.call_person()
        self._called = True
        if self._page.state == "bot":
            raise GaveUp("a person was asked for and nobody was called")

    def _view(self) -> list[dict[str, Any]]:
        """The page's messages as the transcript shows them."""
        keep = ("seq", "sender", "name", "text", "at", "asks", "topic", "step", "call")
        return [
            {key: m.get(key) for key in keep}
            | {"buttons": [b["title"] for b in m.get("buttons") or []], "card": (m.get("card") or {}).get("id")}
            | {"citations": m.get("citations") or [], "summary": bool(m.get("summary"))}
            for m in self._page.messages
        ]


def _buttons(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The buttons a worker sees last."""
    return next((m["buttons"] for m in reversed(messages) if m.get("buttons")), [])


def play(script: Script, url: str, **options: Any) -> Played:
    """Play `script` against the server at `url`."""
    page_options = {"patience": options.pop("patience")} if "patience" in options else {}
    return Player(script, Page(url, **page_options), **options).play()


def load_and_play(path: Path, url: str) -> Played:
    """Read and play. Raises casework.talk.script.BadScript."""
    from casework.talk.script import load

    return play(load(path), url)
