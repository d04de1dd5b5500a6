"""The wages of the months before the injury, from the one figure that people know: their monthly pay. Pure."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from casework.domain.benefits.facts import Facts, Wages


def spread(facts: Facts, months: int) -> Facts:
    """The same facts with `monthly_pay` as the wages of each of the `months` before the injury.

    Without a day of the injury the day that the law looks at stands for it (근로기준법 제2조제1항제6호).
    """
    before = facts.injury_date or facts.on
    starts = [months_later(before, -n) for n in range(months, -1, -1)]
    wages = tuple(
        Wages(first, following - timedelta(days=1), facts.monthly_pay)
        for first, following in pairwise(starts)
    )
    return replace(facts, wages=wages)


def months_later(day: date, months: int) -> date:
    """The same day `months` later (earlier, if negative), or the month's last day where it has none (민법 제160조)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
