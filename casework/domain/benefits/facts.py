"""The facts of a case as calculators read them, checked once. Pure.

Names and shapes are those of the command and the API (docs at /api/docs): amounts in won, days in ISO.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from casework.domain.errors import CaseworkError

HIGHEST_WON = 10**12  # more than any sum here can be; a slip of the keyboard is no amount
FIRST_DAY = date(1900, 1, 1)


class BadFacts(CaseworkError):
    """A fact that cannot be read. `name` is the fact, `problem` the key of what is wrong with it."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Wages:
    """What was paid for a period, both days included."""

    from_: date
    to: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Excluded:
    """A period that does not count for the average wage (근로기준법 시행령 제2조), with the wages paid in it."""

    from_: date
    to: date
    amount: Decimal
    reason: str | None


@dataclass(frozen=True, slots=True)
class Survivor:
    """Somebody the deceased left behind. None means not told."""

    relation: str
    birth_date: date | None = None
    lived_together: bool | None = None
    severe_disability: bool | None = None
    abroad: bool | None = None
    nationality: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a calculator may ask for. None (or empty) means not told; `on` is the day the law looks at."""

    on: date
    average_wage: Decimal | None = None
    birth_date: date | None = None
    injury_date: date | None = None
    days_off: int | None = None
    worked_wage: Decimal | None = None
    retreatment: bool | None = None
    treatment_started_on: date | None = None
    employed_at_61: bool | None = None
    grade: int | None = None
    grades: tuple[int, ...] = ()
    previous_grade: int | None = None
    mode: str | None = None
    advance_years: int | None = None
    dependants: int | None = None
    relation: str | None = None
    survivors: tuple[Survivor, ...] = ()
    pension_days_paid: int | None = None
    funeral_cost: Decimal | None = None
    funeral_by_family: bool | None = None
    level: str | None = None
    carer: str | None = None
    days: int | None = None
    paid_a_day: Decimal | None = None
    wages: tuple[Wages, ...] = ()
    monthly_pay: Decimal | None = None  # spread over the months before the injury where no wages are told
    excluded: tuple[Excluded, ...] = ()
    bonus_12m: Decimal | None = None
    annual_leave_pay_12m: Decimal | None = None
    ordinary_wage_daily: Decimal | None = None
    statistics_wage_daily: Decimal | None = None
    daily_pay: Decimal | None = None
    employment_form: str | None = None
    months_worked: int | None = None
    other_jobs: tuple[tuple[Wages, ...], ...] = ()
    kind: str | None = None
    benefit: str | None = None
    started_on: date | None = None
    reason: str | None = None

    @classmethod
    def read(cls, raw: Mapping[str, Any], today: date) -> tuple[Facts, tuple[str, ...]]:
        """The facts in `raw` (`on` is `today` where it is not told), and the names that nothing here reads.

        Raises BadFacts for a value of a wrong kind or out of reach.
        """
        if not isinstance(raw, Mapping):
            raise BadFacts("facts", "not_an_object")
        known = {f.name for f in fields(cls)}
        read = {name: _READERS[name](name, value) for name, value in raw.items() if name in known and value is not None}
        return cls(**{"on": today} | read), tuple(sorted(name for name in raw if name not in known))


def _day(name: str, value: Any) -> date:
    if not isinstance(value, str):
        raise BadFacts(name, "not_a_date")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise BadFacts(name, "not_a_date") from None
    if day < FIRST_DAY:
        raise BadFacts(name, "out_of_reach")
    return day


def _won(name: str, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise BadFacts(name, "not_an_amount")
    try:
        amount = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        raise BadFacts(name, "not_an_amount") from None
    if not amount.is_finite():
        raise BadFacts(name, "not_an_amount")
    if not 0 <= amount <= HIGHEST_WON:
        raise BadFacts(name, "out_of_reach")
    return amount


def _count(highest: int, lowest: int = 0) -> Callable[[str, Any], int]:
    def read(name: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadFacts(name, "not_a_whole_number")
        if not lowest <= value <= highest:
            raise BadFacts(name, "out_of_reach")
        return value

    return read


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadFacts(name, "not_yes_or_no")
    return value


def _word(*allowed: str) -> Callable[[str, Any], str]:
    def read(name: str, value: Any) -> str:
        if not isinstance(value, str) or (allowed and value not in allowed):
            raise BadFacts(name, "not_known")
        return value

    return read


def _rows(name: str, value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise BadFacts(name, "not_a_list")
    return value


def _period(name: str, row: Mapping[str, Any]) -> tuple[date, date]:
    for key in ("from", "to"):
        if row.get(key) is None:
            raise BadFacts(f"{name}.{key}", "missing")
    first, last = _day(f"{name}.from", row["from"]), _day(f"{name}.to", row["to"])
    if last < first:
        raise BadFacts(name, "ends_before_it_begins")
    return first, last


def _wages(name: str, value: Any) -> tuple[Wages, ...]:
    found = []
    for row in _rows(name, value):
        if row.get("amount") is None:
            raise BadFacts(f"{name}.amount", "missing")
        found.append(Wages(*_period(name, row), _won(f"{name}.amount", row["amount"])))
    return tuple(sorted(found, key=lambda w: w.from_))


def _excluded(name: str, value: Any) -> tuple[Excluded, ...]:
    return tuple(
        Excluded(*_period(name, row), _won(f"{name}.amount", row.get("amount") or 0), row.get("reason"))
        for row in _rows(name, value)
    )


def _survivors(name: str, value: Any) -> tuple[Survivor, ...]:
    found = []
    for row in _rows(name, value):
        told = {key: v for key, v in row.items() if v is not None}
        if "relation" not in told:
            raise BadFacts(f"{name}.relation", "missing")
        found.append(
            Survivor(
                _word(*RELATIONS)(f"{name}.relation", told["relation"]),
                _day(f"{name}.birth_date", told["birth_date"]) if "birth_date" in told else None,
                *(
                    _flag(f"{name}.{key}", told[key]) if key in told else None
                    for key in ("lived_together", "severe_disability", "abroad")
                ),
                _word()(f"{name}.nationality", told["nationality"]) if "nationality" in told else None,
            )
        )
    return tuple(found)


def _jobs(name: str, value: Any) -> tuple[tuple[Wages, ...], ...]:
    return tuple(_wages(f"{name}.wages", row.get("wages") or []) for row in _rows(name, value))


def _grades(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise BadFacts(name, "not_a_list")
    return tuple(_count(14, 1)(name, one) for one in value)


RELATIONS = ("spouse", "child", "parent", "grandchild", "grandparent", "sibling")

_READERS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("on", "birth_date", "injury_date", "treatment_started_on", "started_on"), _day),
    **dict.fromkeys(
        ("average_wage", "worked_wage", "funeral_cost", "paid_a_day", "bonus_12m", "annual_leave_pay_12m"), _won
    ),
    **dict.fromkeys(("ordinary_wage_daily", "statistics_wage_daily", "daily_pay", "monthly_pay"), _won),
    **dict.fromkeys(("retreatment", "employed_at_61", "funeral_by_family"), _flag),
    **dict.fromkeys(("grade", "previous_grade"), _count(14, 1)),
    **dict.fromkeys(("days_off", "days", "pension_days_paid"), _count(36_525)),
    "grades": _grades,
    "mode": _word("pension", "lump_sum", "half"),
    "advance_years": _count(4, 1),
    "dependants": _count(50),
    "relation": _word(*RELATIONS),
    "survivors": _survivors,
    "level": _word("constant", "intermittent"),
    "carer": _word("professional", "family"),
    "wages": _wages,
    "excluded": _excluded,
    "employment_form": _word(),
    "months_worked": _count(1_200),
    "other_jobs": _jobs,
    "kind": _word(),
    "benefit": _word(),
    "reason": _word(),
}
