"""The address in an answer: which of several places is the one of work, without what is said about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.korean import answers, clauses
from casework.korean.spans import Entity

# "중구요": the 구 of a district is not the ending -구요.
_DISTRICT = re.compile(r"((?:[가-힣]+\s+)*[가-힣]{1,5}구)(?:요|예요|에요|이에요|입니다)[.!~]*")
_OF_WORK = re.compile(r"일[하한했]|현장|공장|작업|근무|회사|사업장|다친|사고")
_NOT_OF_WORK = re.compile(r"본사|원청|집[은이]?\s|사는|살[고아]|고향|병원")
_SAID_BEFORE = re.compile(r"^(?:\S+\s+){0,3}?\S*(?:은|는|이|가|요)\s+$")
_SAID_BEHIND = re.compile(
    r"\s*(?:쪽|근처|부근|인근)?(?:에|에서)?\s*(?:있[는어습고]|위치|일[하해했한]|근무|다[니녀녔]|소재).*$|\s+쪽$|\s+(?:쪽|근처|부근|인근)$"
)
_GOES_ON = re.compile(
    r"\s*(?:[가-힣\d-]+\s*)*(?:\d+|[가-힣\d]+(?:동|층|호|번지|길|로|공단|단지|빌딩))(?:이?요|이?에요|예요|입니다)?[.\s]*$"
)


def of_work(text: str, places: Sequence[Entity]) -> str:
    """The address that answers where somebody works; empty where nothing is left."""
    bare = _DISTRICT.fullmatch(text.strip())
    if bare:
        return bare[1]
    text = answers.kept(text)
    regions = [p for p in places if (p.value or (p.extra or {}).get("candidates")) and p.text in text]
    if not regions:
        return answers.strip_answer(text).strip()
    parts = [text[low:high] for low, high in clauses.split(text)]
    holding = [n for n, part in enumerate(parts) if any(p.text in part for p in regions)]
    if not holding:
        return answers.strip_answer(text).strip()
    at = max(holding, key=lambda n: (bool(_OF_WORK.search(parts[n])) - bool(_NOT_OF_WORK.search(parts[n])), n))
    said = parts[at]
    if at + 1 < len(parts) and _GOES_ON.match(parts[at + 1]):
        said += parts[at + 1]
    begins = min(said.index(p.text) for p in regions if p.text in said)
    if _SAID_BEFORE.match(said[:begins]):
        said = said[begins:]
    value = answers.strip_answer(re.sub(r"(?:이고|인데요?)\s*$", "", said.strip())).strip()
    return _SAID_BEHIND.sub("", value).strip() or value
