"""Lengths of time as ISO 8601 durations: 사흘 (P3D), 2주 (P2W), 1년 6개월 (P1Y6M), 두 시간 반 (PT2H30M)."""

from __future__ import annotations

import re

from casework.korean import numerals
from casework.korean.relative_days import DAY_COUNTS
from casework.korean.spans import Entity, alternation, bounded, found, longest

_DIGITS = r"(?<![\d.,/:\-])\d{1,3}(?:\.5)?"
_NATIVE = numerals.NATIVE
_LEFT = r"(?<![가-힣])"
_NOT_AGO = r"(?!\s*(?:쯤|정도|가량)?\s*전(?!체|부|화|치|용))"
_LAST = r"간|동안|째|정도|쯤|이상|이하|넘|내내|만에|씩|차|가량|\s*진단"
_RANGE = r"(?:(?P<low>\d{1,2})\s*(?:[~,\-]|에서)\s*)?"
_YEARS = (
    rf"(?:(?P<y>{_DIGITS}|{_LEFT}{numerals.SINO}(?=\s*년\s*(?:{_LAST}|반|일|\d|{numerals.SINO}\s*개월))|"
    rf"{_LEFT}일(?=\s*년))\s*년(?!도|생|식|월|대\s|\s*\d{{1,2}}\s*월)\s*(?P<yhalf>반(?=\s|$|동|정|을|이))?)"
)
_MONTHS = (
    rf"(?:(?P<mo>{_DIGITS}|{_LEFT}(?:{numerals.PAIR}|{_NATIVE})|{_LEFT}{numerals.SINO}(?=\s*개월))\s*(?:개월|달(?!음|러|"
    rf"라|력|성|서|려))\s*(?P<mohalf>반(?=\s|$|동|정|을|이))?)"
)
_WEEKS = (
    rf"(?:(?P<w>{_DIGITS}|{_LEFT}(?:{numerals.PAIR}|{_NATIVE})|{_LEFT}{numerals.SINO}(?=\s*주일?(?:{_LAST}|$|\s|를|을|"
    rf"이)))\s*주(?:일(?!이|하))?(?!먹|민|노동|방|소|차|택|인|요|문|사|의|급|공|변|로|말|행|머|무))"
)
_DAYS = (
    rf"(?:(?P<d>{_DIGITS})\s*일(?!에|날|자|부터|까지|용|당|\s*(?:오전|오후|새벽|아침)|하|했|할|시킨|이나(?=\s*했))|"
    rf"(?P<dw>{_LEFT}(?:{alternation(DAY_COUNTS)})(?:이틀)?(?!에|살|하루|종일|도|빨|아침|\s*(?:에|종일|\d+\s*시간))))"
)
_HOURS = (
    rf"(?:(?P<h>{_DIGITS}|(?:{_LEFT}|(?<=[에당루]))(?:{numerals.PAIR}|{_NATIVE}|{numerals.SINO}))\s*시간(?!당|제|외|표|"
    rf"급)\s*(?P<hhalf>반(?=\s|$|동|정|을|이|만|씩|쯤))?)"
)
_MINUTES = (
    rf"(?:(?P<mi>{_DIGITS}|{_LEFT}(?:[이삼사오]?십[일이삼사오육칠팔구]?))\s*분(?!의|기|야|류|량|들|께|노|위|쇄|리))"
)
_LONG = re.compile(rf"{_RANGE}(?:{_YEARS}\s*(?:{_MONTHS.replace('mo', 'ym')})?|{_MONTHS}|{_WEEKS}|{_DAYS}){_NOT_AGO}")
_SHORT = re.compile(rf"{_RANGE}(?:{_HOURS}\s*(?:{_MINUTES.replace('<mi>', '<hm>')})?|{_MINUTES}){_NOT_AGO}")
_ISO = re.compile(r"P(?:(?P<y>\d+)Y)?(?:(?P<m>\d+)M)?(?:(?P<w>\d+)W)?(?:(?P<d>\d+)D)?(?:T.*)?")


@bounded
def find(text: str) -> list[Entity]:
    """Every length of time, as entities of type `duration`. A range gives its lower end, and the upper in `until`."""
    return longest(
        entity for pattern in (_LONG, _SHORT) for match in pattern.finditer(text) if (entity := _entity(match))
    )


def days(iso: str) -> int:
    """Whole days in an ISO duration, months as 30 and years as 365 days; 0 for hours and minutes."""
    match = _ISO.fullmatch(iso)
    if not match:
        raise ValueError(f"not an ISO 8601 duration: {iso!r}")
    return sum(int(match[name] or 0) * size for name, size in (("y", 365), ("m", 30), ("w", 7), ("d", 1)))


def _entity(match: re.Match[str]) -> Entity | None:
    g = {name: value for name, value in match.groupdict().items() if value}
    extra: dict[str, object] = {}
    unit_word = next(((unit, g[name]) for name, unit in _UNITS if name in g), None)
    if unit_word is None:
        return None
    (prefix, suffix), word = unit_word
    low, high, half = _amount(word)
    if low is None:
        return None
    if "low" in g and int(g["low"]) < low:
        low, high = int(g["low"]), low
    value = _write(prefix, low, suffix, half or any(name in g for name in ("yhalf", "mohalf", "hhalf")), g)
    if high:
        extra = {"until": f"{prefix}{high}{suffix}", "approx": True}
    return found("duration", match, value, extra) if value else None


_UNITS = (
    ("y", ("P", "Y")), ("mo", ("P", "M")), ("w", ("P", "W")), ("d", ("P", "D")), ("dw", ("P", "D")),
    ("h", ("PT", "H")), ("mi", ("PT", "M")),
)  # fmt: skip
_HALVES = {"Y": "6M", "M": "15D", "H": "30M"}


def _amount(word: str) -> tuple[int | None, int | None, bool]:
    word = re.sub(r"\s", "", word)
    if word in DAY_COUNTS:
        return DAY_COUNTS[word], {"하루이틀": 2, "이삼일": 3, "삼사일": 4}.get(word), False
    if word in numerals.PAIRS:
        return *numerals.PAIRS[word], False
    if word.endswith(".5"):
        return int(word[:-2]), None, True
    return numerals.number(word), None, False


def _write(prefix: str, count: int, suffix: str, half: bool, groups: dict[str, str]) -> str | None:
    if half and suffix == "W":
        return None
    tail = _HALVES.get(suffix, "") if half else ""
    if suffix == "D" and half:
        return f"P{count}DT12H"
    for name, unit in (("ym", "M"), ("hm", "M")):
        if name in groups:
            tail = f"{numerals.number(groups[name]) or 0}{unit}"
    return f"{prefix}{count}{suffix}{tail}"
