"""When somebody works: hours of their own, and planned absences. Pure; days and times are those of Korea."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_ABSENCE = 366  # days; who is away for longer hands the cases over
KINDS = ("leave", "sick", "training", "other")

_HOURS = re.compile(r"([1-7](?: [1-7])*) (\d\d:\d\d)-(\d\d:\d\d)")


@dataclass(frozen=True)
class DutyHours:
    """Weekdays (Monday is 1) and a span of each day."""

    days: frozenset[int]
    start: dt.time
    end: dt.time

    def covers(self, local: dt.datetime) -> bool:
        """Whether the person works at this moment, given as local time."""
        return local.isoweekday() in self.days and self.start <= local.time() < self.end


@dataclass(frozen=True)
class Absence:
    """Days on which somebody is not there, both included."""

    first: dt.date
    last: dt.date
    deputy_id: int | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the person is away on this day."""
        return self.first <= day <= self.last

    def meets(self, other: Absence) -> bool:
        """Whether they share a day."""
        return self.first <= other.last and other.first <= self.last


def parse_hours(text: str) -> DutyHours:
    """`1 2 3 4 5 09:00-13:00`. Raises ValueError for anything else."""
    found = _HOURS.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(text)
    start, end = dt.time.fromisoformat(found[2]), dt.time.fromisoformat(found[3])
    if start >= end:
        raise ValueError(text)
    return DutyHours(frozenset(int(day) for day in found[1].split()), start, end)


def absent_on(absences: Iterable[Absence], day: dt.date) -> Absence | None:
    """The absence that this day falls into."""
    return next((one for one in absences if one.covers(day)), None)


def problem(absence: Absence, others: Iterable[Absence], today: dt.date) -> str | None:
    """Why the absence cannot be planned: absence_order, absence_past, absence_long, absence_overlap."""
    if absence.last < absence.first:
        return "absence_order"
    if absence.last < today:
        return "absence_past"
    if (absence.last - absence.first).days >= LONGEST_ABSENCE:
        return "absence_long"
    return "absence_overlap" if any(absence.meets(other) for other in others) else None
