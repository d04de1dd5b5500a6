"""Where a call stands between two events. Stored sealed with the call: it may hold what was just keyed in or said."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from connectors.phone.protocol import Command


@dataclass
class Prompt:
    """What was said last and what is listened for, to be repeated."""

    texts: list[str] = field(default_factory=list)
    short: str = ""
    gather: dict[str, Any] = field(default_factory=dict)  # arguments of protocol.gather
    keys: dict[str, str] = field(default_factory=dict)  # key → what pressing it says
    options: list[dict[str, str]] = field(default_factory=list)  # {title, say} that the keypad can offer


@dataclass
class State:
    """`stage`: talk, confirm, fill (a card or field by keypad and voice), resume, transfer, call_back, human, ended."""

    stage: str = "talk"
    seen: int = 0  # last message that was spoken
    prompt: Prompt = field(default_factory=Prompt)
    silent: int = 0  # times in a row that nobody said anything
    missed: int = 0  # times in a row that nothing could be made of it
    asked: str = ""  # field or step that was asked last
    same: int = 0  # times in a row that it was, without an answer to a question in between
    page: int = 0  # of the options on the keypad
    heard: list[str] = field(default_factory=list)  # parts of a long answer
    pending: str = ""  # an utterance that is to be confirmed
    checked: list[str] = field(default_factory=list)  # fields whose answer was confirmed once
    fill: dict[str, Any] = field(default_factory=dict)  # the card being filled, see filling.py
    told_early: bool = False  # the birth date was asked so that a dropped line is no loss
    unknown: list[str] = field(default_factory=list)  # fields of cards that the caller does not know
    aloud: list[str] = field(default_factory=list)  # all that was said with the open question
    cut_at: int | None = None  # milliseconds into it at which the caller cut in
    cut_asks: str = ""  # what was asked then
    cuts: int = 0  # times in a row
    call_back: dict[str, Any] = field(default_factory=dict)
    waits_for: int | None = None  # message whose answer is on its way
    fillers: int = 0
    told_failed: bool = False
    can: list[str] = field(default_factory=list)
    last_event: str | None = None
    last_commands: list[Command] = field(default_factory=list)

    @classmethod
    def load(cls, text: str | None) -> State:
        """From JSON; what an older version kept besides is dropped."""
        known = {f.name for f in fields(cls)}
        stored = {name: value for name, value in json.loads(text or "{}").items() if name in known}
        prompt = stored.pop("prompt", {})
        names = {f.name for f in fields(Prompt)}
        return cls(prompt=Prompt(**{k: v for k, v in prompt.items() if k in names}), **stored)

    def dump(self) -> str:
        """To JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)
