"""Particles by sound, and one spelling for one text."""

from __future__ import annotations

import unicodedata

import pytest

from casework.korean.normalise import aligned, for_compare, normalise
from casework.korean.particles import attach


@pytest.mark.parametrize(
    ("word", "particle", "expected"),
    [
        ("프레스", "이/가", "프레스가"), ("손목", "이/가", "손목이"), ("3월", "은/는", "3월은"), ("안산", "을/를", "안산을"), ("오빠", "과/와", "오빠와"), ("형", "과/와", "형과"), ("형", "와/과", "형과"), ("오빠", "가/이", "오빠가"), ("서울", "으로/로", "서울로"), ("부산", "으로/로", "부산으로"), ("대구", "으로/로", "대구로"),
        ("병원", "이에요/예요", "병원이에요"), ("회사", "이에요/예요", "회사예요"), ("길동", "이/", "길동이"), ("철수", "이/", "철수"), ("길동", "아/야", "길동아"), ("철수", "아/야", "철수야"), ("연필", "이랑/랑", "연필이랑"), ("회사", "이나/나", "회사나"),
        ("1", "으로/로", "1로"), ("2", "이/가", "2가"), ("3", "으로/로", "3으로"), ("6", "을/를", "6을"), ("10", "으로/로", "10으로"), ("100", "이/가", "100이"), ("12,000", "을/를", "12,000을"), ("010-1234-5670", "이/가", "010-1234-5670이"), ("2.5", "을/를", "2.5를"),
        ("LG", "을/를", "LG를"), ("CNC", "을/를", "CNC를"), ("KTM", "이/가", "KTM이"), ("SPL", "으로/로", "SPL로"), ("AN", "이/가", "AN이"), ("Apple", "이/가", "Apple이"), ("book", "을/를", "book을"), ("data", "을/를", "data를"), ("5kg", "을/를", "5kg을"), ("3cm", "을/를", "3cm를"), ("50%", "을/를", "50%를"),
        ("요양(치료)", "을/를", "요양(치료)을"), ("대한금속(주)", "이/가", "대한금속(주)이"), ("‘손목’", "이/가", "‘손목’이"), ("산재[업무상 재해]", "은/는", "산재[업무상 재해]는"), ("", "이/가", "가"),
    ],
)  # fmt: skip
def test_the_particle_follows_the_sound_of_the_word(word: str, particle: str, expected: str) -> None:
    assert attach(word, particle) == expected


def test_a_particle_that_is_no_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="pair"):
        attach("손목", "을")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("다쳤어요ㅠㅠㅠㅠㅠ", "다쳤어요ㅠㅠ"), ("ㅋㅋㅋㅋ 네", "ㅋㅋ 네"), ("ㅇㅇ", "ㅇㅇ"), ("２０２６년　５월", "2026년 5월"), ("\u200b안산\x00시\ufeff", "안산시"), ("  두   칸  ", "두 칸"), ("한 줄\r\n두 줄", "한 줄\n두 줄"), (unicodedata.normalize("NFD", "손가락"), "손가락"), ("", "")],
)  # fmt: skip
def test_a_text_has_one_spelling(text: str, expected: str) -> None:
    assert normalise(text) == expected
    assert normalise(normalise(text)) == expected


def test_spellings_that_differ_in_spaces_and_marks_compare_equal() -> None:
    assert for_compare("안산 한빛-병원!! ㅠㅠ") == for_compare("안산한빛병원") == for_compare(" 안산 한빛병원 ")
    assert for_compare("CNC 선반") == for_compare("cnc선반")


def test_places_in_a_composed_text_lead_back_to_the_text_as_given() -> None:
    given = unicodedata.normalize("NFD", "손을 다침")
    composed, origin = aligned(given)

    assert composed == "손을 다침"
    assert unicodedata.normalize("NFC", given[origin[3] : origin[5]]) == "다침"
