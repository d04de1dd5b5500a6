"""How many keys a word takes on a Korean keyboard."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from eval.bench.keyboard import strokes


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", 0),
        ("가", 2),
        ("한", 3),
        ("까", 3),
        ("과", 3),
        ("예", 3),
        ("닭", 4),
        ("있", 4),
        ("010", 3),
        ("가 나", 5),
        ("A", 2),
    ],
)
def test_strokes(text: str, keys: int) -> None:
    assert strokes(text) == keys
