"""Facts of a calculation out of a sentence, and out of a claim. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from casework.domain.benefits.periods import months_later
from casework.domain.understanding import Understanding
from casework.korean import calculation
from casework.korean.entities import Entity

DAILY_BELOW = 400_000  # won; a bare sum below it is what somebody earns a day, above it a month
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
_MONTHS_A_YEAR = 12


def from_sentence(text: str, understanding: Understanding, today: date, asked: str | None = None) -> dict[str, Any]:
    """Facts that `text` tells, in the shapes of the API; `asked` is the fact that was asked for, if any."""
    facts = _sums(text, understanding, asked)
    for entity in understanding.of("date")[:1]:
        if day := _day(entity, today):
            facts["injury_date"] = day.isoformat()
    for entity in understanding.of("duration"):
        if not calculation.is_rate_of_pay(text, entity.end) and (days := _days(entity.value, today)):
            facts["days_off"] = days
    for entity in understanding.of("employment_form")[:1]:
        facts["employment_form"] = entity.value
    for entity in understanding.of("person_count")[:1]:
        facts["dependants"] = entity.value
    if (grade := calculation.grade(text)) is not None:
        facts["grade"] = grade
    if mode := calculation.mode(text):
        facts["mode"] = mode
    return facts


def _sums(text: str, understanding: Understanding, asked: str | None) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for entity in understanding.of("amount")[:2]:
        facts |= _pay(entity.value, (entity.extra or {}).get("per"), calculation.is_average_wage(text, entity.start))
    if asked in ("pay", "average_wage") and not facts and (bare := calculation.bare_amount(text)):
        facts |= _pay(bare[0], bare[1], asked == "average_wage")
    return facts


def from_claim(values: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that a claim holds already. `values`: field id → value, what is not given left out."""
    facts: dict[str, Any] = {}
    wage = values.get("job.wage")
    if isinstance(wage, Mapping) and wage.get("won"):
        facts |= _pay(wage["won"], wage.get("per"), average=False)
    for field, fact in (("accident.date", "injury_date"), ("worker.birth_date", "birth_date")):
        if isinstance(values.get(field), str):
            facts[fact] = values[field]
    if isinstance(values.get("job.employment_form"), str):
        facts["employment_form"] = values["job.employment_form"]
    return facts


def _pay(won: int, per: str | None, average: bool) -> dict[str, Any]:
    if average:
        return {"average_wage": won}
    if per == "year":
        return {"monthly_pay": round(won / _MONTHS_A_YEAR)}
    if per == "month" or (per is None and won >= DAILY_BELOW):
        return {"monthly_pay": won}
    if per == "day" or (per is None and won > 0):
        return {"daily_pay": won}
    return {}  # by the hour: how many hours nobody has said


def _day(entity: Entity, today: date) -> date | None:
    """The day, or one inside the year or month that was named: the amounts change by the year."""
    if entity.value:
        day = date.fromisoformat(entity.value)
        return day if day <= today else None
    extra = entity.extra or {}
    if extra.get("precision") in ("year", "month") and extra.get("to"):
        first, last = date.fromisoformat(extra["from"]), date.fromisoformat(extra["to"])
        return last if last <= today else (today if first <= today else None)
    return None


def _days(duration: str, today: date) -> int | None:
    """Days of an ISO duration, months counted on the calendar from `today`; None for hours and minutes."""
    found = _DURATION.match(duration)
    if not found:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    end = months_later(today, years * _MONTHS_A_YEAR + months) + timedelta(days=weeks * 7 + days)
    return (end - today).days or None
