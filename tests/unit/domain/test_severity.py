"""The proposal of severity: high where it must be, with its reasons, and never a decision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.severity import propose
from casework.intake import definition
from casework.korean.body_terms import LABELS as PARTS
from casework.korean.injury_types import LABELS as INJURIES

LIMITS = {"intensive_level": 3}


def proposal(kind: str = "accident", parts: str = "", kinds: str = "", **values: object) -> dict:
    """The proposal for parts and kinds of injury, named in a row; other fields with _ for the dot."""
    facts = {name.replace("_", ".", 1): value for name, value in values.items()}
    facts["injury.parts"] = [{"part": part, "side": None} for part in parts.split()]
    facts["injury.kinds"] = kinds.split()
    return propose(kind, facts, LIMITS)


def test_without_facts_there_is_no_level_and_no_reason() -> None:
    assert propose("accident", {}, LIMITS) == {"level": None, "class": "ordinary", "reasons": []}


@pytest.mark.parametrize(
    ("parts", "kinds", "level"),
    [
        ("finger_index", "laceration", 1),
        ("foot", "contusion", 1),
        ("ankle", "sprain", 1),
        ("finger_index", "fracture", 2),
        ("knee", "ligament", 2),
        ("shoulder", "dislocation", 2),
        ("hand", "burn", 2),
        ("thigh", "fracture", 3),
        ("pelvis", "fracture", 3),
        ("chest", "fracture", 3),
        ("head", "fracture", 3),
        ("finger_thumb", "amputation", 3),
        ("neck", "fracture", 3),
        ("back", "fracture", 3),
        ("waist", "fracture", 3),
        ("spine", "fracture", 3),
        ("waist", "disc", 3),
        ("leg", "fracture", 3),
        ("rib", "fracture", 3),
    ],
)
def test_the_level_follows_part_and_kind_of_injury(parts: str, kinds: str, level: int) -> None:
    assert proposal(parts=parts, kinds=kinds)["level"] >= level


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [("head", "head_injury"), ("abdomen", "internal"), ("leg", "paralysis"), ("eye", "vision"), ("hand", "nerve")],
)
def test_what_threatens_life_or_a_faculty_is_more_than_slight(parts: str, kinds: str) -> None:
    assert proposal(parts=parts, kinds=kinds)["level"] >= 2


@pytest.mark.parametrize(("parts", "kinds"), [("head", "head_injury"), ("abdomen", "internal"), ("leg", "paralysis")])
def test_a_brain_an_organ_or_a_paralysis_is_managed_intensively(parts: str, kinds: str) -> None:
    assert proposal(parts=parts, kinds=kinds)["class"] == "intensive"


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "death"},
        {"kind": "disease", "disease_group": "cardio"},
        {"parts": "finger_index", "kinds": "amputation"},
        {"parts": "spine", "kinds": "fracture"},
        {"parts": "waist", "kinds": "fracture"},
        {"parts": "foot", "kinds": "contusion", "care_surgery": True},
    ],
)
def test_death_heart_spine_amputation_and_surgery_are_managed_intensively(facts: dict) -> None:
    assert proposal(**facts)["class"] == "intensive"


def test_a_death_is_the_highest_level() -> None:
    assert proposal(kind="death")["level"] == 5


def test_admission_raises_the_level_a_little_whichever_field_tells_it() -> None:
    for told in ({"care_setting": "inpatient"}, {"injury_condition": "입원 중이에요"}):
        found = proposal(parts="foot", kinds="contusion", **told)
        assert (found["level"], found["class"]) == (2, "ordinary")
        assert "inpatient" in found["reasons"]


@pytest.mark.parametrize("condition", ["입원은 안 했어요", "입원 안 하고 통원해요", "입원하지 않았어요"])
def test_not_being_admitted_raises_nothing(condition: str) -> None:
    assert "inpatient" not in proposal(parts="foot", kinds="contusion", injury_condition=condition)["reasons"]


def test_a_fall_on_the_head_is_serious_before_any_diagnosis() -> None:
    assert proposal(parts="head", accident_type="fall_from_height")["level"] == 3


@pytest.mark.parametrize("refusal", [False, None, "later"])
def test_no_surgery_is_no_reason(refusal: object) -> None:
    assert "surgery" not in proposal(parts="foot", kinds="contusion", care_surgery=refusal)["reasons"]


def test_the_threshold_is_a_parameter() -> None:
    facts = {"injury.parts": [{"part": "finger_index", "side": None}], "injury.kinds": ["fracture"]}
    assert propose("accident", facts, {"intensive_level": 2})["class"] == "intensive"
    assert propose("accident", facts, {"intensive_level": 3})["class"] == "ordinary"


def test_every_level_above_nothing_has_a_reason() -> None:
    for part in PARTS:
        for kind in INJURIES:
            found = proposal(parts=part, kinds=kind)
            assert 1 <= found["level"] <= 5 and found["reasons"]


parts = st.lists(st.sampled_from(sorted(PARTS)), max_size=4)
injuries = st.lists(st.sampled_from(sorted(INJURIES)), max_size=3)


@given(parts, injuries, st.sampled_from(sorted(PARTS)), st.sampled_from(sorted(INJURIES)))
def test_one_more_injury_never_lowers_the_level(some, kinds, part, kind) -> None:
    before = proposal(parts=" ".join(some), kinds=" ".join(kinds))["level"] or 0
    after = proposal(parts=" ".join([*some, part]), kinds=" ".join([*kinds, kind]))["level"]
    assert after >= before


@given(parts, injuries, st.sampled_from([o.value for o in definition().fields["accident.type"].options]), st.booleans())
def test_the_class_follows_the_level(some, kinds, accident, surgery) -> None:
    found = proposal(parts=" ".join(some), kinds=" ".join(kinds), accident_type=accident, care_surgery=surgery)
    if (found["level"] or 0) >= LIMITS["intensive_level"]:
        assert found["class"] == "intensive"


@pytest.mark.parametrize("odd", [None, [], ["x"], [None], "손"])
def test_odd_values_of_an_old_record_break_nothing(odd: object) -> None:
    assert propose("accident", {"injury.parts": odd}, LIMITS)["class"] == "ordinary"
