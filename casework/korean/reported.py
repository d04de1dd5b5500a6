"""Who was told of an accident at once: the police, the rescue service, an insurer."""

from __future__ import annotations

import re

from casework.korean.spans import bounded

_NOT = r"\S{0,4}\s*(?:신고|연락|접수)?\S{0,3}\s*(?:안|못|없|아직|않)"
_POLICE = re.compile(
    r"경찰(?:서|관)?(?:에|이|을|도|한테)?\s*(?:\S+\s+)?(?:신고|왔|불렀|불러|조사|접수|출동)|112에?\s*(?:신고|전화)"
)
_AMBULANCE = re.compile(
    r"119(?:에|를|가|로)?\s*(?:\S+\s+)?(?:신고|불[렀러]|왔|타고|구급|실려|전화|출동)|구급차(?:가|를|에|로)?\s*(?:\S+\s+)?(?:왔|타|실|불[렀러]|이송)|119\s*구급"
)
_INSURER = re.compile(
    r"(?:보험사|보험\s*회사|자동차\s*보험|보험)(?:에|에서|은|는|도|가|로)?\s*(?:\S+\s+)?(?:접수|신고|연락|처리|알렸|전화)"
)


@bounded
def told(text: str) -> dict[str, bool]:
    """police, ambulance, insurer: true or false where the words say so."""
    found: dict[str, bool] = {}
    for name, words, noun in (
        ("police", _POLICE, "경찰"),
        ("ambulance", _AMBULANCE, "(?:119|구급차)"),
        ("insurer", _INSURER, "보험"),
    ):
        if re.search(noun + _NOT, text):
            found[name] = False
        elif words.search(text):
            found[name] = True
    return found
