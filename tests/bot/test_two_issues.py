"""Two questions in one message, by the trained model."""

from __future__ import annotations

import json

from casework.commands.parse import understand


def test_both_questions_are_found_in_their_order_and_one_question_stays_one() -> None:
    two, one = understand(
        [
            {"text": "산재 신청하려면 어떤 서류가 필요한가요? 그리고 결정까지 얼마나 걸리나요?"},
            {"text": "휴업급여는 하루에 얼마나 나오나요?"},
        ]
    )

    assert two["issues"] == ["apply.documents", "apply.duration"], json.dumps(two, ensure_ascii=False)
    assert "issues" not in one
