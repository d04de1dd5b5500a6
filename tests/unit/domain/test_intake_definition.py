"""The one definition of the intake: what is asked of whom, and whether it can be shown."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
import yaml

from casework.domain.intake.definition import KINDS, DefinitionError
from casework.domain.intake.flow import Answered, applicable, is_required, must_be_known
from casework.domain.intake.parsing import parse
from casework.intake import PATH, definition
from casework.korean.injury_types import LABELS as INJURIES

ROOT = Path(__file__).resolve().parents[3]
# The ids are a contract with scripts, reports and the API: one may be added, none may go.
KEPT = [
    "reporter.relation",
    "reporter.name",
    "reporter.phone",
    "worker.name",
    "worker.birth_date",
    "worker.registration_number",
    "worker.phone",
    "worker.contact_hours",
    "worker.address",
    "worker.language",
    "worker.interpreter",
    "worker.accommodation",
    "workplace.name",
    "workplace.address",
    "workplace.registration_number",
    "workplace.representative",
    "workplace.phone",
    "job.occupation",
    "job.hired_on",
    "job.employment_form",
    "job.hours",
    "job.wage",
    "accident.date",
    "accident.time",
    "accident.place",
    "accident.task",
    "accident.story",
    "accident.type",
    "accident.object",
    "injury.parts",
    "injury.kinds",
    "injury.condition",
    "commute.route",
    "commute.means",
    "commute.other_party",
    "disease.group",
    "disease.symptom_start",
    "disease.diagnosed_on",
    "disease.exposure",
    "witness",
    "employer.told",
    "employer.attitude",
    "third_party",
    "settlement",
    "care.hospital",
    "care.first_visit_on",
    "care.setting",
    "care.surgery",
    "care.expected_duration",
    "leave.days_off",
    "leave.paid",
    "death.date",
    "death.place",
    "death.survivors",
    "death.funeral_by",
    "attachments",
    "consent.personal",
    "consent.sensitive",
    "consent.recording",
    "consent.truth",
]
# The table of needs as it was designed: accident, disease, commute, death; R required, O asked, - not asked.
NEEDS = {
    "reporter.relation reporter.name reporter.phone worker.name worker.birth_date": "R R R R",
    "worker.phone": "R R R R",
    "worker.registration_number worker.contact_hours worker.address": "O O O O",
    "worker.language worker.interpreter worker.accommodation": "O O O O",
    "workplace.name workplace.address job.employment_form": "R R R R",
    "workplace.registration_number workplace.representative workplace.phone": "O O O O",
    "job.occupation job.hired_on job.hours job.wage": "O O O O",
    "accident.date accident.time": "R - R R",  # of a death by accident
    "disease.group disease.symptom_start disease.diagnosed_on disease.exposure": "- R - R",  # of one by disease
    "accident.place accident.task": "R O R R",
    "accident.story": "R R R R",
    "accident.type": "R - R R",
    "accident.object": "O O O O",
    "injury.parts injury.kinds injury.condition": "R R R -",
    "commute.route commute.means": "- - R O",
    "commute.other_party": "- - R O",
    "witness employer.told employer.attitude": "O O O O",
    "third_party settlement": "O O R O",
    "care.hospital care.first_visit_on": "R R R O",
    "care.setting care.surgery care.expected_duration": "O O O -",
    "leave.days_off leave.paid": "O O O -",
    "death.date death.place death.survivors death.funeral_by": "- - - R",
    "attachments": "O O O O",
    "consent.personal consent.sensitive consent.truth consent.recording": "R R R R",
}
# Where the definition departs from the table, and why.
DEPARTS = {
    ("worker.phone", "death"): "-",  # the dead cannot be called; the reporter's telephone is required
    ("accident.place", "disease"): "-",  # disease.exposure tells where and at what, disease.substance with what,
    ("accident.task", "disease"): "-",  # disease.name of what kind the injury is
    ("accident.object", "disease"): "-",
    ("injury.kinds", "disease"): "-",
    ("third_party", "disease"): "-",
    ("accident.task", "commute"): "-",  # on the way nobody works; commute.direction and commute.route are asked
    ("care.first_visit_on", "death"): "-",
}
ACCIDENT_TYPES = [
    "fall_from_height",
    "fall_same_level",
    "caught_in",
    "struck_against",
    "struck_by",
    "crushed_under",
    "cut_stab",
    "collapse",
    "electric_shock",
    "burn",
    "exposure",
    "traffic",
    "overexertion",
    "violence",
    "other",
]


@pytest.fixture
def document() -> dict:
    """The plain data of fields.yaml, to be spoilt."""
    return copy.deepcopy(yaml.safe_load(PATH.read_text(encoding="utf-8")))


def test_the_definition_parses() -> None:
    assert len(definition().fields) >= len(KEPT)


def test_every_agreed_field_is_defined() -> None:
    assert set(KEPT) - set(definition().fields) == set()


def test_every_field_is_asked_of_whom_the_table_says() -> None:
    table = {name: dict(zip(KINDS, row.split(), strict=True)) for names, row in NEEDS.items() for name in names.split()}
    assert set(table) == set(KEPT)
    wrong = [
        f"{name} in {kind}: {definition().fields[name].need(kind)}, table {needed}"
        for name, row in table.items()
        for kind, needed in row.items()
        if definition().fields[name].need(kind) != DEPARTS.get((name, kind), needed)
    ]
    assert wrong == []


def test_an_accident_departs_nowhere_from_the_table() -> None:
    assert "accident" not in {kind for _, kind in DEPARTS}


def test_every_field_has_a_question_a_label_and_a_group() -> None:
    for field in definition().fields.values():
        assert field.prompt.strip() and field.label.strip() and field.group in definition().groups, field.id
        assert set(field.kinds.values()) <= {"R", "O", "-"}, field.id
        assert any(need != "-" for need in field.kinds.values()), field.id


def test_a_choice_has_options_with_values_and_labels_of_their_own() -> None:
    for field in definition().fields.values():
        values, labels = [o.value for o in field.options], [o.label for o in field.options]
        assert len(set(values)) == len(values) and len(set(labels)) == len(labels), field.id
        assert bool(values) == (field.type in ("choice", "relation", "multi")), field.id


def test_the_kinds_of_accident_are_the_agreed_classes() -> None:
    assert [o.value for o in definition().fields["accident.type"].options] == ACCIDENT_TYPES


def test_every_kind_of_injury_that_is_offered_is_one_that_is_recognised() -> None:
    assert {o.value for o in definition().fields["injury.kinds"].options} - set(INJURIES) == set()


def test_identifiers_are_sealed_and_only_asked_on_a_card_or_sealed() -> None:
    fields = definition().fields
    for name in (
        "worker.name",
        "worker.birth_date",
        "worker.registration_number",
        "worker.phone",
        "reporter.name",
        "reporter.phone",
    ):
        assert fields[name].sealed and fields[name].card, name
    assert fields["worker.address"].sealed


def test_every_card_has_fields_and_all_fields_of_a_card_are_asked_of_the_same_reporter() -> None:
    for card in definition().cards:
        fields = [f for f in definition().fields.values() if f.card == card]
        assert fields and len({f.only_if for f in fields}) == 1, card


def test_every_consent_has_a_version() -> None:
    for field in definition().fields.values():
        if field.type == "consent":
            assert re.fullmatch(r"\d{4}-\d{2}", field.version or ""), field.id


def test_the_recording_is_announced_on_the_telephone_only() -> None:
    assert "consent.recording" in [f.id for f in definition().for_kind("accident", "phone")]
    assert "consent.recording" not in [f.id for f in definition().for_kind("accident", "web")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_condition_names_a_field_that_is_asked_before_and_a_value_it_can_have(kind: str) -> None:
    order = list(definition().fields)
    for field in definition().for_kind(kind):
        if field.only_if:
            asked = definition().within(kind)[field.only_if.field]
            assert asked.need(kind) != "-", (field.id, kind)
            assert order.index(asked.id) < order.index(field.id), field.id
            options = {o.value for o in definition().fields[asked.id].options}
            assert field.only_if.there or field.only_if.values <= options, field.id


@pytest.mark.parametrize("kind", KINDS)
def test_no_question_shows_a_placeholder(kind: str) -> None:
    for view in (definition(), definition().for_phone()):
        for field in view.within(kind).values():
            shown = (field.label, field.prompt, field.asked_of(other=True), field.help or "", field.help_other or "")
            assert not any("{" in text for text in shown), field.id


@pytest.mark.parametrize("group", ["musculoskeletal", "cardio", "mental", "hearing", "lung", "cancer", "other"])
def test_a_disease_asks_no_more_than_an_accident_does_by_a_third(group: str) -> None:
    """Counted as if each question were asked: a story fills many of them."""
    rules = definition()
    worker = {"reporter.relation": Answered("self")}
    asked = {
        kind: sum(
            is_required(rules, kind, f) and f.card is None
            for f in applicable(rules, kind, worker | {"disease.group": Answered(group)})
        )
        for kind in ("accident", "disease")
    }
    assert asked["disease"] <= asked["accident"] * 4 / 3, asked


def test_each_group_of_disease_has_questions_of_its_own() -> None:
    own = {
        "musculoskeletal": {"posture", "weight", "repetition", "hours", "years"},
        "cardio": {"weekly_hours", "month_hours", "week_hours", "shifts", "sudden_event"},
        "mental": {"events", "events_period"},
        "hearing": {"noise", "years", "protection", "hearing_test"},
        "lung": {"substance", "years", "protection"},
        "cancer": {"substance", "years", "protection"},
    }
    for group, names in own.items():
        answers = {"reporter.relation": Answered("self"), "disease.group": Answered(group)}
        ids = {f.id for f in applicable(definition(), "disease", answers)}
        assert {f"disease.{name}" for name in names} <= ids, group


def test_who_is_ill_in_mind_need_not_tell_the_story_and_is_not_asked_where_it_hurts() -> None:
    answers = {"reporter.relation": Answered("self"), "disease.group": Answered("mental")}
    asked = {f.id: f for f in applicable(definition(), "disease", answers)}
    assert asked["disease.events"].need("disease") == "O" and asked["disease.events"].sealed
    assert asked["disease.events"].quick
    assert {"injury.parts", "disease.exposure", "disease.weight"} & asked.keys() == set()


@pytest.mark.parametrize(
    ("cause", "asked", "spared"),
    [
        ("accident", {"accident.date", "accident.task"}, {"disease.group", "commute.route"}),
        ("commute", {"accident.date", "commute.route", "commute.means"}, {"disease.group", "accident.task"}),
        ("disease", {"disease.group", "disease.symptom_start"}, {"accident.date", "accident.place", "commute.route"}),
        (None, set(), {"accident.date", "disease.group", "commute.route"}),
    ],
)
def test_the_bereaved_are_asked_only_what_belongs_to_how_somebody_died(
    cause, asked: set[str], spared: set[str]
) -> None:
    answers = {"reporter.relation": Answered("family"), "death.cause": Answered(cause)}
    ids = {f.id for f in applicable(definition(), "death", answers)}
    assert asked <= ids and not spared & ids
    assert {"worker.phone", "injury.parts", "injury.condition", "leave.days_off"} & ids == set()


@pytest.mark.parametrize(
    ("other", "asked"), [("혼자 넘어졌어요", False), ("없어요", False), ("승용차요", True), (None, False)]
)
def test_only_who_had_another_party_is_asked_for_its_insurer(other: str | None, asked: bool) -> None:
    answers = {"reporter.relation": Answered("self"), "third_party": Answered(other)}
    ids = {f.id for f in applicable(definition(), "commute", answers)}
    assert ("commute.other_party" in ids) is asked


def test_nobody_is_offered_to_have_died_themselves() -> None:
    options = {o.value for o in definition().within("death")["reporter.relation"].options}
    assert "self" not in options and "family" in options


def test_who_reports_for_somebody_may_leave_out_what_they_do_not_know() -> None:
    fields = definition().within("accident")
    for relation, needed in (("self", True), ("colleague", False)):
        answers = {"reporter.relation": Answered(relation)}
        for name in ("worker.birth_date", "worker.phone"):
            assert must_be_known(definition(), "accident", fields[name], answers) is needed
        assert must_be_known(definition(), "accident", fields["worker.name"], answers)


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda d: d["fields"].append(dict(d["fields"][0])), "defined twice"),
        (lambda d: d["fields"][0].update(type="colour"), "unknown type"),
        (lambda d: d["fields"][0].update(group="nowhere"), "unknown group"),
        (lambda d: d["fields"][0].update(card="nowhere"), "unknown group or card"),
        (lambda d: d["fields"][0]["kinds"].pop("death"), "kinds must name"),
        (lambda d: d["fields"][0].update(colour="red"), "colour"),
        (lambda d: d["fields"][0].update(variants={"death": {"type": "text"}}), "variants.death"),
        (lambda d: d["fields"][0].update(variants={"nothing": {"prompt": "?"}}), "variants.nothing"),
        (lambda d: d["fields"][0].update(only_if={"field": "nothing", "is": ["x"]}), "unknown field nothing"),
        (lambda d: d["fields"][0].pop("prompt"), "prompt"),
    ],
)
def test_a_faulty_definition_is_refused_with_the_reason(document, spoil, named: str) -> None:
    spoil(document)
    with pytest.raises(DefinitionError, match=named):
        parse(document)
