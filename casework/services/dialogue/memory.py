"""What the bot keeps in mind between two messages. Stored as JSON with the conversation."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass
class Memory:
    """`step` says what the bot waits for, `asks` the field it asked.

    Steps: None (open talk), ask, card, offer_optional, review, which_field,
    resume, clarify, confirm_start, calculate, change_kind.
    """

    step: str | None = None
    asks: str | None = None
    card: str | None = None
    kind: str | None = None
    changing: str | None = None  # the kind of claim that it may be instead, see changing.py
    kinds_refused: list[str] | None = None  # kinds that the worker said it is not
    optional: bool | None = None
    failures: int = 0  # sentences in a row that were not understood
    tries: int = 0  # times the same question went unanswered
    correcting: str | None = None
    detailed: list[str] | None = None  # fields that were asked about once more, see details.py
    unknowns: int = 0  # "I do not know" in a row
    said_unknown: bool | None = None  # the worker has been told that open answers are fine
    last_topic: str | None = None
    last_texts: list[str] | None = None  # for "say that again"
    calculation: dict[str, Any] | None = None  # the last one: name, topic, facts, and what it asks
    kept: dict[str, Any] | None = None  # facts of a calculation for the claim that is begun next
    leaving: str | None = None  # number, matter: what the next message is, see leaving.py
    told: list[dict[str, Any]] | None = None  # messages of an accident before a claim was begun, see told.py

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> Memory:
        """From the JSON; keys of an older version are dropped."""
        known = {f.name for f in fields(cls)}
        return cls(**{key: value for key, value in (stored or {}).items() if key in known})

    def dump(self) -> dict[str, Any]:
        """To JSON, without what is empty."""
        return {key: value for key, value in asdict(self).items() if value not in (None, 0)} | (
            {"optional": self.optional} if self.optional is False else {}
        )
