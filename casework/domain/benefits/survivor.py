"""유족급여 (산재보험법 제62조~제64조, 별표 3). Pure. The figures are those of `facts.on`, the day of the death."""

from __future__ import annotations

from decimal import Decimal

from casework.domain.benefits.base_wage import base_wage
from casework.domain.benefits.entitled import ORDER, WHO, entitled
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working, won

PENSION = "산재보험법 제62조제2항, 별표 3"
LUMP = "산재보험법 제62조제2항, 별표 3"
HALF = "산재보험법 제62조제3항"
DIFFERENCE = "산재보험법 제62조제4항"
PAYDAY = "산재보험법 제70조"


def survivor(facts: Facts, working: Working) -> Outcome:
    """The pension a year, the lump sum, or half of each (`amount` is then the lump sum, `monthly` the pension)."""
    count = _count(facts, working)
    base = base_wage(facts, working, facts.on)
    if facts.pension_days_paid is not None:
        return _difference(facts, working, base)
    if facts.mode == "half":
        return _half(facts, working, base, count)
    if facts.mode == "lump_sum":
        if count:
            working.step("survivor_no_full_lump", count, HALF)
            return _half(facts, working, base, count)
        return _lump(facts, working, base, count)
    if count == 0:
        working.step("survivor_nobody", 0, LUMP)
        return _lump(facts, working, base, count)
    if count is None:
        working.need("dependants")
    yearly, monthly = _pension(facts, working, base, count)
    return working.outcome(amount=yearly, unit="won_a_year", monthly=monthly, dependants=count)


def _count(facts: Facts, working: Working) -> int | None:
    """How many are entitled to the pension, the claimant included; None where nobody has said."""
    if not facts.survivors:
        return facts.dependants
    found = entitled(facts.survivors, working, facts.on)
    working.step("survivor_entitled", len(found.people), WHO)
    if found.first:
        working.step(f"survivor_first_{found.first}", None, ORDER)
    if found.unclear:
        working.lacks("survivors")
        working.confirm("survivor_unclear", article=WHO, count=len(found.unclear))
    return len(found.people)


def _rate(facts: Facts, working: Working, count: int) -> Decimal:
    on = facts.on
    added = min(working.number("survivor.add-rate", on) * count, working.number("survivor.add-cap", on))
    rate = working.number("survivor.base-rate", on) + added
    working.step("survivor_rate", rate * 100, PENSION, count=count, added=added * 100)
    return rate


def _pension(facts: Facts, working: Working, base: Decimal, count: int, share: Decimal = Decimal(1)) -> tuple[int, int]:
    """A year and a month. It is paid by the month: the year is twelve of what is paid."""
    on = facts.on
    year = base * working.number("wage.days-in-year", on)
    months = working.number("survivor.months-in-year", on)
    monthly = won(year * _rate(facts, working, count) * share / months)
    working.step("survivor_year", won(year), PENSION, base=base)
    working.step("survivor_month", monthly, PAYDAY, day=working.figure("survivor.payday", on))
    return monthly * int(months), monthly


def _lump(facts: Facts, working: Working, base: Decimal, count: int | None) -> Outcome:
    days = working.number("survivor.lump-days", facts.on)
    amount = won(base * days)
    working.step("survivor_lump", amount, LUMP, base=base, days=days)
    if count is None:
        working.lacks("dependants")
        working.confirm("survivor_lump", article=LUMP)
    return working.outcome(amount=amount)


def _half(facts: Facts, working: Working, base: Decimal, count: int | None) -> Outcome:
    on = facts.on
    days = working.number("survivor.half-lump-days", on)
    amount = won(base * days)
    working.step("survivor_half_lump", amount, HALF, base=base, days=days)
    if count is None:
        working.lacks("dependants")
        return working.outcome(amount=amount)
    share = working.number("survivor.half-pension-rate", on)
    working.step("survivor_half_pension", share * 100, HALF)
    _, monthly = _pension(facts, working, base, count, share)
    return working.outcome(amount=amount, monthly=monthly, dependants=count)


def _difference(facts: Facts, working: Working, base: Decimal) -> Outcome:
    """What is left of the lump sum's days when the last entitled person drops out."""
    days = working.number("survivor.lump-days", facts.on)
    left = max(Decimal(0), days - facts.pension_days_paid)
    working.step(
        "survivor_difference", won(base * left), DIFFERENCE, days=days, paid=facts.pension_days_paid, left=left
    )
    working.confirm("survivor_difference", article=DIFFERENCE)
    return working.outcome(amount=won(base * left))
