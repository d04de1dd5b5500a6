"""Two questions in one message."""

from __future__ import annotations

import pytest

from casework.korean.issues import cuts, two_topics

CLEAR, ELSE = {"a": 0.9, "b": 0.1}, {"b": 0.8, "a": 0.2}
WHOLE = {"a": 0.5, "b": 0.4}


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("서류는 뭐가 필요하고 결과는 언제 나와요", "결과는 언제 나와요"),
        ("병원을 옮길 수 있나요? 그리고 교통비도 나오나요?", "그리고 교통비도 나오나요?"),
        ("돈은 언제 들어오는지랑 병원은 어디로 가야 하는지 알려주세요", "병원은 어디로 가야 하는지 알려주세요"),
    ],
)
def test_a_cut_leaves_a_question_on_both_sides(text: str, second: str) -> None:
    assert second in [text[at:].strip() for at in cuts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "휴업급여는 얼마예요",
        "어제 공장에서 프레스에 손이 끼어서 병원에 왔어요",
        "발목을 삐었고 지금 집에 있는데 산재가 되나요",
        "",
        "?",
    ],
)
def test_one_question_or_none_is_not_cut(text: str) -> None:
    assert cuts(text) == []


def test_the_topics_stand_in_the_order_of_the_text() -> None:
    assert two_topics(WHOLE, [(ELSE, CLEAR)]) == ("b", "a")


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        (WHOLE, CLEAR, CLEAR),  # the same topic twice
        (WHOLE, CLEAR, {"b": 0.4, "a": 0.3}),  # one half is unclear
        ({"a": 0.9, "b": 0.001}, CLEAR, ELSE),  # the whole is not about the other at all
        ({"report.accident": 0.6, "a": 0.3}, {"report.accident": 0.9}, CLEAR),  # a story before a question
        ({"talk.thanks": 0.6, "a": 0.3}, CLEAR, {"talk.thanks": 0.9}),
    ],
)
def test_no_two_topics_without_clear_evidence(whole: dict, first: dict, second: dict) -> None:
    assert two_topics(whole, [(first, second)]) is None


def test_the_clearest_cut_counts() -> None:
    unclear = ({"a": 0.6}, {"c": 0.5})
    assert two_topics(WHOLE | {"c": 0.2}, [unclear, (CLEAR, ELSE)]) == ("a", "b")
