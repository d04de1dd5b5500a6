"""Days, months and years of age on the calendar. Pure."""

from __future__ import annotations

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day `months` later (earlier, if negative), or the month's last day where it has none (민법 제160조)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_later(day: date, years: int) -> date:
    """The same day `years` later; February 29 becomes 28 in a year without it."""
    return months_later(day, 12 * years)


def days_in(first: date, last: date) -> int:
    """How many days from the first to the last, both included; 0 or less where they are the wrong way round."""
    return (last - first).days + 1


def overlap(first: date, last: date, other_first: date, other_last: date) -> int:
    """How many days two periods share."""
    return max(0, days_in(max(first, other_first), min(last, other_last)))


def age(birth: date, on: date) -> int:
    """Years completed on the day; the birthday itself counts (민법 제158조)."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
