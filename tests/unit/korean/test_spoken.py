"""Text for the ear."""

from __future__ import annotations

import xml.etree.ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.korean import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("접수번호는 261128-00412예요.", "접수번호는 이 육 일 일 이 팔, 공 공 사 일 이예요."),
        ("임시 번호 1234-0678", "임시 번호 일 이 삼 사, 공 육 칠 팔"),
        ("전화는 02-1234-5678이에요", "전화는 공 이, 일 이 삼 사, 오 육 칠 팔이에요"),
        ("119에 전화하세요", "일일구에 전화하세요"),
        ("2026-06-01", "이천이십육년 유월 일일"),
        ("10월 31일", "시월 삼십일일"),
        ("오후 3시 5분", "오후 세 시 오분"),
        ("14:00", "오후 두 시"),
        ("15시", "십오시"),
        ("2,800,000원", "이백팔십만원"),
        ("15,000원", "만 오천원"),
        ("70%", "칠십 퍼센트"),
        ("1.5배", "일 점 오배"),
        ("8시간", "여덟 시간"),
        ("3가지", "세 가지"),
        ("2번째", "두 번째"),
        ("1번을 눌러 주세요", "일번을 눌러 주세요"),
        ("20명", "스무 명"),
        ("0건", "영건"),
        ("120kg", "백이십 킬로그램"),
        ("왼쪽 검지(둘째손가락)로", "왼쪽 검지로"),
        ("오늘 (월요일)", "오늘, 월요일,"),
        ("· 회사: 한빛·정밀", "회사, 한빛, 정밀"),
        ('"네"라고 하세요', "네라고 하세요"),
    ],
)
def test_numbers_and_signs_are_spoken(written: str, said: str) -> None:
    assert spoken.speakable(written) == said


@given(st.text(max_size=200))
def test_anything_becomes_well_formed_ssml(text: str) -> None:
    made = spoken.ssml(spoken.speakable(text))
    assert made.startswith("<speak>") and made.endswith("</speak>")
    assert xml.fromstring("".join(c for c in made if c.isprintable() or c == " ")) is not None


def test_ssml_escapes_and_breathes() -> None:
    assert spoken.ssml("A&B <c>. 둘.") == '<speak>A&amp;B &lt;c&gt;.<break time="300ms"/>둘.</speak>'


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_in_words_has_no_digit(value: int) -> None:
    assert not any(c.isdigit() for c in spoken.number(value))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("남대문 할 때 남, 기차 할 때 기, 석유 할 때 석", "남기석"),
        ("남 기 석이요", "남기석"),
        ("남, 기, 석", "남기석"),
        ("네 남기석이에요", None),
    ],
)
def test_a_spelt_name(text: str, name: str | None) -> None:
    assert spoken.spelt(text) == name


@pytest.mark.parametrize(
    "text", ["남기석", "남기석이요", "남기석입니다", "제 이름은 남기석이에요", "네, 남기석입니다."]
)
def test_a_name_without_its_sentence(text: str) -> None:
    assert spoken.name_in(text) == "남기석"


@pytest.mark.parametrize(("text", "end"), [("끝이에요", True), ("그게 다예요.", True), ("손이 끼었어요", False)])
def test_the_end_of_a_story(text: str, end: bool) -> None:
    assert spoken.is_the_end(text) is end


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("지금은 어떠세요? 입원하셨는지도 말씀해 주세요.", "지금은 어떠세요?"),
        ("네. 어디예요? 언제예요?", "언제예요?"),
        ("눌러 주세요.", None),
    ],
)
def test_the_question_alone(text: str, question: str | None) -> None:
    assert spoken.question_in(text) == question


def test_how_long_it_takes_to_say() -> None:
    assert spoken.seconds("") == 0
    assert 1.0 < spoken.seconds("어디에서 다치셨어요?") < 2.5
    assert spoken.seconds("119") == spoken.seconds("일일구")
