"""Injured body parts, each joined with the side it was said with: 오른손 검지, 양 무릎, 왼쪽 어깨랑 허리."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casework.korean import body_terms, scope, sides
from casework.korean.body_terms import CONTAINS, FINGERS, LABELS, MIDLINE
from casework.korean.spans import bounded

__all__ = ["LABELS", "BodyPart", "parts"]


@dataclass(frozen=True)
class BodyPart:
    """A part of the body as named at `[start, end)`; `side` is left, right, both, or None where it was not said."""

    id: str
    side: str | None
    text: str
    start: int
    end: int


# A word of one syllable is a part only at the start of a word, after a side, or after a particle in unspaced text.
_LEFT = (
    r"(?:(?<![가-힣A-Za-z0-9])|(?<=오른)|(?<=왼)|(?<=쪽)|(?<=양)|(?<=두)|(?<=우측)|(?<=좌측)|(?<=한)|(?<=팔)(?=다리)|(?<=손)(?=발)"
    rf"|(?<=[에를은서로고])(?=[가-힣]{{1,2}}[이가을를]\s*(?:{body_terms.HURT})))"
)
_PATTERNS: list[tuple[str, re.Pattern[str]]] = [
    *((part, re.compile(words)) for part, words in body_terms.SAFE.items()),
    *((part, re.compile(_LEFT + words)) for part, words in body_terms.GUARDED.values()),
]
# 왼쪽이요 is a side with its ending, and no tooth: that one stands apart.
_ALONE_WORDS = "|".join(rf"(?<![쪽른왼양]){word}" if word == "이" else word for word in body_terms.ALONE)
_ALONE = re.compile(
    rf"\s*(?:아니요?,?\s*)?(?:오른쪽|왼쪽|양쪽|오른|왼|양)?\s*(?P<part>{_ALONE_WORDS})(?:쪽|부분|부위)?"
    r"(?:이[에예]요|예요|이요|요|입니다|이|가)?(?:\s*(?:다쳤|아파)\S*)?[.!\s]*"
)
_AFTER_HAND = re.compile(rf"(?:{'|'.join(body_terms.AFTER_HAND)})(?!\s?(?:발가락|손가락))(?!척|품|하[고다]|했)")
_HAND = re.compile(r"손(?:의|쪽|에서|에)?\s*$")
_FOOT = re.compile(r"발(?:의|쪽|에서|에)?\s*$")
_AFTER_SIDE = re.compile(r"(?:오른쪽|왼쪽|우측|좌측)\s*$")
_AFTER_FINGER = re.compile(
    r"(?:엄지|검지|중지|약지)(?:손가락)?(?:이랑|랑|와|과|하고|,|\s|\s?말고|[이가]?\s?아니라)\s*$"
)
# 등 after a noun means "and so on"; after a particle, a side or nothing it may be the back.
_LIST_BEFORE = re.compile(r"(?:^|[,.]|쪽|왼|오른|[에서로가이은는도고랑와과며]|다가|어[서]?|양)\s*$")
_GLUE = re.compile(r"\s*(?:의|쪽|에)?\s*(?:[두세네]|다섯|[2-5]개?)?\s*")
_JOIN = re.compile(r"\s*(?:이랑|랑|하고|과|와|,|및|그리고|이나|나|도|·|/|\+|\s)\s*(?:그리고\s*)?")
# 오른손 검지 말고 중지: the hand stays the same.
_INSTEAD = re.compile(r"\s*(?:말고|[이가]?\s*아니라)\s*")


@bounded
def parts(text: str) -> list[BodyPart]:
    """The parts that the text says are meant; one that it takes back (오른손 말고 왼손) is left out. In order of the text."""
    return scope.kept(text, _merged(text, _with_sides(text, _named(text))))


def _named(text: str) -> list[BodyPart]:
    """Part words alone, the longer winning over the shorter inside it."""
    hits = [
        BodyPart(part, None, m.group(), m.start(), m.end())
        for part, pattern in _PATTERNS
        for m in pattern.finditer(text)
        if part != "back" or len(m.group()) > 1 or _LIST_BEFORE.search(_before(text, m.start()))
    ]
    hits += [
        BodyPart(
            "toe" if _FOOT.search(_before(text, m.start())) else body_terms.AFTER_HAND[m.group()],
            None, m.group(), m.start(), m.end(),
        )
        for m in _AFTER_HAND.finditer(text)
        if _may_be_finger(_before(text, m.start()))
    ]  # fmt: skip
    if alone := _ALONE.fullmatch(text):
        hits.append(
            BodyPart(body_terms.ALONE[alone["part"]], None, alone["part"], alone.start("part"), alone.end("part"))
        )
    chosen: list[BodyPart] = []
    occupied: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.id != "toe")):
        places = range(hit.start, hit.end)
        if occupied.isdisjoint(places):
            occupied.update(places)
            chosen.append(hit)
    return sorted(chosen, key=lambda h: h.start)


def _before(text: str, at: int) -> str:
    return text[max(0, at - 8) : at]


def _may_be_finger(before: str) -> bool:
    return any(pattern.search(before) for pattern in (_HAND, _FOOT, _AFTER_SIDE, _AFTER_FINGER))


def _with_sides(text: str, named: list[BodyPart]) -> list[BodyPart]:
    """Each part with the side written directly before it, the side's words included in the span."""
    ends = {match.end(): match for match in sides.PATTERN.finditer(text)}
    sided: list[BodyPart] = []
    for part in named:
        at = part.start
        while at > 0 and text[at - 1].isspace():
            at -= 1
        match = ends.get(at) or (ends.get(at - 1) if text[at - 1 : at] == "의" else None)
        if match is None:
            sided.append(part)
            continue
        value = None if part.id in MIDLINE else sides.value(match.group())
        sided.append(replace(part, side=value, text=text[match.start() : part.end], start=match.start()))
    return sided


def _merged(text: str, named: list[BodyPart]) -> list[BodyPart]:
    """A hand with its finger made one part, and a side handed on over 이랑, 하고 and commas."""
    merged: list[BodyPart] = []
    for part in named:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(part)
            continue
        between = text[last.end : part.start]
        if _inside(last, part, between):
            merged[-1] = BodyPart(part.id, part.side or last.side, text[last.start : part.end], last.start, part.end)
            continue
        handed_on = last.side and not part.side and part.id not in MIDLINE and _JOIN.fullmatch(between)
        both_fingers = {last.id, part.id} <= FINGERS
        instead = both_fingers and last.side and not part.side and _INSTEAD.fullmatch(between)
        if instead or (handed_on and (between.strip() or both_fingers)):
            part = replace(part, side=last.side)
        merged.append(part)
    return merged


def _inside(larger: BodyPart, smaller: BodyPart, between: str) -> bool:
    """Whether the second names a place in the first, as in 오른손 검지."""
    if larger.side and smaller.side and larger.side != smaller.side:
        return False
    if smaller.id == larger.id:
        return not between.strip() and smaller.text != larger.text
    return smaller.id in CONTAINS.get(larger.id, ()) and bool(_GLUE.fullmatch(between))
