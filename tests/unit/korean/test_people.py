"""Relations, employment, occupations, objects, diseases and numbers of people."""

from __future__ import annotations

import pytest

from casework.korean import diseases, objects, occupations, people


@pytest.mark.parametrize(
    ("text", "relation", "reporter"),
    [
        ("남편이 다쳤어요", "spouse", "spouse"), ("아버지가 다치셨어요", "parent", "child"), ("아들이에요", "child", "child"), ("제가 딸인데요", "child", "child"), ("아들이 공장에서 다쳤어요", "child", "parent"), ("형이 떨어졌어요", "sibling", "sibling"), ("동료가 다쳤어요", "colleague", "colleague"), ("사장인데요", "employer", "employer"), ("노무사입니다", "agent", "agent"), ("본인이에요", "self", "self"), ("저요", "self", "self"), ("원무과인데요", "hospital", "hospital"),
    ],
)  # fmt: skip
def test_a_relation_is_found_and_turned_into_the_reporters(text: str, relation: str, reporter: str) -> None:
    assert [e.value for e in people.relations(text)] == [relation]
    assert people.reporter(text) == reporter


@pytest.mark.parametrize(
    "text",
    [
        "딸기 농장",
        "대형 트럭",
        "인형",
        "사장님이 산재 안 해준대요",
        "처음이에요",
        "A형 간염",
        "병원에 갔어요",
        "소형차",
    ],
)
def test_words_that_only_contain_a_relation_are_none(text: str) -> None:
    assert people.relations(text) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [("일용직이에요", "daily"), ("노가다 합니다", "daily"), ("인력사무소에서 나갔어요", "daily"), ("정규직", "regular"), ("계약직으로", "regular"), ("알바하다가", "part_time"), ("파트타임", "part_time"), ("배달 라이더", "platform"), ("보험설계사예요", "platform"), ("프리랜서", "platform"), ("외국인이에요", "foreign"), ("E-9 비자", "foreign"), ("현장실습생", "special"), ("자영업자", "special")],
)  # fmt: skip
def test_a_form_of_employment_is_classed(text: str, form: str) -> None:
    assert people.employment_forms(text)[0].value == form


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3명이서", 3),
        ("세 명", 3),
        ("두 분", 2),
        ("네명", 4),
        ("열두 명", 12),
        ("십오명", 15),
        ("혼자서", 1),
        ("둘이서", 2),
        ("5인 미만", 5),
        ("30인 사업장", 30),
        ("두 사람이", 2),
    ],
)
def test_people_are_counted(text: str, count: int) -> None:
    assert [e.value for e in people.counts(text)] == [count]


@pytest.mark.parametrize(
    "text", ["이명이 들려요", "서명했어요", "유명한", "설명", "20분", "충분", "2인분", "발명", "조명", "몇 명"]
)
def test_words_that_only_look_like_a_count_are_none(text: str) -> None:
    assert people.counts(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("프레스에 손이", "프레스"), ("지게차가후진하다가", "지게차"), ("포크레인", "굴착기"), ("그라인다로", "그라인더"), ("콘베어 벨트에", "컨베이어"), ("아시바에서", "비계"), ("cnc 작업", "CNC"), ("못을 밟았어요", "못"), ("칼에 베였어요", "칼"), ("문에 손이 끼였어요", "문"), ("사다리에서", "사다리"), ("구루마", "대차"), ("오함마로", "망치")],
)  # fmt: skip
def test_a_thing_has_one_name(text: str, name: str) -> None:
    assert [e.value for e in objects.find(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "드릴게요",
        "못했어요",
        "칼로리",
        "유리한",
        "기어 올라가서",
        "질문이 있어요",
        "체인점",
        "블록체인",
        "안전벨트",
        "돌아왔어요",
        "기름값",
    ],
)
def test_words_that_only_contain_a_thing_are_none(text: str) -> None:
    assert objects.find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("용접공이에요", "용접공"),
        ("배달 기사로 일해요", "배달 기사"),
        ("라이더예요", "배달 기사"),
        ("청소 일 해요", "청소원"),
        ("요양보호사예요", "요양보호사"),
        ("지게차 기사입니다", "지게차 운전"),
        ("택배기사", "택배 기사"),
        ("편의점 알바", "편의점 직원"),
        ("의사입니다", "의사"),
    ],
)
def test_an_occupation_has_one_name(text: str, name: str) -> None:
    assert [e.value for e in occupations.find(text)] == [name]


@pytest.mark.parametrize("text", ["의사 선생님이 그랬어요", "캐디락", "배달을 시켰어요", "안녕하세요"])
def test_people_met_on_the_way_are_no_occupation(text: str) -> None:
    assert occupations.find(text) == []


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("허리디스크", "허리디스크", "musculoskeletal"),
        ("손목터널증후군이래요", "손목터널증후군", "musculoskeletal"),
        ("뇌출혈로 쓰러졌어요", "뇌출혈", "cardio"),
        ("우울증", "우울증", "mental"),
        ("소음성 난청", "소음성 난청", "hearing"),
        ("진폐증", "진폐", "lung"),
        ("백혈병", "백혈병", "cancer"),
    ],
)
def test_a_disease_has_its_group(text: str, name: str, group: str) -> None:
    (entity,) = diseases.find(text)

    assert (entity.value, entity.extra) == (name, {"group": group})


@pytest.mark.parametrize("text", ["디스크 그라인더", "우울증은 없어요", "코로나 때", "안녕하세요"])
def test_what_is_no_disease_or_denied_is_none(text: str) -> None:
    assert diseases.find(text) == []
