"""What a voice gateway tells and is told, whatever its make. Described in asyncapi.yml; examples in docs/phone.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from casework.korean import spoken
from connectors.problems import Problem

STARTED, UTTERANCE, DTMF, NO_INPUT = "session.started", "utterance", "dtmf", "no_input"
BARGE_IN, HANGUP, TRANSFERRED, CONTINUE = "barge_in", "hangup", "transfer.result", "continue"
RECORDING_ON, RECORDING_OFF = "recording.started", "recording.stopped"
EVENTS = frozenset(
    {STARTED, UTTERANCE, DTMF, NO_INPUT, BARGE_IN, HANGUP, TRANSFERRED, CONTINUE, RECORDING_ON, RECORDING_OFF}
)
RESULTS = frozenset({"answered", "busy", "no_answer", "failed"})
LONGEST_NAME = 128
LONGEST_TEXT = 20_000
LONGEST_PROMPT = 3_600_000  # milliseconds
MOST_HYPOTHESES = 10

Command = dict[str, Any]
_NAME = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Hypothesis:
    """What the recogniser may have heard; no confidence where it gives none."""

    text: str
    confidence: float | None = None


@dataclass(frozen=True)
class Event:
    """One thing that happened in a call. `id` is the gateway's own, so that a repeat is known as one."""

    type: str
    id: str
    hypotheses: tuple[Hypothesis, ...] = ()  # best first
    digits: str = ""
    caller: str | None = None  # hashed at once; never kept
    can: frozenset[str] = frozenset()  # what the gateway can do besides: sms
    result: str = ""  # of a transfer
    reason: str = ""  # of a hang-up
    position: int | None = None  # of a barge-in: milliseconds of the prompt that were played


def call_name(value: Any) -> str:
    """The call's id as the gateway names it. Raises Problem 400."""
    return _named(value, "call")


def read(body: Any) -> Event:
    """An event from its JSON. Raises Problem 400 that names the part which is wrong."""
    if not isinstance(body, dict):
        raise Problem(400, "bad_body", what="event")
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in EVENTS:
        raise Problem(400, "bad_body", what="type")
    result = body.get("result", "")
    if kind == TRANSFERRED and result not in RESULTS:
        raise Problem(400, "bad_body", what="result")
    can = body.get("capabilities", [])
    return Event(
        kind,
        _named(body.get("id"), "id"),
        hypotheses=_hypotheses(body) if kind == UTTERANCE else (),
        digits=_digits(body.get("digits")) if kind == DTMF else "",
        caller=_text(body.get("caller"), "caller", 40) if body.get("caller") else None,
        can=frozenset(one for one in can if isinstance(one, str)) if isinstance(can, list) else frozenset(),
        result=result if kind == TRANSFERRED else "",
        reason=_text(body.get("reason", ""), "reason", 40),
        position=_position(body.get("position_ms")) if kind == BARGE_IN else None,
    )


def _named(value: Any, what: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not _NAME.fullmatch(value):
        raise Problem(400, "bad_body", what=what)
    return value


def _text(value: Any, what: str, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Problem(400, "bad_body", what=what)
    return value


def _position(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LONGEST_PROMPT:
        raise Problem(400, "bad_body", what="position_ms")
    return int(value)


def _digits(value: Any) -> str:
    text = _text(value, "digits", 40)
    if not re.fullmatch(r"[0-9*#]*", text):
        raise Problem(400, "bad_body", what="digits")
    return text


def _hypotheses(body: dict[str, Any]) -> tuple[Hypothesis, ...]:
    rows = body.get("alternatives") or [{"text": body.get("text"), "confidence": body.get("confidence")}]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Problem(400, "bad_body", what="alternatives")
    found = []
    for row in rows[:MOST_HYPOTHESES]:
        confidence = row.get("confidence")
        if isinstance(confidence, bool) or not isinstance(confidence, (int, float, type(None))):
            raise Problem(400, "bad_body", what="confidence")
        found.append(Hypothesis(_text(row.get("text"), "text", LONGEST_TEXT), confidence))
    return tuple(found)


def say(text: str, *, barge_in: bool = True) -> Command:
    """Speak; `text` for the log of the gateway and the screen of a tester, `ssml` for the voice."""
    words = spoken.speakable(text)
    return {"type": "say", "text": words, "ssml": spoken.ssml(words), "barge_in": barge_in}


def gather(
    *,
    speech: bool = True,
    keys: int = 1,
    asks: str | None = None,
    grammar: str = "open",
    hints: tuple[str, ...] = (),
    long: bool = False,
    wait: float = 5.0,
) -> Command:
    """Listen. `keys`: digits at most, 0 for none; several end with # or two seconds after the last.

    `long`: somebody tells a story, so silence ends the utterance late. `asks` names the field or step.
    """
    command: Command = {
        "type": "gather",
        "asks": asks,
        "grammar": grammar,
        "input": [],
        "begin_within_ms": int(wait * 1000),
    }
    if speech:
        command["input"].append("speech")
        command["speech"] = {"language": "ko-KR", "end_silence_ms": 2_500 if long else 900, "longest_ms": 90_000 if long else 20_000, "hints": list(hints), "alternatives": 3}  # fmt: skip
    if keys:
        command["input"].append("dtmf")
        command["dtmf"] = {"longest": keys, "finish_on": "#", "between_ms": 2_000}
    return command


def play(url: str) -> Command:
    """Play a recording that the gateway has or can fetch, to its end: the notice, where a house has its own speaker."""
    return {"type": "play", "url": url}


def transfer(to: str, **data: Any) -> Command:
    """Connect the caller with a person; `data` goes along for the agent's screen. Answered by transfer.result."""
    return {"type": "transfer", "to": to, "data": data, "timeout_ms": 30_000}


def proceed() -> Command:
    """Nothing to wait for from the caller: send `continue` at once, the answer is on its way."""
    return {"type": "continue"}


def send_text(text: str) -> Command:
    """A text message to the caller, whose number only the gateway knows."""
    return {"type": "send_text", "text": text}


def hang_up(reason: str) -> Command:
    """End the call."""
    return {"type": "hangup", "reason": reason}
