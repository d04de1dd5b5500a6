"""What a speech recogniser makes of a sentence on a bad line: several hypotheses, the same ones for the same seed."""

from __future__ import annotations

import random
import unicodedata
from difflib import SequenceMatcher
from typing import Any

BEST = 3  # hypotheses
# Sounds that a recogniser takes for each other, as jamo: initials, vowels, finals.
_INITIALS = ("ᄀᄁᄏ", "ᄃᄄᄐ", "ᄇᄈᄑ", "ᄉᄊ", "ᄌᄍᄎ", "ᄒᄋ", "ᄂᄅ", "ᄆᄇ")
_VOWELS = ("ᅢᅦ", "ᅢᅡ", "ᅥᅩ", "ᅩᅮ", "ᅳᅮ", "ᅥᅡ", "ᅬᅫᅰ", "ᅴᅵ", "ᅧᅥ", "ᅭᅩ")
_FINALS = ("ᆫᆼᆷ", "ᆨᆸᆺ", "ᆯᆫ", "ᆻᆺ", "ᆽᆺ")


def hypotheses(text: str, share: float, seed: str) -> list[dict[str, Any]]:
    """`[{text, confidence}]`, the one that the recogniser believes in first. `share`: of syllables that are misheard.

    The first is no better than the others: it is only what the recogniser would have written down. How sure it is tells
    something of how right it is, and not much.
    """
    if not share:
        return [{"text": text, "confidence": 0.95}]
    rows: list[dict[str, Any]] = []
    for number in range(BEST):
        chance = random.Random(f"{seed}:{number}:{share}:{text}")
        heard = misheard(text, share, chance)
        belief = 0.3 + 0.6 * SequenceMatcher(None, text, heard).ratio() + chance.uniform(-0.2, 0.1)
        below = rows[-1]["confidence"] if rows else 0.97
        rows.append({"text": heard, "confidence": round(min(below, max(0.05, belief)), 2)})
    return rows


def misheard(text: str, share: float, chance: random.Random) -> str:
    """`text` with about `share` of its syllables taken for others, or lost."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        if not "가" <= letter <= "힣" or chance.random() >= share:
            out.append(letter)
        elif chance.random() < 0.85:
            out.append(_other(letter, chance))
    return "".join(out).strip() or text


def _other(letter: str, chance: random.Random) -> str:
    """One sound of the syllable replaced by its like; the final consonant is lost as often as changed."""
    jamo = list(unicodedata.normalize("NFD", letter))
    place = chance.randrange(len(jamo))
    if place == 2 and chance.random() < 0.5:
        del jamo[2]
        return unicodedata.normalize("NFC", "".join(jamo))
    for at in (place, 1, 0):
        groups = (_INITIALS, _VOWELS, _FINALS)[at]
        like = [one for group in groups if jamo[at] in group for one in group if one != jamo[at]]
        if like:
            jamo[at] = chance.choice(like)
            break
    return unicodedata.normalize("NFC", "".join(jamo))
