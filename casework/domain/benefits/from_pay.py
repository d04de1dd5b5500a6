"""The wages of the months that count, from the one figure that people know: their monthly pay. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from casework.domain.benefits.average_wage import period
from casework.domain.benefits.facts import Facts, Wages
from casework.domain.benefits.outcome import Working
from casework.domain.benefits.periods import months_later


def spread(facts: Facts, working: Working) -> Facts:
    """The same facts with `monthly_pay` as the wages of each month that counts before the injury.

    Without a day of the injury the day that the law looks at stands for it.
    """
    first, last = period(facts, working, facts.injury_date or facts.on)
    following = last + timedelta(days=1)
    starts = [following]
    while starts[-1] > first:  # backwards, month by month: 28 February to 30 May is three months, too
        starts.append(max(first, months_later(following, -len(starts))))
    wages = tuple(Wages(a, b - timedelta(days=1), facts.monthly_pay) for b, a in pairwise(starts))
    return replace(facts, wages=tuple(reversed(wages)))
