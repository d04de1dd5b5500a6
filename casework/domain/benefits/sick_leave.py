"""휴업급여, the income of a day that cannot be worked (산재보험법 제52조~제56조). Pure.

The figures are those of `facts.on`, the day that was not worked.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from casework.domain.benefits.base_wage import base_wage
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working, won
from casework.domain.benefits.periods import age, years_later

RATE = "산재보험법 제52조"
SHORT = "산재보험법 제52조 단서, 근로기준법 제79조"
PARTIAL = "산재보험법 제53조"
LOW = "산재보험법 제54조제1항"
FLOOR = "산재보험법 제54조제2항"
ELDERLY = "산재보험법 제55조, 시행령 제51조"
AGAIN = "산재보험법 제56조"
PLATFORM = "산재보험법 제91조의19"


@dataclass(frozen=True)
class _Day:
    """What a day pays: `high` above `low` where the law leaves it open; `low_income` counts by the other column."""

    low: Decimal
    high: Decimal
    low_income: bool = False

    def times(self, factor: Decimal) -> _Day:
        """Both ends multiplied."""
        return _Day(self.low * factor, self.high * factor, self.low_income)


def sick_leave(facts: Facts, working: Working) -> Outcome:
    """A day's amount and, with `days_off`, the sum. A range where 제54조 read literally turns the order of wages round."""
    if facts.days_off is not None and facts.days_off <= int(working.figure("sick-leave.excluded-days", facts.on)):
        return _short(facts, working)
    base = base_wage(facts, working, facts.on, floored=False)
    day = _a_day(facts, working, base)
    day = _by_age(facts, working, day)
    if facts.worked_wage is not None:
        day = _partly_worked(facts, working, base, day)
    return _sum(facts, working, day)


def _short(facts: Facts, working: Working) -> Outcome:
    """Three days or fewer: the employer pays instead."""
    longest = int(working.figure("sick-leave.excluded-days", facts.on))
    rate = working.number("sick-leave.employer-rate", facts.on) * 100
    working.step("sick_leave_short", 0, SHORT, days=facts.days_off, longest=longest, rate=rate)
    return working.outcome(amount=0, daily=0)


def _a_day(facts: Facts, working: Working, base: Decimal) -> _Day:
    on = facts.on
    if facts.retreatment:
        return _again(facts, working, base)
    plain = base * working.number("sick-leave.rate", on)
    working.step("sick_leave_rate", won(plain), RATE, base=base, rate=working.number("sick-leave.rate", on) * 100)
    if facts.employment_form == "platform":
        working.confirm("sick_leave_platform", article=PLATFORM)
        return _Day(plain, plain)
    return _low_income(facts, working, base, plain)


def _low_income(facts: Facts, working: Working, base: Decimal, plain: Decimal) -> _Day:
    on = facts.on
    minimum = working.number("wage.minimum-daily", on)
    limit = working.number("wage.min-daily", on) * working.number("sick-leave.low-income-cap", on)
    day, low_income = plain, False
    if plain <= limit:
        rate = working.number("sick-leave.low-income-rate", on)
        raised = base * rate
        working.step("sick_leave_low_income", won(raised), LOW, limit=won(limit), rate=rate * 100)
        if raised < minimum:
            working.step("sick_leave_floor", won(minimum), FLOOR)
            return _Day(minimum, minimum, low_income=True)
        day, low_income = min(raised, limit), True
        if raised > limit:
            working.step("sick_leave_low_income_limit", won(limit), LOW + " 단서")
    if won(day) >= minimum:
        return _Day(day, day, low_income)
    # Read literally, who earns a little more gets less than the minimum wage: nobody has told how it is done.
    working.step("sick_leave_reversed", won(day), FLOOR, minimum=won(minimum))
    working.confirm("sick_leave_reversed", article=FLOOR)
    return _Day(day, minimum, low_income)


def _again(facts: Facts, working: Working, base: Decimal) -> _Day:
    rate = working.number("sick-leave.retreatment-rate", facts.on)
    minimum = working.number("wage.minimum-daily", facts.on)
    day = base * rate
    working.step("sick_leave_again", won(day), AGAIN, base=base, rate=rate * 100)
    if day < minimum:
        working.step("sick_leave_again_floor", won(minimum), AGAIN + "제2항")
        day = minimum
    return _Day(day, day)


def _by_age(facts: Facts, working: Working, day: _Day) -> _Day:
    """From 61 on less, except for two years for who was hurt while employed after 61."""
    if facts.birth_date is None:
        return day
    first = int(working.figure("sick-leave.elderly-age", facts.on))
    years = age(facts.birth_date, facts.on)
    if years < first:
        return day
    if facts.injury_date is not None and age(facts.birth_date, facts.injury_date) >= first:
        begun = facts.treatment_started_on or facts.injury_date
        until = years_later(begun, int(working.figure("sick-leave.elderly-grace-years", facts.on)))
        if facts.on < until:
            working.step("sick_leave_grace", until, ELDERLY, age=first)
            return day
    row = min(years, int(working.figure("sick-leave.elderly-last-age", facts.on)))
    column, rate = ("90", "sick-leave.low-income-rate") if day.low_income else ("70", "sick-leave.rate")
    of = working.number(rate, facts.on) * 100
    numerator = working.number(f"sick-leave.elderly-numerator-of-{column}-age-{row}", facts.on)
    reduced = day.times(numerator / of)
    working.step("sick_leave_elderly", won(reduced.low), ELDERLY, age=years, numerator=numerator, of=of)
    return reduced


def _partly_worked(facts: Facts, working: Working, base: Decimal, day: _Day) -> _Day:
    """A day that was worked in part: a share of what is missing to the average wage."""
    rate = working.number("sick-leave.partial-rate", facts.on)
    minimum = working.number("wage.minimum-daily", facts.on)
    share = max(Decimal(0), base - facts.worked_wage) * rate
    rest = max(Decimal(0), minimum - facts.worked_wage)
    working.confirm("sick_leave_partial", article=PARTIAL)
    if day.low_income and day.low == day.high == minimum:
        working.step("sick_leave_partial_floor", won(rest), PARTIAL, minimum=won(minimum), worked=facts.worked_wage)
        return _Day(rest, rest, low_income=True)
    working.step("sick_leave_partial", won(share), PARTIAL, base=base, worked=facts.worked_wage, rate=rate * 100)
    if day.low != day.high:
        return _Day(min(share, rest), max(share, rest), day.low_income)
    return _Day(share, share, day.low_income)


def _sum(facts: Facts, working: Working, day: _Day) -> Outcome:
    low, high = won(day.low), won(day.high)
    if facts.days_off is None:
        working.lacks("days_off")
    days = facts.days_off
    if low != high:
        return working.outcome(range=(low, high), unit="won_a_day")
    if days is None:
        return working.outcome(daily=low)
    working.step("sick_leave_sum", low * days, RATE, daily=low, days=days)
    return working.outcome(amount=low * days, daily=low)
