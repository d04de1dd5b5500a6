"""The main formulas once more, from the articles alone and in another manner: fractions, no steps, no figures' history.

Only 2026 is known here. `values` maps parameter ids to numbers, so that this holds no figure of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

Values = Mapping[str, Fraction]


def half_up(value: Fraction) -> int:
    """Whole won."""
    return floor(value + Fraction(1, 2))


def cents(value: Fraction) -> Fraction:
    """Two decimals."""
    return Fraction(floor(value * 100 + Fraction(1, 2)), 100)


def sick_leave_a_day(wage: Fraction, v: Values) -> tuple[int, int]:
    """제36조제7항, 제52조, 제54조: the lowest and the highest that the words allow."""
    wage = min(cents(wage), v["wage.max-daily"])
    seventy = wage * v["sick-leave.rate"]
    eighty_of_lowest = v["wage.min-daily"] * v["sick-leave.low-income-cap"]
    minimum = v["wage.minimum-daily"]
    if seventy > eighty_of_lowest:
        pays = seventy
    else:
        ninety = wage * v["sick-leave.low-income-rate"]
        if ninety < minimum:
            return half_up(minimum), half_up(minimum)
        pays = ninety if ninety <= eighty_of_lowest else eighty_of_lowest
    return half_up(pays), max(half_up(pays), half_up(minimum))


def limited(wage: Fraction, v: Values) -> Fraction:
    """제36조제7항: between the lowest and the highest base amount."""
    return max(v["wage.min-daily"], min(cents(wage), v["wage.max-daily"]))


def disability_pension(wage: Fraction, grade: int, v: Values) -> int:
    """별표 2: a year."""
    return half_up(limited(wage, v) * v[f"disability.pension-days-grade-{grade}"])


def disability_lump(wage: Fraction, grade: int, v: Values) -> int:
    """별표 2."""
    return half_up(limited(wage, v) * v[f"disability.lump-days-grade-{grade}"])


def survivor_month(wage: Fraction, people: int, v: Values) -> int:
    """별표 3: 47 % and 5 % a head, 20 % at most."""
    share = v["survivor.base-rate"]
    for _ in range(people):
        if share + v["survivor.add-rate"] <= v["survivor.base-rate"] + v["survivor.add-cap"]:
            share += v["survivor.add-rate"]
    return half_up(limited(wage, v) * v["wage.days-in-year"] * share / v["survivor.months-in-year"])


def funeral(wage: Fraction, v: Values) -> int:
    """제71조: 120 days between the lowest and the highest amount."""
    return half_up(sorted((v["funeral.min"], cents(wage) * v["funeral.days"], v["funeral.max"]))[1])


def partial_day(wage: Fraction, worked: Fraction, v: Values) -> int:
    """제53조, for a wage high enough that 제54조 has no part in it."""
    wage = min(cents(wage), v["wage.max-daily"])
    return half_up(max(Fraction(0), wage - worked) * v["sick-leave.partial-rate"])
