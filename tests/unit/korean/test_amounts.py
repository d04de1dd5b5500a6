"""Sums of money."""

from __future__ import annotations

import pytest

from casework.korean import amounts, numerals


@pytest.mark.parametrize(
    ("text", "won", "per"),
    [
        ("250만", 2_500_000, None), ("250만원", 2_500_000, None), ("일당 십오만원", 150_000, "day"), ("시급 12,000원", 12_000, "hour"), ("월급 2백5십만원", 2_500_000, "month"), ("3천만 원", 30_000_000, None), ("1억 2천만원", 120_000_000, None),
        ("삼백이십만 오천원", 3_205_000, None), ("2만5천원", 25_000, None), ("3만 5천 원", 35_000, None), ("32.5만원", 325_000, None), ("12000원", 12_000, None), ("백만원", 1_000_000, None), ("하루에 15만원", 150_000, "day"), ("일당이십만원", 200_000, "day"), ("월급이백만원", 2_000_000, "month"), ("십오만이요", 150_000, None),
        ("급여는 월 2,500,000원", 2_500_000, "month"), ("오천원", 5_000, None), ("시급 9860", 9_860, "hour"),
    ],
)  # fmt: skip
def test_a_sum_is_whole_won_with_the_time_it_is_paid_for(text: str, won: int, per: str | None) -> None:
    (entity,) = amounts.find(text)

    assert (entity.value, (entity.extra or {}).get("per")) == (won, per)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("월급이 이백오십이에요", 2_500_000),
        ("월급 300인데", 3_000_000),
        ("월급 250", 2_500_000),
        ("일당 15", 150_000),
        ("연봉 3천", 30_000_000),
        ("한 달에 300 정도 받아요", 3_000_000),
        ("월 250", 2_500_000),
        ("세후 230", 2_300_000),
    ],
)
def test_a_wage_said_without_its_unit_is_completed_and_marked(text: str, won: int) -> None:
    (entity,) = amounts.find(text)

    assert entity.value == won
    assert entity.extra["assumed_unit"] == "만원"


@pytest.mark.parametrize(
    "text",
    [
        "병원",
        "직원이",
        "만 65세",
        "이만 끊을게요",
        "천만에요",
        "천만다행",
        "3천 번",
        "5백 미터",
        "이백",
        "사이",
        "250",
        "하루 8시간",
        "월 5일",
        "월 20일 일해요",
        "5만 볼트",
        "수백만원",
        "2026-05-03",
        "010-1234-5678",
        "받은 지 3년",
        "5인 미만",
        "1588-0075",
        "2025년 5월",
    ],
)
def test_numbers_that_are_not_money_are_none(text: str) -> None:
    assert amounts.find(text) == []


def test_a_range_and_an_estimate_are_marked() -> None:
    assert amounts.find("200~250만원")[0].extra == {"low": 2_000_000}
    assert amounts.find("월급 280만원 정도")[0].extra == {"per": "month", "approx": True}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("이백오십", 250),
        ("2백5십만", 2_500_000),
        ("십오", 15),
        ("만", 10_000),
        ("12,000", 12_000),
        ("오십이백", None),
        ("만억", None),
        ("삼삼", None),
        ("가나", None),
        ("", None),
        ("1" * 400, None),
    ],
)
def test_sino_korean_numbers_are_read_or_refused(word: str, value: int | None) -> None:
    assert numerals.sino(word) == value


@pytest.mark.parametrize(
    ("word", "value"), [("한", 1), ("열두", 12), ("스물세", 23), ("쉰", 50), ("아홉", 9), ("구", None), ("열열", None)]
)
def test_native_numbers_are_read_or_refused(word: str, value: int | None) -> None:
    assert numerals.native(word) == value
