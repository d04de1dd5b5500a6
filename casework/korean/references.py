"""Whether a message speaks of what was just talked about: "그거 언제까지예요?", "그럼 얼마 나와요?". Pure."""

from __future__ import annotations

import re

_POINTS = re.compile(
    r"^\s*(?:아|네|예|음|어)?[\s,.]*(?:그럼|그러면|근데|그런데|그리고)?[\s,]*"
    r"(?:그거|그건|그게|그걸|그것|고거|고건|이거|이건|이게|그\s?돈|그\s?급여|그\s?연금|그\s?서류|거기|그때|방금|아까)"
)
_GOES_ON = re.compile(r"^\s*(?:아|네|예|음|어)?[\s,.]*(?:그럼|그러면)")
_LONGEST = 40  # characters; a longer text says itself what it is about


def refers_back(text: str) -> bool:
    """A short message that points at something without naming it."""
    return len(text) <= _LONGEST and bool(_POINTS.match(text) or _GOES_ON.match(text))
