"""What people say of an illness: which kind it is, since when it hurts, when a doctor named it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean import clauses, exposure
from casework.korean.spans import Entity

_DIAGNOSED = re.compile(
    r"진단|판정|확진|병명|소견|검사(?:에서|하니|했더니|를?\s*받)|MRI|엠알아이|씨티|CT|암이라|이래요|이라고\s*(?:했|하|들)|이라는"
)
_ONSET = re.compile(
    r"아[프파픈팠]|저[리려렸]|증상|통증|쑤[시셔]|시[큰려]|안\s*들[리려렸]|먹먹|쓰러|기침|숨이?\s*[차찼]|어지[러럽]|시작|잠을?\s*못|우울|힘들었|부터|생겼|심해"
)
_AGO = re.compile(r"\s*(?:쯤|정도|가량)?\s*(?:전(?!체|부\s)|됐|되었|넘었|지났|째)")
# Illness that is told by where it hurts or how, where nobody has named it yet.
_BY_WORDS = {
    "hearing": re.compile(r"귀가?\s*(?:잘\s*)?(?:안\s*들|먹먹|멍|어두)|청력|소리가\s*(?:잘\s*)?안\s*들"),
    "mental": re.compile(r"괴롭[히힘혔]|따돌|갑질|폭언|스트레스|정신과|불면|잠을?\s*못|우울|공황|불안"),
    "cardio": re.compile(r"(?:머리|뇌|심장)\S{0,3}\s*(?:쓰러|막[혔히]|터[졌지]|수술)|가슴이?\s*(?:조이|답답)|과로|마비가?\s*[왔와]"),
    "lung": re.compile(r"숨이?\s*[차찼가]|기침|가래|폐(?:가|에|기능)|호흡"),
    "cancer": re.compile(r"(?<![가-힣])[가-힣]{0,2}암(?=이|에|을|\s|$|요|으로)|화학\s*(?:물질|약품)|발암"),
    "musculoskeletal": re.compile(r"(?:허리|어깨|손목|팔꿈치|무릎|목|손가락|팔|다리)\S{0,3}\s*(?:\S+\s+){0,2}?(?:아[프파픈팠]|저[리려렸]|쑤|시[큰려]|통증|안\s*(?:올라|돌아|움직))"),
}  # fmt: skip
_GROUPS = {"chemical": "cancer", "skin": "other", "infection": "other", "heat": "other", "vibration": "other"}
_NOT_YET = re.compile(
    r"^\s*(?:네\s*)?아직(?:이요|이에요|은요|요)?[\s.,!]*$|아직\s*(?:진단|검사|병원)?\S{0,2}\s*(?:안|못)|진단(?:은|을)?\s*(?:안|못|없)"
)


def group(text: str, named: Sequence[Entity]) -> tuple[str, float] | None:
    """The group of the illness and how sure that is: by its name, else by where it hurts and how."""
    for one in named:
        found = str((one.extra or {}).get("group") or "other")
        return _GROUPS.get(found, found), 0.9
    return next(((name, 0.7) for name, words in _BY_WORDS.items() if words.search(text)), None)


def is_told(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a story is one of an illness: it names one, or tells of pain after years of work, and of no accident."""
    if any(e.type == "accident_type" and not (e.extra or {}).get("confidence") for e in entities):
        return False
    named = [e for e in entities if e.type == "disease"]
    lengths = [e for e in entities if e.type == "duration"]
    return bool(named) or (group(text, ()) is not None and exposure.years(text, lengths) is not None)


def is_of_diagnosis(clause: str) -> bool:
    """Whether a clause tells of a doctor's finding."""
    return bool(_DIAGNOSED.search(clause))


def is_of_onset(clause: str) -> bool:
    """Whether a clause tells of how it hurts or began."""
    return bool(_ONSET.search(clause)) and not _DIAGNOSED.search(clause)


def is_not_diagnosed(text: str) -> bool:
    """Whether no doctor has named it yet: 아직이요, 진단은 못 받았어요."""
    return bool(_NOT_YET.search(text))


def ago(text: str, lengths: Sequence[Entity]) -> Entity | None:
    """The length of time that says how long ago something began: 3년 전부터, 5년쯤 됐어요."""
    return next((one for one in lengths if _AGO.match(text, one.end)), None)


def around(text: str, one: Entity, others: Sequence[Entity]) -> str:
    """The clause that a day or a length of time stands in, as far as it is about that one."""
    return clauses.around(text, one.start, one.end, [(o.start, o.end) for o in others])
