"""The severity proposal against described cases that are levelled by AIS (tests/rules/severity.yaml)."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from casework import parameters
from casework.domain.severity import RULES, propose, see
from casework.korean import condition
from casework.services.submission import severity_limits
from casework.settings import ROOT

CASES = parameters.read_strict(ROOT / "tests" / "rules" / "severity.yaml")
LIMITS = severity_limits(parameters.load(ROOT / "params"), dt.date(2026, 11, 27))


def facts(case: dict) -> tuple[str, dict]:
    """Kind and values of a case as a claim holds them."""
    parts = [{"part": part, "side": None} for part in case["values"].get("injury.parts", [])]
    return case.get("kind", "accident"), case["values"] | {"injury.parts": parts}


def proposed(case: dict) -> dict:
    """What the program proposes."""
    return propose(*facts(case), LIMITS)


def test_there_are_enough_cases_and_each_is_one_of_its_own() -> None:
    assert len(CASES) >= 80
    assert len({case["description"] for case in CASES}) == len(CASES)
    assert all(case["level"] in case["accepted"] and len(case["accepted"]) <= 3 for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["description"])
def test_the_level_is_one_that_a_reader_gives_and_the_class_follows(case: dict) -> None:
    found = proposed(case)

    assert found["level"] in case["accepted"], found["reasons"]
    assert found["class"] == case["class"], found["reasons"]


def test_most_levels_are_the_first_that_a_reader_gives() -> None:
    other = [case["description"] for case in CASES if proposed(case)["level"] != case["level"]]
    assert len(other) <= len(CASES) / 20, other


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.reason}-{rule.level}")
def test_every_rule_decides_a_case(rule) -> None:
    decided = [
        case for case in CASES if rule.holds(see(*facts(case), LIMITS)) and proposed(case)["level"] == rule.level
    ]
    assert decided


def test_the_desk_has_words_for_every_reason_and_no_others() -> None:
    words = (ROOT / "web" / "desk" / "templates" / "_words.html").read_text(encoding="utf-8")
    table = re.search(r"SEVERITY_REASONS = (\{.*?\})", words)
    assert table
    assert set(re.findall(r'"(\w+)":', table[1])) == {rule.reason for rule in RULES}


def test_the_limits_are_parameters() -> None:
    arm = {"injury.parts": [{"part": "arm"}], "injury.kinds": ["fracture"]}
    assert propose("accident", arm, {"intensive_level": 2})["class"] == "intensive"
    assert propose("accident", arm, {"intensive_level": 3})["class"] == "ordinary"

    burn = {"injury.parts": [{"part": "leg"}], "injury.kinds": ["burn"], "injury.condition": "화상 25퍼센트"}
    assert [propose("accident", burn, LIMITS | {"burn_3": share})["level"] for share in (25, 26)] == [3, 2]


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


@pytest.mark.parametrize(
    ("text", "fainted", "now"),
    [
        ("의식이 없어요", True, True), ("아직 의식이 안 돌아왔어요", False, True), ("혼수상태예요", False, True), ("아직 못 깨어났어요", False, True),
        ("의식이 없다가 지금은 돌아왔어요", True, False), ("그때 의식이 없었어요", True, False), ("잠깐 정신을 잃었어요", True, False),
        ("기절했다가 깼어요", True, False), ("의식을 잃지는 않았어요", False, False), ("기절은 안 했어요", False, False), ("의식은 있어요", False, False),
        ("요즘 정신이 없어요", False, False), ("정신없이 일하다가 다쳤어요", False, False), ("의식 안 잃었어요", False, False),
    ],
)  # fmt: skip
def test_having_fainted_and_lying_unconscious_are_told_apart(text: str, fainted: bool, now: bool) -> None:
    assert (condition.lost_consciousness(text), condition.is_unconscious(text)) == (fainted, now)


@pytest.mark.parametrize(
    ("text", "intensive"),
    [
        ("중환자실에 있어요", True), ("집중치료실에 누워 계세요", True), ("인공호흡기 달고 있어요", True), ("중환자실에서 일반 병실로 옮겼어요", False),
        ("중환자실에서 나왔어요", False), ("인공호흡기는 뗐어요", False), ("중환자실은 안 갔어요", False), ("일반 병실이에요", False),
    ],
)  # fmt: skip
def test_intensive_care_is_read_with_its_negations(text: str, intensive: bool) -> None:
    assert condition.is_in_intensive_care(text) is intensive


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("화상이 15퍼센트래요", 15),
        ("몸의 25% 화상이래요", 25),
        ("전신 35프로 화상", 35),
        ("3도 화상이에요", None),
        ("장해 20%래요", None),
    ],
)
def test_the_share_of_the_body_that_is_burned(text: str, percent: int | None) -> None:
    assert condition.burned_percent(text) == percent
