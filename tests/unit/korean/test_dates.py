"""Dates as workers write them, read on Monday 2026-11-23."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from casework.korean import dates

DAYS = {
    "오늘": "2026-11-23", "방금 다쳤어요": "2026-11-23", "아까 넘어졌어요": "2026-11-23", "한 20분쯤 전": "2026-11-23", "두 시간 전에": "2026-11-23",
    "어제": "2026-11-22", "어저께": "2026-11-22", "어젯밤": "2026-11-22", "그저께": "2026-11-21", "그제": "2026-11-21", "엊그제": "2026-11-21",
    "하루 전": "2026-11-22", "이틀 전": "2026-11-21", "사흘 전": "2026-11-20", "3일전": "2026-11-20", "10일 전에": "2026-11-13", "열흘전": "2026-11-13", "보름 전": "2026-11-08",
    "2주 전": "2026-11-09", "한달 전쯤": "2026-10-23", "두 달 전": "2026-09-23", "3개월 전": "2026-08-23", "세달전": "2026-08-23", "2년 전": "2024-11-23",
    "지난주 금요일": "2026-11-20", "저번주 월욜": "2026-11-16", "지지난주 수요일": "2026-11-11", "이번주 월요일": "2026-11-23", "금요일에": "2026-11-20", "지난 금요일": "2026-11-20", "지난 월요일": "2026-11-16",
    "5.3": "2026-05-03", "5월 3일": "2026-05-03", "5월3일일하다가": "2026-05-03", "11/3": "2026-11-03", "5/3(일)": "2026-05-03", "5.3일 오후": "2026-05-03", "12월 25일": "2025-12-25", "11월 23일": "2026-11-23", "11월 24일": "2025-11-24",
    "2026년 5월 3일": "2026-05-03", "2026-05-03": "2026-05-03", "2026. 5. 3.": "2026-05-03", "2026/11/22": "2026-11-22", "26.5.3": "2026-05-03", "26년 5월 3일": "2026-05-03", "20260503": "2026-05-03",
    "작년 10월 3일": "2025-10-03", "작년10월3일": "2025-10-03", "재작년 3월 2일": "2024-03-02", "올해 3월 2일": "2026-03-02", "지난달 20일": "2026-10-20", "저번달 5일": "2026-10-05", "이번달 5일": "2026-11-05",
    "20일에": "2026-11-20", "25일에 다쳤어요": "2026-10-25", "20일이요": "2026-11-20",
    "작년 추석 전날": "2025-10-05", "추석 다음날": "2026-09-26", "올해 설날": "2026-02-17", "설 전날": "2026-02-16", "구정에": "2026-02-17", "어린이날": "2026-05-05", "크리스마스 이브": "2025-12-24", "2024년 추석": "2024-09-17", "부처님 오신 날": "2026-05-24",
    "오월 삼일": "2026-05-03", "시월 십일": "2026-10-10", "유월 이십오일": "2026-06-25", "이천이십육년 오월 삼일": "2026-05-03",
    "85년 5월 3일생": "1985-05-03", "2월 29일": "2024-02-29", "11월 22일 일요일": "2026-11-22", "생년월일 850503": "1985-05-03",
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_words_for_one_day_give_that_day(text: str, day: str, now: datetime) -> None:
    assert [e.value for e in dates.find(text, now)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "그제서야 알았어요", "내일배움카드", "오늘날", "매주 금요일", "금요일마다 쉬어요", "1/2 정도 잘렸어요", "5.3톤", "1.5배", "3.5미터", "192.168.0.1",
        "02-123-4567", "261123-48213", "1234-5678", "배달 3일", "3일 쉬었어요", "3일간", "3월생", "시설에", "건설에서", "시작일이 언제", "돈 낼 때", "지금일하다가", "13.5",
        "아까워요", "20년 일했는데", "1개월", "주 5일", "24/7", "3시 20분 전", "",
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_date_are_none(text: str, now: datetime) -> None:
    assert dates.find(text, now) == []


@pytest.mark.parametrize("text", ["음력 3월 2일", "음력으로 3월 2일", "3월 2일(음력)", "음력 8월 10일에 다쳤어요"])
def test_a_lunar_date_has_no_value_and_says_so(text: str, now: datetime) -> None:
    (entity,) = dates.find(text, now)

    assert entity.value is None
    assert entity.extra == {"lunar": True}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("내일", "2026-11-24"),
        ("모레", "2026-11-25"),
        ("올해 12월 25일", "2026-12-25"),
        ("2027년 1월 3일", "2027-01-03"),
        ("다음주 월요일", "2026-11-30"),
    ],
)
def test_a_future_day_is_marked(text: str, day: str, now: datetime) -> None:
    (entity,) = dates.find(text, now)

    assert entity.value == day
    assert entity.extra == {"future": True}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("지난달에", "2026-10-01", "2026-10-31"), ("2023년 3월에", "2023-03-01", "2023-03-31"), ("5월 초", "2026-05-01", "2026-05-10"), ("작년 봄부터", "2025-03-01", "2025-05-31"),
        ("지난주", "2026-11-16", "2026-11-22"), ("지난 주말", "2026-11-21", "2026-11-22"), ("작년에", "2025-01-01", "2025-12-31"), ("설 연휴", "2026-02-16", "2026-02-18"),
    ],
)  # fmt: skip
def test_words_for_more_than_a_day_give_their_bounds_and_no_day(text: str, low: str, high: str, now: datetime) -> None:
    (entity,) = dates.find(text, now)

    assert entity.value is None
    assert (entity.extra["from"], entity.extra["to"]) == (low, high)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2월 30일", ["2월 30일"]),
        ("13월 5일에", ["13월 5일"]),
        ("13월", ["13월"]),
        ("2026-02-30", ["2026-02-30"]),
        ("4월 31일이요", ["4월 31일"]),
        ("2025년 2월 29일", ["2025년 2월 29일"]),
    ],
)
def test_a_date_that_no_calendar_has_is_named_and_not_found(text: str, named: list[str], now: datetime) -> None:
    assert dates.find(text, now) == []
    assert dates.invalid(text) == named


@pytest.mark.parametrize("text", ["2월 28일", "2월 29일", "12월 31일", "2024년 2월 29일", "어제"])
def test_a_real_date_is_not_named_as_impossible(text: str) -> None:
    assert dates.invalid(text) == []


def test_two_days_in_one_sentence_are_both_found(now: datetime) -> None:
    found = dates.find("5월 3일에 다치고 5월 7일에 병원에 갔어요", now)

    assert [e.value for e in found] == ["2026-05-03", "2026-05-07"]
    assert [e.text for e in found] == ["5월 3일", "5월 7일"]


def test_a_moment_with_a_zone_is_read_on_the_korean_clock() -> None:
    late_evening_utc = datetime(2026, 11, 22, 16, 0, tzinfo=timezone(timedelta(0)))

    assert dates.find("오늘", late_evening_utc)[0].value == "2026-11-23"
    assert dates.find("오늘", datetime(2026, 11, 23, 1, tzinfo=timezone(timedelta(hours=9))))[0].value == "2026-11-23"


def test_minutes_ago_just_after_midnight_were_yesterday() -> None:
    assert dates.find("30분 전", datetime(2026, 11, 23, 0, 10))[0].value == "2026-11-22"
