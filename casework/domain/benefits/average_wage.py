"""The average wage of a day (산재보험법 제5조제2호·제36조, 근로기준법 제2조제1항제6호). Pure.

The figures are those of the day of the reason: the accident, or the day a disease was confirmed.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from casework.domain.benefits.facts import Facts, Wages
from casework.domain.benefits.outcome import Outcome, Working, total, wage, won
from casework.domain.benefits.periods import days_in, months_later, overlap

BASIC = "근로기준법 제2조제1항제6호"
ORDINARY = "근로기준법 제2조제2항"
EXCLUDED = "근로기준법 시행령 제2조"
DAILY = "산재보험법 제36조제5항, 시행령 제24조제1항제1호"
SEVERAL = "산재보험법 시행령 제24조제1항제2호"
DISEASE = "산재보험법 제36조제6항, 시행령 제25조"
PLATFORM = "산재보험법 제91조의15제6호"
INCREASE = "산재보험법 제36조제3항"
ROUNDING = "보상업무처리규정 제76조"


def average_wage(facts: Facts, working: Working) -> Outcome:
    """The average wage from what was paid. `daily` and `amount` are in whole won; `average_wage` keeps its decimals."""
    value = work_out(facts, working)
    return working.outcome(amount=won(value), daily=won(value), unit="won_a_day", average_wage=float(value))


def work_out(facts: Facts, working: Working) -> Decimal:
    """The average wage with two decimals, on a sheet that goes on. Raises Open where facts are missing."""
    reason = facts.injury_date or facts.on
    if facts.daily_pay is not None and _is_day_labour(facts, working, reason):
        value = _of_day_labour(facts, working, reason)
    elif facts.wages:
        value = _of_wages(facts, working, reason)
    else:
        working.need("wages" if facts.daily_pay is not None else "average_wage")
    value = _at_least_ordinary(facts, working, value)
    value = _at_least_statistics(facts, working, value)
    if facts.on >= months_later(reason, 12 * int(working.figure("wage.increase-after-years", facts.on))):
        working.confirm("average_wage_increase", article=INCREASE)
    return value


def _is_day_labour(facts: Facts, working: Working, reason: date) -> bool:
    """Day pay counts with the coefficient unless the work went on like regular work (시행령 제23조)."""
    if facts.wages and facts.employment_form not in (None, "daily"):
        return False
    regular = int(working.figure("wage.daily-worker-regular-months", reason))
    if facts.months_worked is not None and facts.months_worked >= regular:
        working.step("average_wage_regular", facts.months_worked, DAILY, months=regular)
        return False
    return True


def _of_day_labour(facts: Facts, working: Working, reason: date) -> Decimal:
    coefficient = working.number("wage.daily-worker-coefficient", reason)
    value = wage(facts.daily_pay * coefficient)
    working.step("average_wage_daily_worker", value, DAILY, pay=facts.daily_pay, coefficient=coefficient)
    exempt = int(working.figure("wage.coefficient-exemption-months", reason))
    if facts.months_worked is not None and facts.months_worked >= exempt:
        working.step("average_wage_exemption", None, DAILY, months=exempt)
    return value


def _of_wages(facts: Facts, working: Working, reason: date) -> Decimal:
    platform = facts.employment_form == "platform"
    first, last = period(facts, working, reason)
    begun = min(w.from_ for w in facts.wages)
    if begun > first:  # hired later: the whole time that was worked
        first = begun
        working.step("average_wage_since", first, "근로기준법 시행령 제2조제1항" if not platform else PLATFORM)
    days = days_in(first, last)
    if days <= 0:
        working.need("wages")
    paid = _paid(facts.wages, first, last)
    working.step("average_wage_period", days, PLATFORM if platform else BASIC, first=first, last=last)
    working.step("average_wage_paid", paid, PLATFORM if platform else BASIC)
    if _uncovered(facts.wages, first, last):
        working.lacks("wages")
        working.confirm("average_wage_gap", article=BASIC)
    for other in facts.other_jobs:
        added = _paid(other, first, last)
        paid += added
        working.step("average_wage_other", added, SEVERAL)
    for gap in facts.excluded:
        left_out = overlap(gap.from_, gap.to, first, last)
        if left_out:
            days -= left_out
            paid -= gap.amount
            working.step("average_wage_excluded", left_out, EXCLUDED, amount=gap.amount)
    if days <= 0:
        working.confirm("average_wage_all_excluded", article=EXCLUDED)
        working.need("wages")
    paid += _extras(facts, working, reason)
    value = wage(max(paid, Decimal(0)) / days)
    working.step("average_wage_divided", value, ROUNDING, paid=paid, days=days)
    return value


def period(facts: Facts, working: Working, reason: date) -> tuple[date, date]:
    """First and last day of the months that count. For platform work they end with the month before the last one."""
    if facts.employment_form == "platform":
        months = int(working.figure("wage.platform-average-months", reason))
        following = months_later(reason.replace(day=1), -1)
    else:
        months = int(working.figure("wage.average-months", reason))
        following = reason
    return months_later(following, -months), following - timedelta(days=1)


def _paid(wages: tuple[Wages, ...], first: date, last: date) -> Decimal:
    """What was paid for the period; a pay that reaches beyond it counts by its days."""
    return total(w.amount * overlap(w.from_, w.to, first, last) / days_in(w.from_, w.to) for w in wages)


def _uncovered(wages: tuple[Wages, ...], first: date, last: date) -> bool:
    return sum(overlap(w.from_, w.to, first, last) for w in wages) < days_in(first, last)


def _extras(facts: Facts, working: Working, reason: date) -> Decimal:
    """Bonus and leave pay of a year count for the months of the period."""
    yearly = (facts.bonus_12m or Decimal(0)) + (facts.annual_leave_pay_12m or Decimal(0))
    if not yearly:
        return yearly
    counted = working.number("wage.bonus-counted-months", reason)
    of = working.number("wage.bonus-months", reason)
    added = yearly * counted / of
    working.step("average_wage_bonus", wage(added), BASIC, yearly=yearly, counted=counted, of=of)
    return added


def _at_least_ordinary(facts: Facts, working: Working, value: Decimal) -> Decimal:
    ordinary = facts.ordinary_wage_daily
    if ordinary is None or ordinary <= value:
        return value
    working.step("average_wage_ordinary", ordinary, ORDINARY, average=value)
    return wage(ordinary)


def _at_least_statistics(facts: Facts, working: Working, value: Decimal) -> Decimal:
    statistics = facts.statistics_wage_daily
    if facts.kind != "disease":
        return value
    if statistics is None:
        working.confirm("average_wage_statistics", article=DISEASE)
        return value
    if statistics <= value:
        return value
    working.step("average_wage_statistics", statistics, DISEASE, average=value)
    return wage(statistics)
