"""The average wage as a benefit counts with it: told or worked out, then held between the limits. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from casework.domain.benefits.average_wage import work_out
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Working, wage

LIMITS = "산재보험법 제36조제7항"


def base_wage(facts: Facts, working: Working, on: date, *, capped: bool = True, floored: bool = True) -> Decimal:
    """The average wage that `on` allows: at most the highest, at least the lowest base amount of that day.

    Sick leave and sickness pension have no lowest base amount (제36조제7항 단서); the funeral grant has limits of its own.
    """
    value = told(facts, working)
    if capped:
        highest = working.number("wage.max-daily", on)
        if value > highest:
            working.step("base_wage_highest", highest, LIMITS, average=value)
            return highest
    if floored:
        lowest = working.number("wage.min-daily", on)
        if value < lowest:
            working.step("base_wage_lowest", lowest, LIMITS, average=value)
            return lowest
    return value


def told(facts: Facts, working: Working) -> Decimal:
    """The average wage as it was told, else worked out from wages. Raises Open where neither is known."""
    if facts.average_wage is None:
        return work_out(facts, working)
    value = wage(facts.average_wage)
    working.step("base_wage_told", value, LIMITS)
    return value
