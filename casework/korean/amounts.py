"""Sums of money in whole won: 250만원, 이백오십, 일당 십오만원, 2백5십만원, 시급 12,000원."""

from __future__ import annotations

import re

from casework.korean import numerals
from casework.korean.spans import Entity, bounded, cut, longest

_UNIT = "[십백천만억]"
_PIECE = rf"(?:(?:\d[\d,]*(?:\.\d+)?|[일이삼사오육칠팔구])\s?)?{_UNIT}"
_CANDIDATE = re.compile(
    rf"(?P<low>\d{{1,4}}\s?[~\-]\s?)?(?<![\d.,])(?P<n>{_PIECE}(?:\s?{_PIECE}){{0,7}}(?:\s?(?:\d[\d,]*(?![\d년월일시분개])|"
    rf"[일이삼사오육칠팔구](?=\s*원)))?|\d[\d,]*(?:\.\d+)?)(?P<won>\s?원(?!서|장|인|단|룸|래|하|청|주))?"
)
# What money is called, and the time that it is paid for.
_CUES: tuple[tuple[str, str | None], ...] = (
    ("시급", "hour"), ("시간당", "hour"), ("한 시간에", "hour"), ("일당", "day"), ("일급", "day"), ("하루에", "day"), ("하루", "day"),
    ("주급", "week"), ("일주일에", "week"), ("월급", "month"), ("월급여", "month"), ("월 평균", "month"), ("월평균", "month"),
    ("한 달에", "month"), ("한달에", "month"), ("기본급", "month"), ("매달", "month"), ("매월", "month"), ("달에", "month"),
    ("급여", "month"), ("월", "month"), ("연봉", "year"), ("임금", None), ("세전", None), ("세후", None), ("실수령", None),
    ("수당", None),
    ("보너스", None), ("상여", None), ("합의금", None), ("위로금", None), ("치료비", None), ("병원비", None), ("금액", None), ("돈", None),
    ("퇴직금", None), ("받", None), ("건당", None), ("콜당", None), ("수술비", None), ("간병비", None),
)  # fmt: skip
_CUE = re.compile(
    "|".join(re.escape(word).replace(r"\ ", r"\s?") for word, _ in sorted(_CUES, key=lambda c: -len(c[0])))
)
_PER = {word.replace(" ", ""): per for word, per in _CUES}
_COUNTED = re.compile(
    r"\s*(?:평|명|개|km|킬로|키로|대(?!략|출)|볼트|V|톤|kg|화소|년|시간|건|번|가지|장(?!애)|분|마리|배(?!상)|보\s|미터|m|리터|세|살|일|월|주|달|시|회|층|도|퍼센트|%|"
    r"호|점|차|인(?!데|지|가|듯)|여\s?명|피트|단계|바늘|급|호봉|rpm|:|\.\d|\-\d)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s*(?:정도|쯤|가량|안팎|내외)")
_MIN_HOURLY = 1000
_LIKELY = (
    ("hour", 5_000, 40_000),
    ("day", 60_000, 700_000),
    ("month", 1_000_000, 15_000_000),
    ("year", 18_000_000, 200_000_000),
)


@bounded
def find(text: str, now: object = None) -> list[Entity]:
    """Every sum of money, as entities of type `amount` in whole won, without overlaps. `now` is not used.

    `extra` may hold per (hour, day, week, month, year), approx, low (the lower end of a range), and assumed_unit when
    the worker left 만원 out (월급 250, 이백오십): the caller should read the sum back.
    """
    return longest(entity for match in _CANDIDATE.finditer(text) if (entity := _read(match)))


def alone(text: str) -> list[Entity]:
    """The sum in an answer that is a bare number: 250 and 삼백 are meant in units of ten thousand won."""
    value = numerals.sino(text) if re.fullmatch(r"[\d,일이삼사오육칠팔구십백천만억\s]{2,}", text) else None
    if not value:
        return []
    won = value * 10_000 if value < _MIN_HOURLY else value
    return [Entity("amount", won, text, 0, len(text), {"assumed_unit": "만원"} if won != value else None)]


def per(text: str) -> str | None:
    """What a sum is paid for, where words in the answer tell."""
    for word, unit in (
        ("시급", "hour"),
        ("일당", "day"),
        ("하루", "day"),
        ("연봉", "year"),
        ("월", "month"),
        ("달", "month"),
    ):
        if word in text:
            return unit
    return None


def likely_per(won: int) -> str | None:
    """What a wage of this size is most likely paid for; a guess that is read back. None between the sizes."""
    return next((unit for unit, low, high in _LIKELY if low <= won < high), None)


def _read(match: re.Match[str]) -> Entity | None:
    text, words = match.string, match["n"]
    start, end = match.start("n"), match.end()
    if start and (text[start - 1] in "수몇-" or (text[start - 1].isalnum() and text[start - 1].isascii())):
        return None
    cue, per = _cue(text[max(0, start - 14) : start])
    won = bool(match["won"])
    value = numerals.sino(words)
    if not value or (not won and _COUNTED.match(text, match.end("n"))):
        return None
    has_digit = any(char.isdigit() for char in words)
    has_big = any(char in "만억" for char in words)
    extra: dict[str, object] = {}
    if not won:
        spoken = len(re.sub(r"\s", "", words)) >= 3
        if cue is None and not (has_big and (has_digit or spoken)):
            return None
        if cue is not None and not has_big:
            value = _completed(value, per, cue)
            if value is None:
                return None
            if value != numerals.sino(words):
                extra["assumed_unit"] = "만원"
        elif words.strip() in ("만", "천", "백", "십"):
            return None
    if per:
        extra["per"] = per
    if _ABOUT.match(text, end):
        extra["approx"] = True
    if match["low"]:
        scale = value // max(1, int(float(re.match(r"[\d.]+", words.replace(",", "")).group()))) if has_digit else 1
        extra["low"] = int(re.match(r"\d+", match["low"]).group()) * scale
        start = match.start("low")
    return cut("amount", text, start, end, value, extra)


def _cue(before: str) -> tuple[str | None, str | None]:
    """The nearest money word in the text before the number, and what it is paid for."""
    found = list(_CUE.finditer(before))
    if not found:
        return None, None
    # 하루 8시간, 월 5일: another number after the cue means that the cue is about that one.
    if re.search(r"\d", before[found[-1].end() :]):
        return None, None
    word = re.sub(r"\s", "", found[-1].group())
    per = next((p for m in reversed(found) if (p := _PER[re.sub(r"\s", "", m.group())])), None)
    return word, per


def _completed(value: int, per: str | None, cue: str) -> int | None:
    """A wage said without 만원: 월급 250 and 일당 15 are meant in units of ten thousand won."""
    if cue in ("받", "돈", "하루", "월", "하루에", "달에") and value < 10:
        return None
    if per == "hour":
        return value if value >= _MIN_HOURLY else None
    if value >= 10_000:
        return value
    limit = {"day": 100, "week": 1_000, "month": 10_000, "year": 100_000}.get(per or "", 0)
    if not limit:
        return value * 10_000 if 10 <= value < 10_000 and cue not in ("받", "돈", "금액") else None
    return value * 10_000 if value < limit else value
