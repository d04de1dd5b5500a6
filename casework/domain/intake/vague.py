"""Days that are only roughly known: a month, a year, "3년 전부터". Pure.

Such a value is written YYYY-MM or YYYY; the worker's own words stand beside it.
"""

from __future__ import annotations

import datetime as dt
import re

from casework.domain.intake.evidence import Reading
from casework.korean import durations
from casework.korean.entities import Entity

_VAGUE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def is_vague(value: object) -> bool:
    """Whether a value names a month or a year and no day."""
    return isinstance(value, str) and _VAGUE.fullmatch(value) is not None


def of_entity(entity: Entity, text: str) -> Reading | None:
    """A date entity as an answer to a question where a month or a year will do; None where it names neither."""
    extra = entity.extra or {}
    if extra.get("lunar"):
        return Reading(words=text, problem="lunar_date")
    if extra.get("future"):
        return Reading(words=text, problem="future_date")
    if entity.value:
        return Reading(entity.value, words=text, confidence=0.7 if extra.get("approx") else 0.9)
    first = str(extra.get("from") or "")
    if not first:
        return None
    return Reading(first[:4] if extra.get("precision") == "year" else first[:7], words=text, confidence=0.6)


def since(length: Entity, text: str, today: dt.date) -> Reading:
    """The day that a length of time before today leads to, no more exact than it was said."""
    day = today - dt.timedelta(days=durations.days(str(length.value)))
    unit = str(length.value).split("T")[0]
    value = day.isoformat()[: 4 if unit.endswith("Y") and durations.days(unit) > 730 else 7 if unit[-1] in "YM" else 10]
    return Reading(value, words=text, confidence=0.6)
