"""Play a script over the telephone: a voice gateway and the person at the other end, with as much noise as wanted."""

from __future__ import annotations

import re
from collections import Counter, deque
from difflib import SequenceMatcher
from typing import Any

from casework.domain.intake.validation import birth_date
from casework.talk import misheard
from casework.talk.line import Line
from casework.talk.player import Played
from casework.talk.script import Script, Step
from casework.talk.wire import GaveUp, Page, Refused

TURNS = 120
UNKNOWN = "모르겠어요"
LATER = "나중에 할게요"
ALIKE = 0.75  # a read-back this near to what was said is taken for right
PAUSE_ENDS = 4_000  # ms; a gather that waits shorter only asks whether there is more
OVER = frozenset({"hangup", "transfer"})


class Caller:
    """One worker on the line. `noise` is the share of syllables that the recogniser mishears."""

    def __init__(
        self,
        script: Script,
        url: str,
        secret: str,
        *,
        noise: float = 0.0,
        transfer: str = "answered",
        summary: bool = True,
    ) -> None:
        self._script, self._url, self._secret = script, url, secret
        self._noise, self._transfer, self._shows = noise, transfer, summary
        self._left = TURNS
        self._asked: Counter[str] = Counter()
        self._interrupted: set[str] = set()
        self._corrections = deque(script.correct)
        self._last_correction: str | None = None
        self._same, self._last_asks = 0, ""
        self._said = ""  # last utterance as it was meant
        self._told_story = False
        self._transcript: list[dict[str, Any]] = []
        self._heard: list[str] = []  # what the bot said in its last turn
        self._open: dict[str, Any] | None = None  # the gather that is waiting
        self._line = Line(url, secret)

    def play(self) -> Played:
        """Play to the end; never raises for what the server or the bot does."""
        played = Played()
        try:
            self._tell("session.started", caller="01000000000", capabilities=["sms"])
            steps = deque(self._script.steps)
            if self._script.story and self._open is not None:
                self._act()
            while (steps and self._open is not None) or (steps and steps[0].action == "resume"):
                self._step(steps.popleft())
            while self._open is not None:
                self._act()
        except (GaveUp, Refused) as problem:
            played.why = str(problem)
        played.transcript = self._transcript
        played.status = dict(self._line.status)
        played.summary = self._summary() if self._shows else None
        self._line.close()
        return played

    # The gateway

    def _tell(self, kind: str, **data: Any) -> None:
        self._left -= 1
        if self._left < 0:
            raise GaveUp("the call took too many turns")
        self._obey(self._line.tell(kind, **data))

    def _obey(self, commands: list[dict[str, Any]]) -> None:
        self._heard, self._open = [], None
        for command in commands:
            if command["type"] == "say":
                self._heard.append(command["text"])
                self._note("bot", command["text"])
            elif command["type"] == "gather":
                self._open = command
                self._transcript[-1]["asks"] = command["asks"]
            elif command["type"] == "transfer":
                self._note("system", f"transfer → {command['data'].get('agent')}", event="transfer")
                if self._transfer == "answered":
                    self._line.tell("transfer.result", result="answered")
                else:
                    self._tell("transfer.result", result=self._transfer)
                return
            elif command["type"] in ("hangup", "send_text"):
                self._note("system", command["type"], event=command["type"])

    def _note(self, sender: str, text: str, **more: Any) -> None:
        self._transcript.append(
            {"sender": sender, "text": text, "asks": None, "step": None, "topic": None, "buttons": [], **more}
        )

    def _speak(self, text: str, *, noise: float | None = None) -> None:
        self._said = text
        share = self._noise if noise is None else noise
        rows = misheard.hypotheses(text, share, f"{self._script.path.stem}:{self._left}")
        more = {"meant": text} if rows[0]["text"] != text else {}
        self._note("worker", rows[0]["text"], confidence=rows[0]["confidence"], **more)
        self._tell("utterance", alternatives=rows)

    def _press(self, keys: str) -> None:
        self._note("worker", "".join("•" if c.isdigit() and len(keys) > 2 else c for c in keys), keys=True)
        self._tell("dtmf", digits=keys)

    def _wait(self) -> None:
        self._tell("no_input")

    # What the script fixes

    def _step(self, step: Step) -> None:
        if step.action == "say":
            self._speak(step.value)
        elif step.action == "choose":
            self._press(step.value)
        elif step.action == "wait_for":
            while (
                not any(re.search(step.value, text) for text in self._heard)
                and self._line.status.get("state") != step.value
            ):
                if self._open is None:
                    raise GaveUp(f"waited for {step.value!r}, which did not come")
                self._act()
        elif step.action == "close_page" and step.value is not False:
            self._obey(self._line.tell("hangup", reason="caller"))
        elif step.action == "resume":
            self._call_again(step.value if isinstance(step.value, dict) else {})
        elif step.action == "attach":
            raise GaveUp("no file can be sent by telephone")

    def _call_again(self, how: dict[str, Any]) -> None:
        number = str(how.get("draft_number") or self._line.status.get("draft_number") or "")
        born = str(how.get("birth_date") or self._of("worker.birth_date") or "")
        self._line.close()
        self._line = Line(self._url, self._secret)
        self._tell("session.started", capabilities=[])
        self._press("9")
        self._press(re.sub(r"\D", "", number) + "#")
        self._press(re.sub(r"\D", "", birth_date(born) or born) + "#")

    # What the caller decides

    def _act(self) -> None:
        asks, inputs = self._open["asks"] or "open", self._open["input"]
        if self._open["begin_within_ms"] < PAUSE_ENDS:
            self._wait()  # all was told
        elif self._repeats(asks):
            self._stuck(asks, inputs)
        elif "speech" not in inputs:
            self._press(self._digits(asks) + "#")
        elif ":" in asks:
            self._check(*asks.split(":"))
        else:
            self._reply(asks)

    def _reply(self, asks: str) -> None:
        if asks in ("call_back", "clarify") or (asks.startswith("consent.") and not self._of(asks)):
            self._press("1")
        elif asks == "offer_optional":
            self._press("1" if self._of(asks) and self._of(asks) != LATER else "2")
        elif asks == "review":
            self._review()
        elif asks == "which_field":
            self._speak(self._last_correction or UNKNOWN)
        elif asks == "open":
            self._talk()
        else:
            self._answer(asks)

    def _check(self, what: str, field: str) -> None:
        """A name that is to be spelt, or something that was read back."""
        if what == "spell":
            self._speak(", ".join(self._of(field) or ""), noise=self._noise / 2)
        else:
            self._confirm(field)

    def _talk(self) -> None:
        if self._line.status.get("receipt_number"):
            self._obey(self._line.tell("hangup", reason="caller"))
        elif not self._told_story:
            self._told_story = True
            self._speak(self._script.story or "")
        elif self._line.status.get("draft_number"):
            self._speak("신고 계속할게요")
        else:
            self._press("1")

    def _answer(self, asks: str) -> None:
        if asks in self._script.interrupt and asks not in self._interrupted:
            self._interrupted.add(asks)
            self._speak(self._script.interrupt[asks])
            return
        sayings = self._script.answers.get(asks) or ((self._script.story,) if asks == "accident.story" else ())
        count = self._asked[asks]
        self._asked[asks] += 1
        self._speak((sayings[min(count, len(sayings) - 1)] if sayings else None) or UNKNOWN)

    def _confirm(self, base: str) -> None:
        """Listen to what was read back, and say no where it is not what was meant."""
        heard = " ".join(self._heard)
        if base.endswith(".name"):
            self._press("1" if (self._of(base) or "") in heard.replace(" ", "") else "2")
        elif base in ("worker.birth_date", "worker.phone", "reporter.phone", "workplace.phone"):
            self._press("1")
        else:
            like = SequenceMatcher(None, self._said, heard[: len(self._said) + 2]).ratio()
            self._press("1" if like >= ALIKE else "2")

    def _review(self) -> None:
        if self._corrections:
            self._last_correction = self._corrections.popleft()
            self._speak(self._last_correction)
        else:
            self._press("1")

    def _repeats(self, asks: str) -> bool:
        self._same = self._same + 1 if asks == self._last_asks else 1
        self._last_asks = asks
        return self._same > 3

    def _stuck(self, asks: str, inputs: list[str]) -> None:
        """The same question a fourth time: openly unknown, then a person."""
        if self._same > 5:
            self._press("0")
        elif self._same == 4 and "speech" in inputs and not asks.startswith(("confirm:", "spell:", "consent.")):
            self._speak(UNKNOWN)
        else:
            self._press("1" if "speech" in inputs else "#")

    def _of(self, name: str) -> str | None:
        sayings = self._script.answers.get(name)
        return sayings[0] if sayings else None

    def _digits(self, asks: str) -> str:
        text = self._of({"call_back.number": "worker.phone"}.get(asks, asks)) or ""
        text = (birth_date(text) or text) if asks.endswith("birth_date") else text
        return re.sub(r"\D", "", text)

    def _summary(self) -> dict[str, Any] | None:
        """The case as the web shows it: the number and the birth date open it there, as for any worker."""
        number, born = self._line.status.get("draft_number"), self._of("worker.birth_date")
        if not number or not born:
            return None
        page = Page(self._url)
        try:
            page.resume(number, born)
            return page.summary()
        except (GaveUp, Refused):
            return None


def call(script: Script, url: str, secret: str, **options: Any) -> Played:
    """Play `script` against the server at `url`."""
    return Caller(script, url, secret, **options).play()
