"""Which of the names in an answer is meant: the hospital that treats now, the firm that somebody works for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean import answers, clauses
from casework.korean.spans import Entity

_FORMER = re.compile(r"처음|원래|먼저|예전|전에는|못\s*받|안\s*받|거절|옮기기\s*전")
_NOT_EMPLOYER = re.compile(r"원청|본사|발주|거래처|옆\s|시공사")
_GIVES_OUT_WORK = re.compile(
    r"^\s*(?:의\s*)?(?:사내\s*|1차\s*|2차\s*)?(?:하청|하도급|협력\s*(?:업|사)|도급|외주)"
)  # 삼호중공업 하청 동명산업
_ENDS = re.compile(r"^\s*(?:이?에요|예요|이?요|입니다|인데요?|이고요?)?[.!~\s]*$")
_LONG = 30  # letters: a longer answer is a sentence, and the name is taken out of it


def current(text: str, named: Sequence[Entity]) -> Entity:
    """The hospital of `named` that treats now: the one said last that is not told of as a former one."""
    spans = [(e.start, e.end) for e in named]
    standing = [e for e in named if not _FORMER.search(clauses.around(text, e.start, e.end, spans))]
    return (standing or list(named))[-1]


def unnamed(text: str, kinds: Sequence[Entity], days: Sequence[Entity]) -> str | None:
    """A clinic without a name, in the worker's words: "어제 집 앞 정형외과 갔어요" gives 집 앞 정형외과."""
    if not kinds:
        return None
    last = kinds[-1]
    low = next(low for low, high in clauses.split(text) if low <= last.start < high)
    low = max([low, *(d.end for d in days if d.end <= last.start)])
    before = re.sub(r"^(?:에|날|은|는)\s", "", text[low : last.end].lstrip())
    return answers.strip_answer(before).strip() or last.text


def employer(text: str, firms: Sequence[Entity]) -> str | None:
    """The name of the firm in a whole sentence; None where the answer is hardly more than the name."""
    spans = [(e.start, e.end) for e in firms]
    standing = [
        e
        for e in firms
        if not _NOT_EMPLOYER.search(clauses.around(text, e.start, e.end, spans))
        and not _GIVES_OUT_WORK.match(text[e.end :])
    ]
    if not standing:
        return None
    first = standing[0]
    whole = len(text) > _LONG or len(firms) > 1 or not _ENDS.match(text[first.end :])
    return first.text if whole else None
