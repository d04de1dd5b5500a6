"""What a calculation gives back, and how it is written down while it is made. Pure.

A calculator takes `Facts` and a `Working`, and ends with `working.outcome(...)`. Every figure is asked for through
`Working.figure`, so that the outcome names what it stands on; every line of the arithmetic is a `Working.step`, whose
words stand under its key in bot/domain/responses/benefits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from casework.domain.figures import Figure, Figures, Uncovered


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: the key of its words, what came out, and the article it follows."""

    key: str
    value: int | Decimal | date | str | None
    article: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A benefit worked out, or what is still open.

    `daily` where the law pays by the day; `amount` the total or the yearly sum that `unit` names (won, won_a_day,
    won_a_month, won_a_year, day, grade); `range` where law or facts leave it open, then `amount` is None. All in whole
    won. `missing` are fact names that would tell more. `confirm` are keys of what a person must look up. `verified` only
    where nothing of what is given is open and every figure was seen in the law or in two sources.
    """

    amount: int | None
    daily: int | None
    range: tuple[int, int] | None
    unit: str
    steps: tuple[Step, ...]
    parameters: tuple[Figure, ...]
    missing: tuple[str, ...]
    confirm: tuple[Step, ...]
    verified: bool
    extra: dict[str, Any]


class Open(Exception):
    """The calculation cannot go on: a figure is not known for the day, or facts are missing. Already written down."""


class Working:
    """The sheet on which one benefit is worked out."""

    def __init__(self, figures: Figures, is_off: Callable[[date], bool]) -> None:
        """`is_off` tells weekends and holidays, on which nothing is due and nobody works."""
        self._figures = figures
        self.is_off = is_off
        self._steps: list[Step] = []
        self._used: dict[tuple[str, date], Figure] = {}
        self._missing: list[str] = []
        self._confirm: list[Step] = []

    def figure(self, id: str, on: date) -> Any:
        """The value in force on `on`: int, Decimal or str. Raises Open where none is known, UnknownParameter for a typo."""
        try:
            found = self._figures.on(id, on)
        except Uncovered as gap:
            self.confirm("uncovered", article="", description=gap.description, day=on)
            raise Open from gap
        self._used[(id, found.from_)] = found
        return found.value

    def number(self, id: str, on: date) -> Decimal:
        """`figure` as a Decimal, for arithmetic."""
        return Decimal(self.figure(id, on))

    def step(self, key: str, value: int | Decimal | date | str | None, article: str, **values: Any) -> None:
        """Write down one line. `key` names the words `utter_step_<key>`; `{value}` stands for `value`."""
        self._steps.append(Step(key, value, article, values))

    def confirm(self, key: str, *, article: str, **values: Any) -> None:
        """Something only a person at the agency can settle; the outcome is then not verified. Words: `utter_confirm_<key>`."""
        row = Step(key, None, article, values)
        if row not in self._confirm:
            self._confirm.append(row)

    def need(self, *names: str) -> None:
        """These facts are missing. Raises Open after naming them all."""
        self.lacks(*names)
        if names:
            raise Open

    def lacks(self, *names: str) -> None:
        """These facts are missing, but the calculation goes on without them."""
        self._missing += [name for name in names if name not in self._missing]

    def outcome(
        self,
        *,
        amount: int | None = None,
        daily: int | None = None,
        range: tuple[int, int] | None = None,
        unit: str = "won",
        **extra: Any,
    ) -> Outcome:
        """Close the sheet. A range has no amount and is never verified."""
        figures = tuple(self._used.values())
        settled = amount is not None or daily is not None
        verified = settled and range is None and not self._confirm and all(f.verified for f in figures)
        return Outcome(
            amount=None if range else amount,
            daily=None if range else daily,
            range=range,
            unit=unit,
            steps=tuple(self._steps),
            parameters=figures,
            missing=tuple(self._missing),
            confirm=tuple(self._confirm),
            verified=verified,
            extra=extra,
        )


def won(value: Decimal) -> int:
    """Whole won, the first decimal rounded half up (보상업무처리규정 제78조)."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def wage(value: Decimal) -> Decimal:
    """An average wage with two decimals, the third rounded half up (보상업무처리규정 제76조)."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def total(values: Iterable[Decimal]) -> Decimal:
    """A sum that is a Decimal also when there is nothing to add."""
    return sum(values, Decimal(0))
