"""What must hold for every wage, and what a second reading of the articles gives for ten thousand of them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.benefits.calculate import CALCULATORS
from casework.domain.benefits.facts import BadFacts
from casework.services.benefits import work_out
from casework.services.hours import is_off
from tests.rules import second_opinion as second
from tests.rules.test_rules import TODAY, kit

ON = date(2026, 6, 1)
RANDOM_CASES = 10_000
wages = st.integers(min_value=1, max_value=600_000)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def out(name: str, **facts: Any) -> dict[str, Any]:
    return work_out(kit(), name, {"on": ON.isoformat(), **facts}, TODAY)


@cache
def figures() -> dict[str, Fraction]:
    """All numbers in force on ON."""
    found = {}
    for id in kit().parameters.ids():
        history = [f for f in kit().parameters.history(id) if f.covers(ON)]
        if history and not isinstance(history[0].value, str):
            found[id] = Fraction(str(history[0].value))
    return found


def low(result: dict[str, Any]) -> int:
    return result["range"][0] if result["range"] else result["daily"]


def high(result: dict[str, Any]) -> int:
    return result["range"][1] if result["range"] else result["daily"]


@given(wages, wages)
def test_who_earns_more_gets_no_less_sick_leave_outside_the_open_band(one: int, other: int) -> None:
    smaller, larger = (out("sick_leave", average_wage=wage) for wage in sorted((one, other)))
    assert high(smaller) <= high(larger)
    if not smaller["range"] and not larger["range"]:
        assert smaller["daily"] <= larger["daily"]


@given(wages)
def test_sick_leave_is_never_above_the_cap_nor_firm_below_the_minimum_wage(wage: int) -> None:
    result = out("sick_leave", average_wage=wage)
    assert high(result) <= second.half_up(figures()["wage.max-daily"] * figures()["sick-leave.rate"])
    assert high(result) >= figures()["wage.minimum-daily"]
    if not result["range"]:
        assert result["daily"] >= figures()["wage.minimum-daily"]


@given(wages)
def test_an_open_band_is_never_told_as_one_number(wage: int) -> None:
    result = out("sick_leave", average_wage=wage, days_off=10)
    if result["range"]:
        assert result["amount"] is None and result["daily"] is None
        assert not result["verified"] and result["confirm"]
        assert result["range"][0] < result["range"][1]


@given(wages, wages, st.integers(1, 14))
def test_who_earns_more_gets_no_less_for_a_disability(one: int, other: int, grade: int) -> None:
    amounts = [out("disability", average_wage=w, grade=grade, mode="lump_sum")["amount"] for w in sorted((one, other))]
    assert amounts == sorted(amounts)


@given(wages, st.integers(1, 13))
def test_a_heavier_grade_never_pays_less(wage: int, grade: int) -> None:
    heavier, lighter = (out("disability", average_wage=wage, grade=g) for g in (grade, grade + 1))
    for kind in ("yearly", "lump_sum"):
        if kind in heavier and kind in lighter:
            assert heavier[kind] > lighter[kind]


@given(wages, st.integers(1, 10))
def test_another_survivor_never_makes_the_pension_smaller(wage: int, people: int) -> None:
    fewer, more = (out("survivor", average_wage=wage, dependants=n)["monthly"] for n in (people, people + 1))
    assert fewer <= more


@given(st.sampled_from(["review", "sick_leave", "disability", "processing_medical"]), days)
def test_a_last_day_is_a_working_day_and_moves_on_with_its_start(benefit: str, start: date) -> None:
    first = out("deadline", benefit=benefit, started_on=start.isoformat())["due"]
    following = out("deadline", benefit=benefit, started_on=(start + timedelta(days=1)).isoformat())["due"]
    assert not is_off(date.fromisoformat(first))
    assert first <= following


@pytest.mark.parametrize("name", CALCULATORS)
@given(
    facts=st.fixed_dictionaries(
        {},
        optional={
            "on": days.map(date.isoformat),
            "average_wage": wages,
            "monthly_pay": st.integers(0, 30_000_000),
            "daily_pay": st.integers(0, 1_000_000),
            "birth_date": st.dates(date(1930, 1, 1), date(2026, 1, 1)).map(date.isoformat),
            "injury_date": days.map(date.isoformat),
            "started_on": days.map(date.isoformat),
            "days_off": st.integers(0, 1000),
            "worked_wage": st.integers(0, 500_000),
            "retreatment": st.booleans(),
            "employment_form": st.sampled_from(["regular", "daily", "platform", "part_time"]),
            "grade": st.integers(1, 14),
            "grades": st.lists(st.integers(1, 14), max_size=4),
            "previous_grade": st.integers(1, 14),
            "mode": st.sampled_from(["pension", "lump_sum", "half"]),
            "dependants": st.integers(0, 12),
            "advance_years": st.integers(1, 4),
            "level": st.sampled_from(["constant", "intermittent"]),
            "carer": st.sampled_from(["professional", "family"]),
            "days": st.integers(0, 400),
            "kind": st.sampled_from(["accident", "disease"]),
            "months_worked": st.integers(0, 400),
            "benefit": st.sampled_from(["review", "sick_leave", "processing_medical", "nonsense"]),
        },
    )
)
@settings(max_examples=60)
def test_whatever_can_be_read_gives_an_answer_in_words(name: str, facts: dict[str, Any]) -> None:
    result = work_out(kit(), name, facts, TODAY)

    numbers = [result[key] for key in ("amount", "daily") if result[key] is not None] + list(result["range"] or ())
    assert all(isinstance(n, int) and n >= 0 for n in numbers)
    assert numbers or result["missing"] or result["confirm"] or result["steps"]
    assert not (result["verified"] and result["confirm"])


@given(st.dictionaries(st.sampled_from(["on", "grade", "average_wage", "wages", "survivors", "mode"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3), max_leaves=5)))  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(facts: dict[str, Any]) -> None:
    try:
        work_out(kit(), "sick_leave", facts, TODAY)
    except BadFacts as error:
        assert error.name and f"utter_bad_fact_{error.problem}" in kit().words


def test_a_second_reading_of_the_articles_agrees_on_ten_thousand_cases() -> None:
    chance, v = random.Random(2026), figures()
    for _ in range(RANDOM_CASES):
        wage = chance.choice((chance.randint(1, 400_000), round(chance.uniform(80_000, 130_000), 2)))
        exact = Fraction(str(wage))
        what = chance.randrange(6)
        if what == 0:
            result = out("sick_leave", average_wage=wage)
            assert (low(result), high(result)) == second.sick_leave_a_day(exact, v), wage
        elif what == 1:
            grade = chance.randint(1, 7)
            result = out("disability", average_wage=wage, grade=grade, mode="pension")
            assert result["yearly"] == second.disability_pension(exact, grade, v), (wage, grade)
        elif what == 2:
            grade = chance.randint(4, 14)
            result = out("disability", average_wage=wage, grade=grade, mode="lump_sum")
            assert result["lump_sum"] == second.disability_lump(exact, grade, v), (wage, grade)
        elif what == 3:
            people = chance.randint(1, 9)
            result = out("survivor", average_wage=wage, dependants=people)
            assert result["monthly"] == second.survivor_month(exact, people, v), (wage, people)
        elif what == 4:
            assert out("funeral", average_wage=wage)["amount"] == second.funeral(exact, v), wage
        else:
            wage, worked = chance.randint(120_000, 400_000), chance.randint(0, 300_000)
            result = out("sick_leave", average_wage=wage, worked_wage=worked)
            assert result["daily"] == second.partial_day(Fraction(wage), Fraction(worked), v), (wage, worked)
