"""A dated legal figure, and what it means that one is not known. Pure: `casework.parameters` reads the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

Value = int | Decimal | str

CONFIDENCES = ("law", "two", "one", "derived", "recalled")
VERIFIED = frozenset({"law", "two"})


class UnknownParameter(KeyError):
    """No entry has this id: a mistake in the program or in an answer, not a gap in the data."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.id = id

    def __str__(self) -> str:
        return f"no parameter has the id {self.id!r}"


class Uncovered(LookupError):
    """No value is known for the date asked for. Callers answer "needs checking", never a neighbour."""

    def __init__(self, id: str, on: date, description: str, periods: tuple[tuple[date, date | None], ...]) -> None:
        self.id = id
        self.on = on
        self.description = description
        self.periods = periods
        known = ", ".join(f"{start}..{end or ''}" for start, end in periods)
        super().__init__(f"{id} has no value for {on} (known: {known})")


@dataclass(frozen=True, slots=True)
class Figure:
    """One value with everything needed to show where it came from.

    ``from_`` and ``to`` are the first and last day it holds for (``to`` is None when open).
    ``verified`` is true when the law itself, or two independent sources, were seen.
    """

    id: str
    description: str
    value: Value
    unit: str
    article: str
    source: str
    confidence: str
    from_: date
    to: date | None
    checked_on: date
    note: str | None = None

    @property
    def verified(self) -> bool:
        """True when the confidence allows the value to be told as a fact."""
        return self.confidence in VERIFIED

    def covers(self, on: date) -> bool:
        """True when the value is in force on that day."""
        return self.from_ <= on and (self.to is None or on <= self.to)


class Figures(Protocol):
    """What the rules need of the parameters."""

    def on(self, id: str, on: date) -> Figure:
        """The figure in force on a day. Raises UnknownParameter, Uncovered."""
        ...
