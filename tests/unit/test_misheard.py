"""What the simulated recogniser makes of a sentence."""

from __future__ import annotations

import unicodedata

from casework.talk import misheard

TEXT = "어제 오후 3시쯤 안산 반월공단 공장에서 프레스에 오른손 검지가 끼었어요"


def test_without_noise_everything_is_heard() -> None:
    assert misheard.hypotheses(TEXT, 0.0, "s") == [{"text": TEXT, "confidence": 0.95}]


def test_the_same_seed_hears_the_same() -> None:
    assert misheard.hypotheses(TEXT, 0.2, "s") == misheard.hypotheses(TEXT, 0.2, "s")
    assert misheard.hypotheses(TEXT, 0.2, "s") != misheard.hypotheses(TEXT, 0.2, "t")


def test_about_the_share_of_syllables_is_touched_in_the_first_hypothesis() -> None:
    syllables = sum("가" <= c <= "힣" for c in TEXT)
    for share in (0.1, 0.2):
        heard = [misheard.hypotheses(TEXT, share, str(n))[0]["text"] for n in range(200)]
        touched = sum(sum(a != b for a, b in zip(TEXT, text, strict=False)) > 0 for text in heard)
        lost = sum(syllables - sum("가" <= c <= "힣" for c in text) for text in heard) / (200 * syllables)
        assert touched > 150 and lost < share


def test_hypotheses_are_whole_syllables_with_falling_confidence() -> None:
    rows = misheard.hypotheses(TEXT, 0.3, "x")
    assert len(rows) == misheard.BEST
    assert [row["confidence"] for row in rows] == sorted((row["confidence"] for row in rows), reverse=True)
    assert all(unicodedata.is_normalized("NFC", row["text"]) for row in rows)
