"""Personal numbers found and replaced, and everything that must stay."""

from __future__ import annotations

import pytest

from casework.korean import identifiers


@pytest.mark.parametrize(
    ("text", "label"),
    {
        "900101-1234567": "[주민등록번호]", "9001011234567": "[주민등록번호]", "900101 1234567": "[주민등록번호]", "900101 - 1234567": "[주민등록번호]", "900101-1******": "[주민등록번호]", "9 0 0 1 0 1 1 2 3 4 5 6 7": "[주민등록번호]", "900101-5234567": "[외국인등록번호]", "9001016234567": "[외국인등록번호]",
        "010-1234-5678": "[전화번호]", "01012345678": "[전화번호]", "010 1234 5678": "[전화번호]", "010.1234.5678": "[전화번호]", "+82-10-1234-5678": "[전화번호]", "02-123-4567": "[전화번호]", "031-123-4567": "[전화번호]", "(02)123-4567": "[전화번호]", "0212345678": "[전화번호]", "070-1234-5678": "[전화번호]", "０１０－１２３４－５６７８": "[전화번호]", "공일공 일이삼사 오육칠팔": "[전화번호]",
        "1234-5678-9012-3456": "[카드번호]", "1234 5678 9012 3456": "[카드번호]", "4111111111111111": "[카드번호]", "110-123-456789": "[계좌번호]", "123456-78-901234": "[계좌번호]", "302-1234-5678-91": "[계좌번호]", "3333-01-1234567": "[계좌번호]",
    }.items(),
)  # fmt: skip
def test_a_personal_number_becomes_its_label_inside_a_sentence(text: str, label: str) -> None:
    assert identifiers.redact(text) == label
    assert identifiers.redact(f"제 번호는 {text}이에요.") == f"제 번호는 {label}이에요."


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-03", "20260503", "26.5.3", "2026년 5월 3일", "2026-11-23 10:15", "생년월일 1990-01-01", "900101", "15:20", "9시~18시", "250만원", "2,500,000원", "1200000000원", "261123-48213", "1234-5678", "123-45-67890", "1588-0075", "5.3-5.8", "2026-123456", "20261123101500", "3시 20분", "프레스 3호기", "",
    ],
)  # fmt: skip
def test_dates_amounts_times_and_case_numbers_stay(text: str) -> None:
    assert identifiers.redact(text) == text


def test_a_business_number_is_found_and_stays() -> None:
    (one,) = identifiers.find("사업자번호 123-45-67890입니다")

    assert (one.kind, one.value) == ("business", "1234567890")


def test_a_number_beside_a_bank_is_an_account() -> None:
    assert identifiers.redact("국민은행 12345678901234로 주세요") == "국민은행 [계좌번호]로 주세요"
    assert identifiers.redact("농협 302 1234 5678 91") == "농협 [계좌번호]"


def test_several_numbers_are_all_replaced_and_the_rest_is_untouched() -> None:
    text = "저는 홍길동이고 01012345678, 주민번호 900101-1234567, 2026-05-03에 다쳤어요"

    assert identifiers.redact(text) == "저는 홍길동이고 [전화번호], 주민번호 [주민등록번호], 2026-05-03에 다쳤어요"


def test_the_check_digit_is_a_hint_and_no_condition() -> None:
    right, wrong = identifiers.find("900101-1234568")[0], identifiers.find("900101-1234567")[0]

    assert {right.extra["checksum"], wrong.extra["checksum"]} == {True, False}
    assert right.value == "9001011234568"


def test_the_value_of_a_number_is_its_digits() -> None:
    assert [i.value for i in identifiers.find("+82-10-1234-5678, 010 1234 5678, 공일공일이삼사오육칠팔")] == [
        "01012345678"
    ] * 3
