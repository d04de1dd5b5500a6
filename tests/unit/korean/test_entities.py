"""Whole sentences: everything they tell at once."""

from __future__ import annotations

import time
import unicodedata
from datetime import datetime
from itertools import pairwise

import pytest

from casework.korean.entities import TYPES, Gazetteer, extract

STORY = "어제 오후 3시쯤 안산 공장에서 프레스에 오른손 검지가 끼었어요"


def told(text: str, now: datetime, gazetteer: Gazetteer | None) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for entity in extract(text, now, gazetteer):
        found.setdefault(entity.type, []).append(entity.value)
    return found


@pytest.mark.parametrize("text", [STORY, STORY.replace(" ", ""), unicodedata.normalize("NFD", STORY)])
def test_one_sentence_fills_many_fields(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert told(text, now, gazetteer) == {
        "date": ["2026-11-22"], "time": ["15:00"], "place": ["경기 안산시"], "object": ["프레스"], "side": ["right"],
        "body_part": ["finger_index"], "accident_type": ["caught_in"],
    }  # fmt: skip


def test_a_long_story_is_read_whole(now: datetime, gazetteer: Gazetteer) -> None:
    text = "제가 지난주 화요일 밤 11시에 쿠팡 물류센터에서 박스를 옮기다가 미끄러져서 왼쪽 발목을 접질렀습니다. 한빛정형외과에서 인대파열이라고 했고 전치 6주 나왔어요"
    found = told(text, now, gazetteer)

    assert found["date"] == ["2026-11-17"]
    assert found["time"] == ["23:00"]
    assert found["workplace"] == ["쿠팡"]
    assert found["hospital"] == ["한빛정형외과"]
    assert found["body_part"] == ["ankle"]
    assert found["accident_type"] == ["fall_same_level"]
    assert found["injury_type"] == ["sprain", "ligament"]
    assert found["duration"] == ["P6W"]


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("오른손 말고 왼손이요", "side", ["left"]), ("오른손 말고 왼손이요", "body_part", ["hand"]), ("아니 왼손이요", "side", ["left"]), ("왼손이 아니라 오른손이에요", "side", ["right"]), ("오른손 검지 말고 중지요", "side", ["right"]), ("오른손 검지 말고 중지요", "body_part", ["finger_middle"]), ("어제가 아니라 그제요", "date", ["2026-11-21"]), ("3시 말고 4시요", "time", ["16:00"]), ("안산 말고 시흥이요", "place", ["경기 시흥시"]), ("넘어진 게 아니라 떨어졌어요", "accident_type", ["fall_from_height"]), ("어제 3시가 아니라 4시요", "date", ["2026-11-22"]),
    ],
)  # fmt: skip
def test_what_is_taken_back_is_left_out(
    text: str, kind: str, values: list[object], now: datetime, gazetteer: Gazetteer
) -> None:
    assert told(text, now, gazetteer)[kind] == values


def test_the_side_travels_with_its_part(now: datetime) -> None:
    parts = [e for e in extract("왼쪽 어깨랑 허리를 다쳤어요", now) if e.type == "body_part"]

    assert [(p.value, p.extra) for p in parts] == [("shoulder", {"side": "left"}), ("waist", None)]


def test_a_bare_number_of_days_may_be_a_date_or_a_length(now: datetime) -> None:
    assert told("20일이요", now, None) == {"date": ["2026-11-20"], "duration": ["P20D"]}
    assert told("20일 정도요", now, None) == {"duration": ["P20D"]}


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "２０２６년 ５월 ３일 오후 ３시에 안산시에서",
        unicodedata.normalize("NFD", STORY),
        "아버지가 3미터 높이에서 떨어지셨어요 😢 왼팔 골절",
        "  어제  \n 오른손  ",
    ],
)
def test_every_entity_quotes_the_text_it_was_given(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    found = extract(text, now, gazetteer)

    assert found == sorted(found, key=lambda e: e.start)
    for entity in found:
        assert entity.text == text[entity.start : entity.end] != ""
        assert entity.type in TYPES


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "ㅠㅠㅠㅠ", "😀" * 50, "안녕하세요", "산재 신청하고 싶어요", "((((", "-----", "?", "네"]
)
def test_texts_with_nothing_in_them_give_nothing(text: str, now: datetime, gazetteer: Gazetteer) -> None:
    assert extract(text, now, gazetteer) == []


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "가",
        " ",
        "안산 ",
        "20일 ",
        "오른손 말고 ",
        "병원",
        "회사 이름은 ",
        "떨어져 ",
        "월급 1만",
        "어제 3시에 ",
        "손이 ",
        "1-",
    ],
)
def test_a_huge_text_is_cut_and_read_quickly(piece: str, now: datetime, gazetteer: Gazetteer) -> None:
    begun = time.perf_counter()
    found = extract(piece * (100_000 // len(piece)), now, gazetteer)

    assert time.perf_counter() - begun < 3
    assert all(entity.end <= 2_000 for entity in found)


def test_entities_of_one_type_do_not_overlap(now: datetime, gazetteer: Gazetteer) -> None:
    text = f"{STORY} 그리고 지난달 20일 3시 20분에 안산 한빛병원 정형외과에서 월급 250만원 남편 아들 세 명 허리디스크"
    found = extract(text, now, gazetteer)

    for kind in TYPES:
        spans = [(e.start, e.end) for e in found if e.type == kind]
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), kind
