"""The clauses of a sentence, and which of them tells of being hurt, of a visit to a hospital, or of neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean.spans import Entity

# A clause ends at its mark, or behind an ending that joins it to the next. 말고 takes something back: no end of a clause.
_END = re.compile(
    r"[.,!?…\n]+\s*|(?:(?<!말)고(?!\s+(?:있|계|나서))|지만|[는은인]데요?|니까|으며|면서|다가|(?<!에)(?<!로)(?<!자)서|거든요?|[어아해에]요|습니다)\s+"
)
_HURT = re.compile(
    r"다[치쳤친쳐]|사고|끼[이었여인어]|낀|꼈|껴|깔[리렸려]|떨어[지졌져진]|추락|넘어[지졌져진]|미끄러|자빠|쓰러|베[이였었여]|벴|찔[리렸려린]|부딪|[에로]\s*맞[았아은]|데[였었인]|찍[히혔혀힌]"
    r"|부러[지졌져진]|삐[었끗]|삔|잘[렸려린]|감전|찧|눌[리렸려린]|말려\s*들"
)
_VISIT = re.compile(
    r"병원|의원|응급실|정형외과|한의원|보건소|진료|초진|입원|치료(?:를|는|도)?\s*받|(?:외과|내과|안과|치과)(?:에|로|를|\s|$)"
)
_HOURS_OF_WORK = re.compile(r"출근(?!\s*길|하다)|퇴근(?!\s*길|하다)|근무\s*시간|부터\s")
_NOT_THERE = re.compile(r"(?:병원|진료|입원|응급실)\S{0,2}\s*(?:안|못)\s")


def split(text: str) -> list[tuple[int, int]]:
    """Start and end of each clause, without the marks between them."""
    spans, start = [], 0
    for match in _END.finditer(text):
        end = match.end()
        spans.append((start, end))
        start = end
    spans.append((start, len(text)))
    return [(low, high) for low, high in spans if text[low:high].strip()]


def around(text: str, start: int, end: int, others: list[tuple[int, int]] | None = None) -> str:
    """The clause that holds `[start, end)`; where `others` stand in it too, only what lies between this and the next."""
    low, high = next(((low, high) for low, high in split(text) if low <= start < high), (0, len(text)))
    near = [o for o in others or () if low <= o[0] < high and o != (start, end)]
    later = [o[0] for o in near if o[0] >= end]
    earlier = [o[1] for o in near if o[1] <= start]
    return text[start if earlier else low : min(later, default=high)]


def tells_of_visit(clause: str) -> bool:
    """Whether a clause tells of a hospital and not of the accident."""
    return bool(_VISIT.search(clause)) and not _HURT.search(clause) and not _NOT_THERE.search(clause)


def is_aside(clause: str) -> bool:
    """Whether what a clause tells is a visit or the hours of work: a time in it is not that of the accident."""
    return tells_of_visit(clause) or (bool(_HOURS_OF_WORK.search(clause)) and not _HURT.search(clause))


def of_accident(text: str, found: Sequence[Entity]) -> Entity | None:
    """Of several days or hours that of the accident: "토요일에 병원 갔고 다친 건 금요일이에요". None if all are asides."""
    said = _each(text, found)
    harm = [one for one, clause in said if tells_of_harm(clause)]
    return next(iter(harm or [one for one, clause in said if not is_aside(clause)]), None)


def of_visit(text: str, found: Sequence[Entity]) -> Entity | None:
    """Of several days that of the visit to a hospital."""
    said = _each(text, found)
    visit = [one for one, clause in said if tells_of_visit(clause)]
    return next(iter(visit or [one for one, clause in said if not tells_of_harm(clause)]), None)


def _each(text: str, found: Sequence[Entity]) -> list[tuple[Entity, str]]:
    spans = [(one.start, one.end) for one in found]
    return [(one, around(text, one.start, one.end, spans)) for one in found]


def tells_of_harm(clause: str) -> bool:
    """Whether a clause tells how somebody was hurt."""
    return bool(_HURT.search(clause))
