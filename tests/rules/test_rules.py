"""Named cases of law, one file a benefit, that a lawyer can read: facts in, amounts out, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casework.parameters import read_strict
from casework.services.benefits import NAMES, work_out
from casework.services.kit import Kit
from casework.settings import ROOT

HERE = Path(__file__).parent
TODAY = date(2026, 11, 27)
FEWEST = 150
KEYS = {"name", "facts", "expect", "article"}


@cache
def kit() -> Kit:
    return Kit.load(ROOT)


def cases() -> list[tuple[str, dict[str, Any]]]:
    """(benefit, case) of every file that is named like a calculator."""
    return [
        (name, case)
        for name in NAMES
        if (HERE / f"{name}.yaml").exists()
        for case in read_strict(HERE / f"{name}.yaml")
    ]


@pytest.mark.parametrize(
    ("benefit", "case"), cases(), ids=lambda value: value["name"] if isinstance(value, dict) else value
)
def test_a_case_comes_out_as_the_law_says(benefit: str, case: dict[str, Any]) -> None:
    result = work_out(kit(), benefit, as_json(case["facts"]), TODAY)

    expected = as_json(case["expect"])
    assert {key: result.get(key) for key in expected} == expected, [s["text"] for s in result["steps"]]


def as_json(value: Any) -> Any:
    """YAML's days and decimals as the API has them."""
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else float(value) if isinstance(value, Decimal) else value


def test_every_case_has_a_name_of_its_own_facts_an_expectation_and_an_article() -> None:
    wrong = [
        case.get("name") for _, case in cases() if set(case) != KEYS or not case["expect"] or "on" not in case["facts"]
    ]
    names = [(benefit, case["name"]) for benefit, case in cases()]
    assert wrong == []
    assert len(names) == len(set(names))


def test_every_calculator_has_cases() -> None:
    assert {benefit for benefit, _ in cases()} == set(NAMES)


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= FEWEST
