"""How somebody is, in the worker's own words: in hospital, operated on, unconscious, burned over how much."""

from __future__ import annotations

import re

_NOT = (
    r"\s*(?:은|는|을|를|도|까지|까진|까지는)?\s*(?:안|못|아직|않)|(?:하|되)지(?:는|도)?\s*(?:않|못)|\s*(?:없이|대신|말고)"
    r"|\s*(?:할|해야)\s*(?:정도|건|것)\S{0,3}\s*(?:아니|아닌)"
)
_ADMITTED = re.compile(rf"입원(?!\s*(?:{_NOT}))")
_OUT_AGAIN = re.compile(r"퇴원(?:했|하고|해서|한)")
_INTENSIVE = re.compile(
    rf"(?:중환자실|집중\s*치료실)(?!\s*(?:에서\s*(?:나|일반|나와|옮)|{_NOT}))|인공\s*호흡기(?!\S{{0,2}}\s*(?:떼|뗐|뺐|빼))|에크모"
)
_AWARE = r"의식(?:이|을|은|도)?\s*"
_UNCONSCIOUS = re.compile(
    rf"{_AWARE}(?:아직\s*|계속\s*|지금\s*)?(?:없(?!어졌다|다가|었)|안\s*돌아|돌아오지\s*(?:않|못)|불명|못\s*찾)"
    r"|혼수|깨어나지\s*(?:않|못)|못\s*깨어|정신을?\s*못\s*차(?:리고|려)"
)
_CAME_ROUND = re.compile(
    r"(?<!안)(?<!안\s)(?<!못)(?<!못\s)(?:돌아왔|깨어났|깼|정신이\s*들었|(?:의식|정신)을?\s*(?:찾았|차렸))"
)
_FAINTED = re.compile(
    rf"{_AWARE}(?:잠깐\s*|잠시\s*|완전히\s*)?(?:잃|없|놓|불명)|정신을?\s*(?:잠깐\s*|잠시\s*)?(?:잃|놓)|기절|실신|까무러|혼절"
)
_NOT_FAINTED = re.compile(
    r"(?:(?:의식|정신)[을은이도]?\s*(?:잃|놓)|기절하|실신하)진?지?(?:는|도)?\s*(?:않|안)|(?:기절|실신)(?:은|는|도|까지는|까진)?\s*(?:안|아니)"
    r"|(?:의식|정신)[을은도]?\s*안\s*(?:잃|놓)"
)
_BURNED = re.compile(
    r"(?:화상|체\s*표면적|전신|온몸|몸)\D{0,12}?(\d{1,3})\s*(?:%|퍼센트|프로)|(\d{1,3})\s*(?:%|퍼센트|프로)\s*(?:정도\s*)?(?:의\s*)?화상"
)
_OPERATED = re.compile(
    r"수술(?:을|도|은)?\s*(?:(?!안\s|못\s)\S+\s+){0,2}?(?:받았|받고|받은|받기로|받을|받는대|했(?!나|냐|는지)|하기로|한대|한데|끝났|기다리|날짜|잡혔|잡았|앞두|예정)"
    r"|(?:핀|철심|금속판|나사)\S{0,2}\s*(?:박|넣|꽂|고정)|접합\s*(?:수술|했)|피부\s*이식"
)
_NOT_OPERATED = re.compile(
    r"수술(?:은|을|도|까지는|까진|까지)?\s*(?:안|못|없|아니|아직|필요|대신)|수술하지(?:는|도)?\s*(?:않|못)|수술할\s*(?:정도|필요)\S*\s*(?:아니|없)"
)
_PLANNED = re.compile(r"예정|하기로|받기로|날짜|앞두|잡혔|잡았|기다리")


def had_surgery(text: str) -> bool | None:
    """Whether somebody was or is to be operated on; None where the words do not tell."""
    if _NOT_OPERATED.search(text) and not _PLANNED.search(text):
        return False
    return True if _OPERATED.search(text) else None


def is_inpatient(text: str) -> bool:
    """Whether the words say that somebody is in hospital now; "입원 안 했어요" does not."""
    return bool(_ADMITTED.search(text)) and not _OUT_AGAIN.search(text)


def is_in_intensive_care(text: str) -> bool:
    """Whether somebody lies in intensive care or is kept breathing by a machine."""
    return bool(_INTENSIVE.search(text))


def is_unconscious(text: str) -> bool:
    """Whether somebody has not come round."""
    return bool(_UNCONSCIOUS.search(text)) and not _CAME_ROUND.search(text)


def lost_consciousness(text: str) -> bool:
    """Whether somebody fainted at any time; "의식을 잃지는 않았어요" and "정신없이" do not say so."""
    return bool(_FAINTED.search(_NOT_FAINTED.sub(" ", text)))


def burned_percent(text: str) -> int | None:
    """The share of the body that is burned, where a percentage is told."""
    if "화상" not in text:
        return None
    found = _BURNED.search(text)
    return int(found[1] or found[2]) if found else None
