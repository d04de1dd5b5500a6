"""What the bereaved tell: how and where somebody died, who is left, who lived together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean import clauses, illness
from casework.korean.spans import Entity, bounded

_DIED = re.compile(
    r"돌아가[셨신시]|사망|숨(?:졌|을\s*거|지[셨신])|세상을?\s*(?:떠|뜨|떴|등)|별세|운명|목숨을?\s*(?:잃|끊)|떠나[셨신]|떠났|죽[었은]"
)
_AT_ONCE = re.compile(
    r"(?:그\s*자리에서|현장에서\s*(?:바로|즉시)|즉사|바로|당일|그날|같은\s*날)\s*(?:\S+\s+){0,2}?(?:돌아가|숨|사망)"
)
_ILL = re.compile(r"쓰러|과로|심장|뇌출혈|뇌경색|급성|병으로|암으로|폐암|진폐|극단적|스스로\s*목숨|자살")
_ACCIDENT = re.compile(
    r"사고|추락|떨어|끼[이었여]|깔[리렸려]|감전|폭발|화재|질식|[에로]\s*맞[아았은]|부딪|무너|붕괴|치[이였여]"
)
_PLACE = re.compile(
    rf"(?P<place>(?:[가-힣A-Za-z0-9]+(?<![에서이가로은는도을를])\s+)?[가-힣A-Za-z0-9]*(?:병원|의원|응급실|중환자실|현장|공장|집|댁|길|구급차|요양원|사무실|창고|기숙사|도로)(?:\s*안)?)에서\s*(?:\S+\s+){{0,3}}?(?:{_DIED.pattern})"
)
_KIN = frozenset({"spouse", "child", "parent", "sibling", "grandparent", "grandchild"})
_AGE = re.compile(
    r"(?:[가-힣]+(?:이|가|은|는)?\s*)?(?<!\d)\d{1,3}\s*(?:살|세)(?![가-힣]*대)|(?:[가-힣]+\s*)?(?:초등|중|고등?)학생|갓난아기|대학생"
)
_TOGETHER = re.compile(
    r"(?:같이|함께|한집|한\s*집)\S*\s*(?:\S+\s+)?(?:살|사[시는세셨]|지내)|따로\s*(?:살|사[시는세셨])|모시고|생활비|동거|떨어져"
)
_DISABLED = re.compile(r"장애|거동이?\s*(?:불편|힘)|몸이?\s*불편")


def tells_of_death(text: str) -> bool:
    """Whether the words say that somebody died."""
    return bool(_DIED.search(text))


def died_at_once(text: str) -> bool:
    """Whether the death came on the day of the accident: 그 자리에서 돌아가셨어요."""
    return bool(_AT_ONCE.search(text))


def cause(text: str, entities: Sequence[Entity], *, on_the_way: bool) -> str | None:
    """accident, commute or disease, where the words tell which."""
    sure = any(e.type == "accident_type" and not (e.extra or {}).get("confidence") for e in entities)
    ill = bool(_ILL.search(text)) or any(e.type == "disease" for e in entities)
    if sure or _ACCIDENT.search(text):
        return None if ill and not sure else ("commute" if on_the_way else "accident")
    named = illness.group(text, [e for e in entities if e.type == "disease"])
    return "disease" if ill or (named and named[0] != "musculoskeletal") else None


@bounded
def place(text: str) -> str | None:
    """Where somebody died: 병원에서 돌아가셨어요."""
    match = _PLACE.search(text)
    return match["place"].strip() if match else None


def kinship(reporter: str | None) -> str | None:
    """What the speaker is to the dead, where that is kin."""
    return reporter if reporter in _KIN else None


@bounded
def ages(text: str) -> str | None:
    """아내 52살, 고등학생."""
    found = dict.fromkeys(match.group().strip() for match in _AGE.finditer(text))
    return ", ".join(found) or None


@bounded
def together(text: str) -> str | None:
    """The clauses that tell who lived together or apart."""
    return _clauses(text, _TOGETHER)


@bounded
def disabled(text: str) -> str | None:
    """The clause that tells of a disability in the family."""
    return _clauses(text, _DISABLED)


def _clauses(text: str, words: re.Pattern[str]) -> str | None:
    said = [text[low:high].strip(" ,.") for low, high in clauses.split(text)]
    return ", ".join(clause for clause in said if words.search(clause)) or None
