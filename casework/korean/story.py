"""Which kind of claim a story can be at all: nobody is told that it was the way to work who does not speak of one."""

from __future__ import annotations

import re

_COMMUTE = re.compile(
    r"출\s*퇴근|출근|퇴근|통근|셔틀|(?:회사|일터|공장|현장|사무실|일)(?:에|로|으로|을|를)?\s*(?:가다|가는|가던|나가|나오)|집(?:에|으로)?\s*(?:가다|가는|가던|오다|오는|오던)"
)
_DEATH = re.compile(
    r"돌아가[셨신시]|사망|숨(?:졌|지|을\s*거)|죽[었은]|세상을?\s*(?:떠|뜨|떴|등)|별세|고인|유족|운명하|목숨을?\s*(?:잃|끊)|못\s*(?:일어|깨어)났|장례|심정지|떠나\s*(?:보|셨)|잃(?:었|은|고)"
)


def kinds_told(text: str) -> list[str]:
    """commute and death, where the words speak of them."""
    return [kind for kind, words in (("commute", _COMMUTE), ("death", _DEATH)) if words.search(text)]
