"""Two questions in one message: where it may be cut, and whether both halves are clear enough to be answered. Pure.

A cut is believed only where each half is about a topic of its own, and the whole message, too, is a little about both:
half a sentence reads like many things ("회사에서 나올 때 더는 문제 삼지 …").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casework.korean.questions import asks_inside, is_question

MOST_CUTS = 8  # the last ones: what is asked stands at the end
SHORTEST = 5  # characters of a half
CLEAR = 0.50  # of each half
MAIN, BESIDE = 0.10, 0.01  # of the whole: the likelier of the two, and the other
_NO_QUESTION = ("report.", "talk.", "out-of-scope", "emergency", "crisis")

_CUT = re.compile(
    r"(?<=[.?!\n])\s*(?=\S)|(?<=[가-힣]고)[\s,]+(?=\S)|(?<=[가-힣]지)(?:랑|하고|와|도|,)?\s+(?=\S)|(?<=[나가까]요)\s+(?=\S)"
    r"|(?:(?<=\s)|(?<=,))(?=그리고|또\s|아니면|혹시)|(?<=[가-힣])(?:이랑|랑|하고)\s+(?=\S)|,\s*(?=\S)|(?<=[가-힣]데)[요\s,]+(?=\S)"
)

Chances = Mapping[str, float]


def cuts(text: str) -> list[int]:
    """Positions at which `text` falls into two halves that both ask something; none for most messages."""
    places = [match.end() for match in _CUT.finditer(text)][-MOST_CUTS:]
    halves = [(at, text[:at].strip(), text[at:].strip()) for at in places]
    return [
        at
        for at, first, second in halves
        if min(len(first), len(second)) >= SHORTEST and is_question(second) and asks_inside(first)
    ]


def two_topics(whole: Chances, halves: Sequence[tuple[Chances, Chances]]) -> tuple[str, str] | None:
    """The topics of the clearest pair of halves, in the order of the text. None where the message is one question."""
    best, sure = None, 0.0
    for first, second in halves:
        one, other = max(first, key=first.__getitem__), max(second, key=second.__getitem__)
        share = sorted((whole.get(one, 0.0), whole.get(other, 0.0)))
        if one == other or one.startswith(_NO_QUESTION) or other.startswith(_NO_QUESTION):
            continue
        if min(first[one], second[other]) < CLEAR or share[1] < MAIN or share[0] < BESIDE:
            continue
        if first[one] * second[other] > sure:
            best, sure = (one, other), first[one] * second[other]
    return best
