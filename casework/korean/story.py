"""Which kind of claim a story can be at all: nobody is told that it was the way to work who does not speak of one."""

from __future__ import annotations

import re

_COMMUTE = re.compile(
    r"출\s*퇴근|출근|퇴근|통근|셔틀|(?:회사|일터|공장|현장|사무실|일)(?:에|로|으로|을|를)?\s*(?:가다|가는|가던|나가|나오)|집(?:에|으로)?\s*(?:가다|가는|가던|오다|오는|오던)"
)
_DEATH = re.compile(
    r"돌아가[셨신시]|사망|숨(?:졌|지|을\s*거)|죽[었은]|세상을?\s*(?:떠|뜨|떴|등)|별세|고인|유족|운명하|목숨을?\s*(?:잃|끊)|못\s*(?:일어|깨어)났|장례|심정지|떠나\s*(?:보|셨)|잃(?:었|은|고)"
)

# Plain enough to ask whether a claim that was begun as another kind is one of this.
_DIED = re.compile(
    r"돌아가(?:셨|신\s)|사망(?:했|하셨|하였|이에요)|숨(?:졌|지셨|을\s*거두)|운명하(?:셨|였)|세상을?\s*떠(?:났|나셨)"
)
_ON_THE_WAY = re.compile(r"(?:출|퇴)근\s*(?:하다가?|하던|길에|길이|중에|중이|재해|사고)")
_NO_ACCIDENT = re.compile(
    r"(?:사고|다친)\S{0,3}\s*(?:\S{1,3}\s+)?아니(?:라|고|에요|예요)|직업병(?:이에요|으로|이라)|질병으로\s*(?:신고|바꿔|할|해)"
)
_NO_ILLNESS = re.compile(r"병\S{0,3}\s*(?:\S{1,3}\s+)?아니(?:라|고|에요|예요)|사고로\s*(?:신고|바꿔|할게|해)")
_OTHER = {
    "accident": (("death", _DIED), ("commute", _ON_THE_WAY), ("disease", _NO_ACCIDENT)),
    "commute": (("death", _DIED), ("disease", _NO_ACCIDENT)),
    "disease": (("death", _DIED), ("accident", _NO_ILLNESS)),
    "death": (),  # told of the dead, every other word is of how it came
}


def other_kind(text: str, begun: str) -> str | None:
    """The kind that the words tell of, where the claim was begun as another one."""
    return next((kind for kind, words in _OTHER[begun] if words.search(text)), None)


def kinds_told(text: str) -> list[str]:
    """commute and death, where the words speak of them."""
    return [kind for kind, words in (("commute", _COMMUTE), ("death", _DEATH)) if words.search(text)]
