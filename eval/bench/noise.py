"""Spoil Korean text as thumbs, haste and speech recognition do, by chance but the same for the same seed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

# The two-set keyboard: which jamo lie beside each other.
_ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
_BASE, _FINALS, _VOWELS = 0xAC00, 28, 21
_INITIAL = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINAL = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Pairs that sound alike: people write the other one, and recognisers hear it.
_ALIKE = {
    "ㅐ": "ㅔ",
    "ㅔ": "ㅐ",
    "ㅒ": "ㅖ",
    "ㅖ": "ㅔ",
    "ㅙ": "ㅚ",
    "ㅚ": "ㅙ",
    "ㅞ": "ㅙ",
    "ㅢ": "ㅣ",
    "ㅗ": "ㅓ",
    "ㅓ": "ㅗ",
}
_FINAL_ALIKE = {
    "ㅆ": "ㅅ",
    "ㅄ": "ㅂ",
    "ㄶ": "ㄴ",
    "ㅀ": "ㄹ",
    "ㄺ": "ㄱ",
    "ㅌ": "ㅅ",
    "ㅊ": "ㅅ",
    "ㅎ": " ",
    "ㅁ": "ㅇ",
    "ㄴ": "ㅇ",
    "ㄱ": " ",
}
_INITIAL_ALIKE = {
    "ㄲ": "ㄱ",
    "ㄸ": "ㄷ",
    "ㅃ": "ㅂ",
    "ㅆ": "ㅅ",
    "ㅉ": "ㅈ",
    "ㄱ": "ㅋ",
    "ㄷ": "ㅌ",
    "ㅂ": "ㅍ",
    "ㅈ": "ㅊ",
    "ㅅ": "ㅆ",
    "ㅎ": "ㅇ",
}


def spoil(text: str, share: float, seed: str) -> str:
    """`text` with about `share` of its letters touched; spaces are dropped at the same rate, doubled."""
    chance = random.Random(f"{seed}:{share}:{text}")
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if letter == " ":
            out.append("" if chance.random() < share * 2 else " ")
        elif _is_syllable(letter) and chance.random() < share:
            out.append(chance.choice(_WAYS)(letter, chance))
        else:
            out.append(letter)
    return "".join(out).strip() or text


def _is_syllable(letter: str) -> bool:
    return _BASE <= ord(letter) < _BASE + len(_INITIAL) * _VOWELS * _FINALS


def _parts(letter: str) -> tuple[str, str, str]:
    index = ord(letter) - _BASE
    initial, rest = divmod(index, _VOWELS * _FINALS)
    vowel, final = divmod(rest, _FINALS)
    return _INITIAL[initial], _VOWEL[vowel], _FINAL[final]


def _join(initial: str, vowel: str, final: str) -> str:
    index = (_INITIAL.index(initial) * _VOWELS + _VOWEL.index(vowel)) * _FINALS + _FINAL.index(final)
    return chr(_BASE + index)


def _neighbour(letter: str, chance: random.Random) -> str:
    """The key beside the right one."""
    parts = list(_parts(letter))
    at = chance.randrange(2)
    allowed = _INITIAL if at == 0 else _VOWEL
    for row in _ROWS:
        if parts[at] in row:
            place = row.index(parts[at])
            beside = [row[i] for i in (place - 1, place + 1) if 0 <= i < len(row) and row[i] in allowed]
            if beside:
                parts[at] = chance.choice(beside)
    return _join(*parts)


def _sounds_alike(letter: str, chance: random.Random) -> str:
    """Another spelling of nearly the same sound."""
    initial, vowel, final = _parts(letter)
    which = chance.randrange(3)
    if which == 0:
        return _join(initial, _ALIKE.get(vowel, vowel), final)
    if which == 1:
        return _join(initial, vowel, _FINAL_ALIKE.get(final, final))
    return _join(_INITIAL_ALIKE.get(initial, initial), vowel, final)


def _loses_its_final(letter: str, chance: random.Random) -> str:
    initial, vowel, _ = _parts(letter)
    return _join(initial, vowel, " ")


def _falls_apart(letter: str, chance: random.Random) -> str:
    """The finger leaves the syllable too early: 안 becomes 아ㄴ."""
    initial, vowel, final = _parts(letter)
    return _join(initial, vowel, " ") + final.strip()


def _twice(letter: str, chance: random.Random) -> str:
    return letter * 2


def _gone(letter: str, chance: random.Random) -> str:
    return ""


_WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    _neighbour,
    _neighbour,
    _sounds_alike,
    _sounds_alike,
    _loses_its_final,
    _falls_apart,
    _twice,
    _gone,
)
