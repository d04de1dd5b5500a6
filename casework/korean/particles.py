"""The right particle after any word, by how the word is read aloud: 프레스가, 3월은, LG를, 요양(치료)을."""

from __future__ import annotations

import re

# First the form after a final consonant, then the form after a vowel.
_PAIRS: dict[str, tuple[str, str]] = {
    "이/가": ("이", "가"), "은/는": ("은", "는"), "을/를": ("을", "를"), "과/와": ("과", "와"), "으로/로": ("으로", "로"),
    "이에요/예요": ("이에요", "예요"), "이었/였": ("이었", "였"), "아/야": ("아", "야"), "이/": ("이", ""),
}  # fmt: skip
_FORMS = {frozenset(name.split("/")): forms for name, forms in _PAIRS.items()}
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|<[^<>]*>|〈[^〈〉]*〉)$")
_CLOSING = "\"'”’」』》〉)]}）.,!?…·*~ "
# Final sounds: "" none, "ㄹ", or "x" for any other consonant.
_DIGIT_SOUNDS = {"0": "x", "1": "ㄹ", "2": "", "3": "x", "4": "", "5": "", "6": "x", "7": "ㄹ", "8": "ㄹ", "9": ""}
_LETTER_SOUNDS = {"l": "ㄹ", "r": "ㄹ", "m": "x", "n": "x"}
_UNIT_SOUNDS = {
    "kg": "x",
    "g": "x",
    "mg": "x",
    "km": "",
    "cm": "",
    "mm": "",
    "m": "",
    "t": "x",
    "l": "",
    "ml": "",
    "kw": "",
    "v": "",
}
_SYMBOL_SOUNDS = {
    "%": "",
    "℃": "",
    "°": "",
    "$": "",
    "㎏": "x",
    "㎜": "",
    "㎝": "",
    "㎞": "",
    "㎡": "",
    "₩": "x",
    "㈜": "",
}


def attach(word: str, particle: str) -> str:
    """`word` with the fitting form of a particle written as a pair, such as "을/를", "이/가" or "으로/로".

    The pair may stand in either order. Brackets at the end are passed over: the particle follows what is read aloud.
    Raises ValueError for a particle without exactly one "/".
    """
    forms = particle.split("/")
    if len(forms) != 2:
        raise ValueError(f"a particle is a pair such as '을/를', not {particle!r}")
    after_consonant, after_vowel = _FORMS.get(frozenset(forms), (forms[0], forms[1]))
    sound = final_sound(word)
    if after_consonant.startswith("으로") and sound == "ㄹ":
        sound = ""
    return word + (after_consonant if sound else after_vowel)


def final_sound(word: str) -> str:
    """The consonant that the word ends in when read aloud: "" for a vowel, "ㄹ", or "x" for any other."""
    word = _spoken_end(word)
    if not word:
        return ""
    last = word[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return {0: "", 8: "ㄹ"}.get(final, "x")
    if last.isdigit():
        return _number_sound(word)
    if last in _SYMBOL_SOUNDS:
        return _SYMBOL_SOUNDS[last]
    if last.isascii() and last.isalpha():
        return _latin_sound(word)
    return ""


def _spoken_end(word: str) -> str:
    word = word.strip()
    while (shorter := _BRACKETS.sub("", word)) != word and shorter:
        word = shorter
    return word.rstrip(_CLOSING)


def _number_sound(word: str) -> str:
    """Any number ending in zero ends in 십, 백, 천, 만 or 억, except from 조 on; a telephone number in 공."""
    digits = re.search(r"[\d,]+$", word)
    run = digits.group().replace(",", "") if digits else word[-1]
    zeros = len(run) - len(run.rstrip("0"))
    if zeros >= 12 and zeros < len(run):
        return ""
    return _DIGIT_SOUNDS[str(int(run[-1]))]


def _latin_sound(word: str) -> str:
    run = re.search(r"[A-Za-z]+$", word)
    letters = run.group() if run else word[-1]
    before = word[: -len(letters)].rstrip()
    if before[-1:].isdigit() and letters.lower() in _UNIT_SOUNDS:
        return _UNIT_SOUNDS[letters.lower()]
    if letters.isupper() or len(letters) == 1:
        return _LETTER_SOUNDS.get(letters[-1].lower(), "")
    lowered = letters.lower()
    if lowered.endswith(("l", "le")):
        return "ㄹ"
    if lowered.endswith(("m", "n", "ng", "ne", "me")) or re.search(r"[aeiou](?:ck|[pkbt])$", lowered):
        return "x"
    return ""
