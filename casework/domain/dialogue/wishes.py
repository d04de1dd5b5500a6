"""The plain words by which somebody who waits for a person asks to be called, or leaves the matter in writing. Pure."""

from __future__ import annotations

import re

_CALL = re.compile(
    r"전화(?:를)?\s*(?:좀\s*)?(?:(?:해|하여|걸어)\s*)?(?:주세요|주십시오|주실|줘요|줘\s*$|주시면|부탁|달라|받고\s*싶)"
)
_TOLD = re.compile(r"\?|달라고\s*했|부탁했")
_MATTER = re.compile(r"^\s*(?:용건|메시지|내용|말)(?:을|를)?\s*(?:좀\s*)?남(?:길|기|겨).{0,10}$")


def wants_call(text: str) -> bool:
    """Whether a short message asks to be called: 전화해 주세요, 010-…로 전화 주세요."""
    return len(text) <= 60 and bool(_CALL.search(text)) and not _TOLD.search(text)


def leaves_matter(text: str) -> bool:
    """Whether the message says that a matter is to be written down now."""
    return bool(_MATTER.match(text))
