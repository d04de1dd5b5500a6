"""What a message points back at, and what it says it does not mean."""

from __future__ import annotations

import pytest

from casework.korean.references import refers_back
from casework.korean.scope import meant_from


@pytest.mark.parametrize(
    "text", ["그거 언제까지예요?", "아 그럼 얼마 나와요", "그건 누가 신청해요?", "네 그 돈은 세금 떼나요"]
)
def test_it_points_back(text: str) -> None:
    assert refers_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "휴업급여 언제 나와요?",
        "그래도 회사가 싫어해요",
        "그제 다쳤어요",
        "그럼에도 불구하고 회사에서 아무 연락이 없어서 제가 직접 신청하려고 하는데 어떻게 하나요",
    ],
)
def test_it_does_not(text: str) -> None:
    assert not refers_back(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("산재 말고 공상이요", "공상이요"),
        ("휴업급여가 아니라 장해급여요", "장해급여요"),
        ("사고가 아니고 병이에요", "병이에요"),
        ("휴업급여 말고요 간병비요", "간병비요"),
        ("휴업급여 얼마나 나와요", "휴업급여 얼마나 나와요"),
        ("병원 가지 말고 집에 있으래요", "병원 가지 말고 집에 있으래요"),
        ("말고기 먹다 다쳤어요", "말고기 먹다 다쳤어요"),
        ("", ""),
    ],
)
def test_what_is_said_not_to_be_is_left_out(text: str, meant: str) -> None:
    assert text[meant_from(text) :] == meant
