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
    starts = [first]
    while starts[-1] <= last:
        starts.append(months_later(first, len(starts)))
    wages = tuple(Wages(a, min(b - timedelta(days=1), last), facts.monthly_pay) for a, b in pairwise(starts))
    return replace(facts, wages=wages)
