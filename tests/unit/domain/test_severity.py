"""The severity proposal against cases that two readers have levelled (tests/rules/severity.yml)."""

from __future__ import annotations

import pytest

from casework.domain.severity import RULES, propose
from casework.korean import condition
from casework.parameters import read_strict
from casework.settings import ROOT

LIMITS = {"intensive_level": 3}
CASES = read_strict(ROOT / "tests" / "rules" / "severity.yml")


def proposed(case: dict) -> dict:
    values = {
        "injury.parts": [{"part": part, "side": None} for part in case["parts"]],
        "injury.kinds": case["kinds"],
        "injury.condition": case.get("condition"),
        "accident.type": case.get("accident"),
        "care.surgery": case.get("surgery"),
        "disease.group": case.get("disease"),
    }
    return propose(case.get("kind", "accident"), values, LIMITS)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80
    assert len({case["what"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_level_is_one_that_a_reader_gives_and_the_class_follows(case: dict) -> None:
    found = proposed(case)

    assert found["level"] in case["accepted"], found["reasons"]
    assert found["class"] == case["class"], found["reasons"]


def test_every_rule_decides_in_some_case() -> None:
    used = {reason for case in CASES for reason in proposed(case)["reasons"]}
    assert {rule.reason for rule in RULES} == used


def test_the_desk_has_words_for_every_reason() -> None:
    words = (ROOT / "web" / "desk" / "templates" / "_words.html").read_text(encoding="utf-8")
    assert [rule.reason for rule in RULES if f'"{rule.reason}":' not in words] == []


def test_the_limit_is_a_parameter() -> None:
    arm = {"injury.parts": [{"part": "arm"}], "injury.kinds": ["fracture"]}
    assert propose("accident", arm, {"intensive_level": 2})["class"] == "intensive"
    assert propose("accident", arm, {"intensive_level": 3})["class"] == "ordinary"


@pytest.mark.parametrize(
    ("text", "inpatient"),
    [
        ("입원했어요", True), ("지금 입원 중이에요", True), ("입원해서 누워 있어요", True), ("입원 안 했어요", False),
        ("입원은 안 하고 통원해요", False), ("입원하지 않았어요", False), ("입원까진 안 갔어요", False), ("입원 없이 치료해요", False),
        ("입원했다가 퇴원했어요", False), ("입원 못 했어요", False), ("아파서 못 걸어요", False), ("입원할 정도는 아니에요", False),
    ],
)  # fmt: skip
def test_being_in_hospital_is_read_with_its_negations(text: str, inpatient: bool) -> None:
    assert condition.is_inpatient(text) is inpatient
