"""The wish to hear something again, told from what only sounds like it."""

from __future__ import annotations

import pytest

from casework.domain.dialogue.going_on import asks_to_repeat


@pytest.mark.parametrize("text", ["잘 안 들려요", "다시 말해 주세요", "뭐라고요?", "한 번만 더요"])
def test_a_wish_to_hear_it_again(text: str) -> None:
    assert asks_to_repeat(text)


@pytest.mark.parametrize(
    "text",
    [
        "귀가 잘 안 들려요",
        "내가 조선소에서 삼십 년을 그라인더를 잡았는데 귀가 잘 안 들려요",
        "넘어졌다가 다시 일어나려는데 기계가 덮쳐서 다리를 다쳤어요",
    ],
)
def test_an_illness_or_a_story_is_none(text: str) -> None:
    assert not asks_to_repeat(text)
