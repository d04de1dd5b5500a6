"""Times of day and lengths of time."""

from __future__ import annotations

from datetime import datetime

import pytest

from casework.korean import durations, times


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "오후 3시쯤": "15:00", "어제오후3시쯤": "15:00", "새벽 두시반": "02:30", "오전 10시경": "10:00", "15:20": "15:20", "오후 3:20": "15:20", "아침 9시": "09:00", "밤 11시": "23:00", "밤 1시": "01:00", "밤 12시": "00:00",
        "저녁 7시 반": "19:30", "낮 12시": "12:00", "낮 11시": "11:00", "오전 12시": "00:00", "점심 12시 반": "12:30", "15시": "15:00", "십오시 삼십분": "15:30", "24시": "00:00", "점심때": "12:00", "점심 먹고": "12:00", "정오에": "12:00", "자정에": "00:00",
        "3시 20분": "15:20", "3시": "15:00", "두시": "14:00", "열한시 오분": "11:05", "7시": "07:00", "12시": "12:00", "3시 10분 전": "14:50", "8시30분": "08:30", "어제세시쯤": "15:00", "am 9시": "09:00",
    }.items(),
)  # fmt: skip
def test_a_time_is_read_on_a_clock_of_24_hours(text: str, value: str) -> None:
    assert [e.value for e in times.find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "한시간",
        "한시름 놓고",
        "다시",
        "동시에",
        "즉시 병원에",
        "도시가스",
        "역시",
        "3시간 20분",
        "25시",
        "1:1 상담",
        "서울시",
        "24시간",
        "2026-05-03",
        "혹시",
        "임시직",
        "낮은 곳",
        "밤새 아팠어요",
        "오후반",
        "아침 먹고",
    ],
)
def test_words_that_only_look_like_a_time_are_none(text: str) -> None:
    assert times.find(text) == []


@pytest.mark.parametrize("text", ["3시", "두시에", "9시", "3:20", "12시"])
def test_a_time_without_its_half_of_the_day_is_marked_as_a_guess(text: str) -> None:
    assert times.find(text)[0].extra == {"ambiguous": True}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20분 전", "09:40"),
        ("방금", "10:00"),
        ("한 시간 반 전", "08:30"),
        ("두시간전", "08:00"),
        ("1시간 20분 전", "08:40"),
    ],
)
def test_time_counted_back_from_now_is_approximate(text: str, value: str, now: datetime) -> None:
    (entity,) = times.find(text, now)

    assert (entity.value, entity.extra) == (value, {"approx": True})


@pytest.mark.parametrize(
    ("text", "part"),
    [("오전에", "morning"), ("새벽에", "dawn"), ("밤에", "night"), ("오후요", "afternoon"), ("어제 저녁에", "evening")],
)
def test_a_part_of_the_day_alone_has_no_value(text: str, part: str) -> None:
    (entity,) = times.find(text)

    assert entity.value is None
    assert entity.extra["part"] == part


def test_a_range_is_one_time_with_an_end_but_working_hours_are_two() -> None:
    assert [(e.value, e.extra["until"]) for e in times.find("2시에서 3시 사이")] == [("14:00", "15:00")]
    assert [e.value for e in times.find("9시부터 6시까지")] == ["09:00", "18:00"]


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "3일 쉬었어요": "P3D", "사흘": "P3D", "이틀 동안": "P2D", "보름": "P15D", "열흘 입원": "P10D", "하루 쉬었어요": "P1D", "2주": "P2W", "일주일": "P1W", "2주일": "P2W", "전치 6주": "P6W", "한달": "P1M", "두 달": "P2M", "석 달째": "P3M", "3개월": "P3M", "삼개월": "P3M",
        "1년 6개월": "P1Y6M", "일년 반": "P1Y6M", "20년 동안": "P20Y", "십년 일했어요": "P10Y", "3년차": "P3Y", "한시간": "PT1H", "두 시간 반": "PT2H30M", "8시간씩": "PT8H", "20분": "PT20M", "십분": "PT10M", "하루에 10시간": "PT10H", "이삼일": "P2D", "3~4일": "P3D", "두세 시간": "PT2H",
    }.items(),
)  # fmt: skip
def test_a_length_of_time_is_an_iso_duration(text: str, value: str) -> None:
    assert [e.value for e in durations.find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "3일 전",
        "20일에",
        "세 분",
        "충분",
        "2인분",
        "2024년",
        "이주노동자",
        "배달",
        "한달음에",
        "하루종일",
        "3분의 1",
        "23년 5월",
        "일당 15만원",
        "팔달구",
        "네주먹",
    ],
)
def test_words_that_only_look_like_a_length_are_none(text: str) -> None:
    assert durations.find(text) == []


def test_a_duration_counts_its_days() -> None:
    assert [durations.days(iso) for iso in ("P3D", "P2W", "P1M", "P1Y6M", "PT20M", "P1DT12H")] == [3, 14, 30, 545, 0, 1]
    with pytest.raises(ValueError, match="ISO 8601"):
        durations.days("3일")
