"""One spelling for one text: NFC, no control characters, ASCII digits and letters, no long runs of ㅠㅠ."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_JAMO_RUN = re.compile(r"([ㄱ-ㅎㅏ-ㅣ])\1{2,}")
_SPACES = re.compile(r"[^\S\n]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
# A conjoining vowel or final consonant, or a combining mark, belongs to the character before it.
_CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)
_KEPT = re.compile(r"[^0-9a-z가-힣]")


def normalise(text: str) -> str:
    """The text in NFC with full-width forms made ASCII, control characters gone, and runs of one jamo or of spaces cut.

    Line breaks stay. ㅠㅠㅠㅠ becomes ㅠㅠ; ㅇㅇ and ㄴㄴ, which mean yes and no, stay as they are.
    """
    text = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", _JAMO_RUN.sub(r"\1\1", text)).strip()


def for_compare(text: str) -> str:
    """A key under which spellings that differ in case, spaces, punctuation or emoticons are equal."""
    return _KEPT.sub("", normalise(text).casefold())


def aligned(text: str) -> tuple[str, list[int]]:
    """The composed text, and for each of its characters (and its end) the place in the text as given.

    Only what keeps characters apart is changed, so that a span found in the composed text can be shown in the original.
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and not any(ord(char) in _FULL_WIDTH for char in text)
    ):
        return text, list(range(len(text) + 1))
    composed: list[str] = []
    places: list[int] = []
    for match in _CLUSTER.finditer(text):
        cluster = unicodedata.normalize("NFC", match.group()).translate(_FULL_WIDTH)
        composed.append(cluster)
        places += [match.start()] * len(cluster)
    return "".join(composed), [*places, len(text)]


HEAD, TAIL = 400, 600  # characters; the head says who and where, the tail asks


def head_and_tail(text: str) -> str:
    """What is looked at of a text to find its topic: all of a message, both ends of a long letter."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
