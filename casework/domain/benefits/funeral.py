"""장례비 (산재보험법 제71조). Pure. The figures are those of `facts.on`, the day of the death."""

from __future__ import annotations

from decimal import Decimal

from casework.domain.benefits.base_wage import told
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working, won

RATE = "산재보험법 제71조제1항"
LIMITS = "산재보험법 제71조제2항, 시행령 제66조"
ADVANCE = "산재보험법 제71조제3항, 시행령 제66조의2"


def funeral(facts: Facts, working: Working) -> Outcome:
    """120 days of the average wage between the lowest and the highest amount of the year of death."""
    days = working.number("funeral.days", facts.on)
    amount = told(facts, working) * days
    working.step("funeral_days", won(amount), RATE, days=days)
    if facts.funeral_by_family is False:
        return _by_somebody_else(facts, working, amount)
    highest, lowest = working.number("funeral.max", facts.on), working.number("funeral.min", facts.on)
    if amount > highest:
        working.step("funeral_highest", won(highest), LIMITS)
    elif amount < lowest:
        working.step("funeral_lowest", won(lowest), LIMITS)
    working.step("funeral_advance", won(lowest), ADVANCE)
    return working.outcome(amount=won(min(max(amount, lowest), highest)), advance=won(lowest))


def _by_somebody_else(facts: Facts, working: Working, most: Decimal) -> Outcome:
    """Who is no survivor gets what was spent, up to the same 120 days."""
    if facts.funeral_cost is None:
        working.need("funeral_cost")
    amount = won(min(facts.funeral_cost, most))
    working.step("funeral_cost", amount, RATE, cost=facts.funeral_cost)
    working.confirm("funeral_cost", article=RATE)
    return working.outcome(amount=amount)
