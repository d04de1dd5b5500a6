"""Answers as people give them (tests/rules/answers.yaml), for every kind of question."""

from __future__ import annotations

import datetime as dt

import pytest

from casework import branches
from casework.domain.intake.reading import read
from casework.domain.understanding import Understanding
from casework.intake import definition
from casework.korean.entities import extract
from casework.parameters import read_strict
from casework.settings import ROOT

NOW = dt.datetime(2026, 11, 23, 10, 0)  # Monday, in Korea
CASES = read_strict(ROOT / "tests" / "rules" / "answers.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['field']}: {case['says']}")
def test_an_answer_is_read_as_it_is_meant(case: dict) -> None:
    entities = tuple(extract(case["says"], NOW, branches.gazetteer()))
    reading = read(definition().fields[case["field"]], case["says"], Understanding((), entities), NOW.date())

    if "status" in case:
        assert reading is not None and (reading.status, reading.value) == (case["status"], None)
    elif case["value"] is None:
        assert reading is None
    else:
        assert reading is not None and reading.problem is None and reading.status == "given"
        assert reading.value == case["value"]
        assert reading.words == case["says"]


def test_every_kind_of_question_has_its_answers() -> None:
    types = {definition().fields[case["field"]].type for case in CASES}
    assert types >= {"relation", "choice", "yes_no", "date", "time", "multi", "body_parts", "money", "text", "address"}
    assert len(CASES) >= 150
