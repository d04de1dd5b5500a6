"""What one sentence fills in a claim of a disease, on the way to work, and of a death."""

from __future__ import annotations

import datetime as dt

import pytest

from casework import branches
from casework.domain.dialogue.claim_kind import kind_of
from casework.domain.intake.filling import fill
from casework.domain.intake.reading import read
from casework.domain.understanding import Understanding
from casework.intake import definition
from casework.korean.entities import extract

NOW = dt.datetime(2026, 11, 23, 10, 0)


def understand(text: str, *ranking: tuple[str, float]) -> Understanding:
    """What the rules find, with topics as given."""
    return Understanding(ranking, tuple(extract(text, NOW, branches.gazetteer())))


def filled(kind: str, text: str) -> dict[str, object]:
    """What the sentence fills of a claim in which everything is open."""
    fields = {f.id for f in definition().for_kind(kind)}
    return {name: r.value for name, r in fill(text, understand(text), fields, NOW.date()).items()}


def value(kind: str, field: str, text: str) -> object:
    """What the answer to a field is read as: its value, or its status."""
    reading = read(definition().within(kind)[field], text, understand(text), NOW.date())
    return None if reading is None else reading.value if reading.status == "given" else reading.status


def test_one_sentence_tells_years_hours_posture_and_weight() -> None:
    found = filled("disease", "용접 15년 했고 하루 8시간 허리 숙여 20kg씩 들었어요 허리디스크래요")
    assert found["disease.group"] == "musculoskeletal"
    assert found["disease.name"] == "허리디스크"
    assert (found["disease.years"], found["disease.hours"]) == ("15년", "8시간")
    assert found["disease.posture"] == "허리 숙여" and found["disease.weight"] == "20kg"


def test_days_of_a_disease_are_told_apart() -> None:
    found = filled("disease", "작년 봄부터 허리가 아팠고 올해 5월에 디스크 진단을 받았어요")
    assert found["disease.symptom_start"] == "2025-03"
    assert found["disease.diagnosed_on"] == "2026-05"


@pytest.mark.parametrize(
    ("field", "text", "read_as"),
    [
        ("disease.symptom_start", "3년 전부터요", "2023"),
        ("disease.symptom_start", "2019년부터요", "2019"),
        ("disease.symptom_start", "두 달 전부터요", "2026-09"),
        ("disease.symptom_start", "11월 3일", "2026-11-03"),
        ("disease.symptom_start", "모르겠어요", "unknown"),
        ("disease.diagnosed_on", "올해 5월이요", "2026-05"),
        ("disease.diagnosed_on", "아직이요", "later"),
        ("care.first_visit_on", "작년 8월이요", "2025-08"),
        ("disease.group", "허리디스크요", "musculoskeletal"),
        ("disease.group", "귀가 안 들려요", "hearing"),
        ("disease.group", "6", "cancer"),
        ("disease.name", "허리디스크라고 하네요", "허리디스크"),
        ("disease.name", "아직 진단 못 받았어요", "later"),
        ("disease.years", "한 15년이요", "한 15년"),
        ("disease.weight", "20키로요", "20키로"),
        ("disease.events_period", "담당자에게만 말할게요", "later"),
        ("accident.story", "담당자한테만 말하고 싶어요", "later"),
    ],
)
def test_answers_about_a_disease(field: str, text: str, read_as: object) -> None:
    assert value("disease", field, text) == read_as


def test_an_accident_still_wants_a_day() -> None:
    assert value("accident", "accident.date", "작년 8월이요") is None


def test_a_story_of_the_way_home_fills_the_way() -> None:
    found = filled("commute", "어제 퇴근하다가 횡단보도에서 차에 치였어요 119 불러서 병원 갔어요")
    assert found["commute.direction"] == "from_work" and found["commute.means"] == "walk"
    assert found["third_party"] and found["reported.ambulance"] is True
    assert found["accident.date"] == "2026-11-22"


@pytest.mark.parametrize(
    ("field", "text", "read_as"),
    [
        ("commute.means", "걸어갔어요", "walk"),
        ("commute.means", "버스 타고요", "public"),
        ("commute.means", "회사 통근버스요", "company"),
        ("commute.means", "제 차로 갔어요", "car"),
        ("commute.direction", "퇴근하고 집에 가던 길이요", "from_work"),
        ("commute.other_party", "12가 3456이고 보험은 모르겠어요", "12가 3456이고 보험은 모르겠어요"),
        ("reported.police", "네 신고했어요", True),
    ],
)
def test_answers_about_the_way(field: str, text: str, read_as: object) -> None:
    assert value("commute", field, text) == read_as


def test_a_death_and_its_accident_have_days_of_their_own() -> None:
    found = filled("death", "남편이 11월 10일에 비계에서 떨어졌고 11월 20일에 병원에서 돌아가셨어요")
    assert (found["accident.date"], found["death.date"]) == ("2026-11-10", "2026-11-20")
    assert found["death.cause"] == "accident" and found["death.place"] == "병원"
    assert found["reporter.relation"] == "family" and found["reporter.kinship"] == "spouse"


@pytest.mark.parametrize(
    ("field", "text", "read_as"),
    [
        ("death.cause", "퇴근길 교통사고요", "commute"),
        ("death.cause", "일하다가 추락했어요", "accident"),
        ("death.cause", "과로로 쓰러지셨어요", "disease"),
        ("death.cause", "병·과로", "disease"),
        ("death.cause", "아직 모르겠어요", "unknown"),
        ("reporter.kinship", "아내예요", "spouse"),
        ("reporter.kinship", "손자녀", "grandchild"),
        ("reporter.relation", "본인이에요", None),
        ("reporter.relation", "딸이에요", "family"),
    ],
)
def test_answers_of_the_bereaved(field: str, text: str, read_as: object) -> None:
    assert value("death", field, text) == read_as


@pytest.mark.parametrize(
    ("text", "ranking", "kind"),
    [
        ("뇌경색으로 쓰러졌어요", [("disease.cardio", 0.9)], "disease"),
        ("퇴근길에 넘어졌는데 되나요", [("eligible.commute", 0.8), ("report.accident", 0.1)], "commute"),
        ("출근해서 일하다가 손을 다쳤어요", [("report.accident", 0.9)], "accident"),
        ("남편이 사망했어요", [("survivor.claim", 0.6), ("report.accident", 0.2)], "death"),
        ("산재 신고하려고요", [("report.accident", 0.9)], "accident"),
    ],
)
def test_the_kind_of_a_claim(text: str, ranking: list[tuple[str, float]], kind: str) -> None:
    assert kind_of(text, understand(text, *ranking)) == kind
