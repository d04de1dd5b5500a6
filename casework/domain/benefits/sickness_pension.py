"""상병보상연금, instead of sick leave after two years of treatment (산재보험법 제66조~제68조). Pure.

The figures are those of `facts.on`. Whether the state is grade 1 to 3, and lasts, the agency decides.
"""

from __future__ import annotations

from decimal import Decimal

from casework.domain.benefits.base_wage import base_wage
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Open, Outcome, Working, wage, won
from casework.domain.benefits.periods import age

RATE = "산재보험법 제66조, 별표 4"
FLOOR = "산재보험법 제67조제1항"
ELDERLY = "산재보험법 제68조, 별표 5"


def sickness_pension(facts: Facts, working: Working) -> Outcome:
    """A year's amount and a day's. From 61 on the table is not known: no amount."""
    lowest = int(working.figure("sickness-pension.lowest-grade", facts.on))
    if facts.grade is None:
        working.need("grade")
    working.confirm("sickness_pension_decides", article=RATE)
    if facts.grade > lowest:
        working.step("sickness_pension_grade", lowest, RATE)
        return working.outcome()
    base = _at_least(working, facts, base_wage(facts, working, facts.on, floored=False))
    days = working.number(f"sickness-pension.days-grade-{facts.grade}", facts.on)
    year = working.number("wage.days-in-year", facts.on)
    amount, daily = won(base * days), won(base * days / year)
    working.step("sickness_pension_year", amount, RATE, base=base, days=days, grade=facts.grade)
    working.step("sickness_pension_day", daily, RATE, year=year)
    if facts.birth_date and age(facts.birth_date, facts.on) >= int(
        working.figure("sickness-pension.elderly-age", facts.on)
    ):
        working.confirm("sickness_pension_elderly", article=ELDERLY)
        raise Open
    return working.outcome(amount=amount, daily=daily, unit="won_a_year")


def _at_least(working: Working, facts: Facts, base: Decimal) -> Decimal:
    """An average wage below the one whose share is the minimum wage counts as that one."""
    lowest = wage(
        working.number("wage.minimum-daily", facts.on) / working.number("sickness-pension.floor-rate", facts.on)
    )
    if base >= lowest:
        return base
    working.step("sickness_pension_floor", lowest, FLOOR, base=base)
    return lowest
