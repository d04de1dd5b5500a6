"""What is said on the telephone fits the ear: every field of every kind of claim, to the worker and to who reports for them."""

from __future__ import annotations

import re

import pytest

from casework.domain.intake.definition import KINDS
from casework.intake import definition
from casework.korean import spoken
from casework.settings import ROOT
from casework.words import Words

LONGEST = 50  # letters, some seven seconds
MOST = 3  # things in a row; nobody keeps more in mind
FOR_THE_EYE = re.compile(r"[()\[\]\"“”·/~→*:]|\d{3,}")
LOOKED_AT = re.compile(r"적어|적으|써 주|골라|고르|선택|버튼|아래|위에서|보이는 것|화면|입력|올려")
HARSH = re.compile(r"사망|죽|시체|시신|자살|다치셨|치료받으세요")  # not to the bereaved
KEYED = ("name", "phone", "registration", "business_number")


def questions() -> list[tuple[str, str, str]]:
    """(kind, field, question), each different one once; what is keyed in or spelt has words of its own."""
    ear = definition().for_phone()
    rows: dict[tuple[str, str, str], None] = {}
    for kind in KINDS:
        for field in ear.for_kind(kind, "phone"):
            if field.type in KEYED or (field.type == "date" and field.sealed):
                continue
            for other in (False, True):
                rows[kind, field.id, field.asked_of(other=other)] = None
    return list(rows)


@pytest.mark.parametrize(("kind", "field", "text"), questions())
def test_a_question_is_short_and_one(kind: str, field: str, text: str) -> None:
    said = spoken.speakable(text)
    assert len(said) <= LONGEST
    assert said.count("?") == 1
    assert not FOR_THE_EYE.search(text.replace("119", "")), "for the eye"
    assert not LOOKED_AT.search(text), "nothing can be looked at or written"
    assert all(len(re.findall(r",", one)) < MOST for one in spoken.sentences(said)), "a list"
    assert kind != "death" or not HARSH.search(text)


def test_every_kind_and_both_sorts_of_callers_are_walked() -> None:
    rows = questions()
    assert {kind for kind, _, _ in rows} == set(KINDS)
    assert len([1 for kind, field, _ in rows if (kind, field) == ("accident", "workplace.address")]) == 2


def test_what_is_keyed_in_says_how_and_asks_one_thing() -> None:
    words = Words.load(ROOT / "bot" / "domain" / "responses").variant("phone")
    for key in ("date", "tel", "registration", "business_number"):
        text = spoken.speakable(words.render(f"utter_phone_enter_{key}", label="휴대전화"))
        assert "누르고 우물 정자를 눌러 주세요" in text and len(text) <= LONGEST and len(spoken.sentences(text)) == 1
    for key in ("or_unknown", "or_later"):
        assert "우물 정자만 눌러 주세요" in words.render(f"utter_phone_enter_{key}")


def test_consents_repeated_are_whole() -> None:
    """A consent that was cut in on is asked again with what it is about, and stays short."""
    words = Words.load(ROOT / "bot" / "domain" / "responses").variant("phone")
    for kind in KINDS:
        for field in definition().for_phone().for_kind(kind, "phone"):
            if field.type == "consent":
                assert len(words.render("utter_phone_short_consent", question=field.prompt)) <= LONGEST + 20
