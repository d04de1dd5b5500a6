"""When a message is taken for none of our matters."""

from __future__ import annotations

import pytest

from casework.domain.dialogue.confidence import is_foreign


@pytest.mark.parametrize(
    ("ranking", "foreign"),
    [
        ([], True),
        ([("out-of-scope", 0.6), ("apply.how", 0.2)], True),
        ([("apply.how", 0.4), ("out-of-scope", 0.23)], True),  # more than half as likely
        ([("apply.how", 0.4), ("out-of-scope", 0.21)], False),
        ([("apply.how", 0.07), ("wage.daily", 0.05)], True),  # nothing is likely
        ([("apply.how", 0.3), ("wage.daily", 0.2)], False),
    ],
)
def test_foreign(ranking: list[tuple[str, float]], foreign: bool) -> None:
    assert is_foreign(ranking) is foreign
