"""What a sentence takes back: 왼손 말고 오른손, 어제가 아니라 그제, 허리는 괜찮아요."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Span(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


Item = TypeVar("Item", bound=Span)

# Between the thing taken back and the words that take it back stand at most a particle or a nominal ending.
_GLUE = re.compile(
    r"(?:손|발|쪽|이|가|은|는|을|를|도|만|의|에|에서|으로|로|라고|이라고|요|쯤|진|던|난|인|렸|졌|된|한|친|것|거|게|건|일|날|전|부위|부분|\s){0,5}"
)
_REPLACED = re.compile(r"말고|아니라|아니고|아니구|아닌데|아니었고")
_DENIED = re.compile(
    r"아니[에예]요|아녜요|아니야|아닙니다|아니래요|아니었|아님|안\s*(?:다[쳤치]|아[프파]|부러|했|하|잃|생)|괜찮|멀쩡|이상\s*(?:은|이)?\s*없|문제\s*없"
    r"|없(?:어|다|었|습|대|고|는)|까지는\s*아니|뻔(?=\s|했|$)|지\s*(?:는|도)?\s*않"
)
_REACH = 14


def discarded(text: str, items: Iterable[Item]) -> list[Item]:
    """The items that the text takes back."""
    ordered = sorted(items, key=lambda item: item.end)
    ends = [item.end for item in ordered]
    taken: list[Item] = []
    for match in (*_REPLACED.finditer(text), *_DENIED.finditer(text)):
        near = range(bisect_left(ends, match.start() - _REACH), bisect_right(ends, match.start()))
        taken += [ordered[i] for i in near if _GLUE.fullmatch(text, ends[i], match.start())]
    return taken


def kept(text: str, items: Iterable[Item]) -> list[Item]:
    """The items that the text does not take back, in their order."""
    items = list(items)
    gone = {id(item) for item in discarded(text, items)}
    return [item for item in items if id(item) not in gone]


# 산재 말고 공상이요, 휴업급여가 아니라 장해급여요; but not "병원 가지 말고 집에 있으래요", which forbids.
_INSTEAD = re.compile(
    r"(?<=[가-힣])(?<!지)(?:이|가|은|는)?\s*(?:말고는?|아니라|아니고|아니구)요?[\s,]+(?=[가-힣]{2})(?!다른|또|그\s)"
)
_SHORT = 40  # characters; a longer text has its turn of thought anywhere


def meant_from(text: str) -> int:
    """Where in a short text what is meant begins, after something was said not to be; 0 where all of it counts."""
    found = list(_INSTEAD.finditer(text)) if len(text) <= _SHORT else []
    return found[-1].end() if found else 0
