"""How somebody is now, in the worker's own words: in hospital, in intensive care, unconscious."""

from __future__ import annotations

import re

_NOT = r"\s*(?:은|는|을|를|도|까지|까진|까지는)?\s*(?:안|못|아직|않)|(?:하|되)지(?:는|도)?\s*(?:않|못)|\s*(?:없이|대신|말고)|\s*(?:할|해야)\s*(?:정도|건|것)\S{0,3}\s*(?:아니|아닌)"
_ADMITTED = re.compile(rf"입원(?!\s*(?:{_NOT}))")
_OUT_AGAIN = re.compile(r"퇴원(?:했|하고|해서|한)")
_INTENSIVE = re.compile(rf"(?:중환자실|집중\s*치료실)(?!\s*(?:에서\s*(?:나|일반|나와)|{_NOT}))")
_UNCONSCIOUS = re.compile(
    r"의식(?:이|은|도)?\s*(?:아직\s*|계속\s*)?(?:없(?!어졌다)|안\s*돌아|돌아오지\s*(?:않|못)|불명|못\s*찾)|혼수|깨어나지\s*(?:않|못)|못\s*깨어"
)


def is_inpatient(text: str) -> bool:
    """Whether the words say that somebody is in hospital now; "입원 안 했어요" does not."""
    return bool(_ADMITTED.search(text)) and not _OUT_AGAIN.search(text)


def is_in_intensive_care(text: str) -> bool:
    """Whether somebody lies in intensive care."""
    return bool(_INTENSIVE.search(text))


def is_unconscious(text: str) -> bool:
    """Whether somebody has not come round."""
    return bool(_UNCONSCIOUS.search(text))
