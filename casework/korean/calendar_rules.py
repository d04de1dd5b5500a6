"""Dates written by the calendar: 2026-05-03, 26.5.3, 5월 3일, 지난달 20일, 작년 추석 전날."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from casework.korean import holidays, numerals
from casework.korean.spans import alternation


@dataclass(frozen=True)
class Reading:
    """What a match means: a day, or no single day and the reason in `extra`."""

    day: date | None
    extra: dict[str, Any] = field(default_factory=dict)


IMPOSSIBLE = Reading(None, {"impossible": True})
Rule = tuple["re.Pattern[str]", Callable[["re.Match[str]", date], "Reading | None"]]

YEAR_WORDS = {
    "재작년": -2, "제작년": -2, "그러께": -2, "작년도": -1, "작년": -1, "지난해": -1, "전년": -1,
    "올해": 0, "금년": 0, "올": 0, "내년": 1,
}  # fmt: skip
_YEAR = (
    r"(?:(?P<y>(?<!\d)(?:19|20)\d{2}|(?<!\d)'?\d{2}|이천[일이삼사오육칠팔구십]{0,3})\s*년도?\s*"
    r"|(?P<yw>재작년|제작년|그러께|작년도?|지난해|올해|금년|내년|(?<![가-힣])올(?=\s))(?:에|의)?\s*)"
)
_MONTH = r"(?<!\d)(?P<m>\d{1,2}|십일|십이|시|십|유|육|칠|팔|구|일|이|삼|사|오)\s*월"
_DAY = r"(?P<d>\d{1,2}|(?:이십|삼십|십)?[일이삼사오육칠팔구]|이십|삼십|십)\s*일"
_WEEKDAY = r"(?:\s*[월화수목금토일](?:요일|욜)|\s*\([월화수목금토일](?:요일|욜)?\))?"
_MONTH_NAMES = {"시": 10, "유": 6}
_UNITS = r"톤|t\b|kg|킬로|키로|미터|메타|센[치티]|밀리|cm|mm|km|m\b|%|퍼센트|프로|배|도(?!착)|점|만|억|천|백|원|시간|년|개|명|리터|인치|평|볼트|층|그램"


def past(month: int, day: int, today: date, *, strictly: bool = False) -> date | None:
    """The most recent such day that is not in the future, within the last nine years; None if no calendar has it."""
    for year in range(today.year, today.year - 9, -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate < today or (candidate == today and not strictly):
            return candidate
    return None


def full_year(written: str, today: date) -> int:
    """The year for four digits, or for two: 26 is 2026 and 85 is 1985."""
    year = numerals.sino(written.lstrip("'")) or 0
    if year >= 100:
        return year
    return 2000 + year if year <= today.year % 100 + 5 else 1900 + year


def span(first: date, last: date, precision: str) -> Reading:
    """A stretch of days of which none is named."""
    return Reading(None, {"precision": precision, "from": first.isoformat(), "to": last.isoformat()})


def month_span(year: int, month: int, part: str | None = None) -> Reading:
    """A whole month, or its 초 (1-10), 중순 (11-20) or 말 (21-end)."""
    last = calendar.monthrange(year, month)[1]
    low, high = {"초": (1, 10), "중": (11, 20), "말": (21, last)}.get((part or "")[:1], (1, last))
    return span(date(year, month, low), date(year, month, high), "month")


def _year(match: re.Match[str], today: date) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return full_year(groups["y"], today)
    word = groups.get("yw")
    return today.year + YEAR_WORDS[word] if word else None


def _month(word: str) -> int:
    return _MONTH_NAMES.get(word) or numerals.sino(word) or 0


def _make(year: int | None, month: int, day: int, today: date) -> Reading:
    if year is None:
        recent = past(month, day, today)
        return Reading(recent) if recent else IMPOSSIBLE
    try:
        return Reading(date(year, month, day))
    except ValueError:
        return IMPOSSIBLE


def _written(match: re.Match[str], today: date) -> Reading | None:
    """M월 D일 with or without a year."""
    return _make(_year(match, today), _month(match["m"]), numerals.sino(match["d"]) or 0, today)


def _numeric(match: re.Match[str], today: date) -> Reading | None:
    year = full_year(match["y"], today)
    return None if year > today.year + 5 else _make(year, int(match["m"]), int(match["d"]), today)


def _short(match: re.Match[str], today: date) -> Reading | None:
    """5.3 or 11/3; a fraction such as 1/2 is a date only if the words after it say so."""
    month, day = int(match["m"]), int(match["d"])
    if match["sep"] == "/" and month < day <= 4 and match["cue"] is None:
        return None
    recent = past(month, day, today)
    return Reading(recent) if recent else None


def _compact(match: re.Match[str], today: date) -> Reading | None:
    digits = match["n"]
    year = full_year(digits[:-4], today)
    try:
        return Reading(date(year, int(digits[-4:-2]), int(digits[-2:])))
    except ValueError:
        return None


def _month_only(match: re.Match[str], today: date) -> Reading | None:
    month = _month(match["m"])
    if not 1 <= month <= 12:
        return IMPOSSIBLE
    year = _year(match, today)
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    return month_span(year, month, match["part"])


_SEASONS = {
    "봄": (3, 5),
    "여름": (6, 8),
    "가을": (9, 11),
    "겨울": (12, 2),
    "초": (1, 2),
    "말": (11, 12),
    "연말": (11, 12),
    "연초": (1, 2),
}


def _year_only(match: re.Match[str], today: date) -> Reading | None:
    year = _year(match, today)
    if year is None or not 1900 <= year <= today.year + 1:
        return None
    season = match["season"]
    if match["y"] and len(match["y"].lstrip("'")) == 2 and not re.match("에|부터|도", match.string[match.end() :]):
        return None  # 20년 일했어요 is a length of service
    if not season:
        # 올해 alone says little, and 23년 is as likely a length of service.
        return None if match["yw"] in ("올해", "올", "금년") else span(date(year, 1, 1), date(year, 12, 31), "year")
    first, last = _SEASONS[season]
    end_year = year + (last < first)
    return span(date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1]), "season")


def _relative_month(match: re.Match[str], today: date) -> Reading | None:
    steps = {"지지난": -2, "저저번": -2, "이번": 0, "이": 0, "금": 0, "다음": 1}.get(match["rel"], -1)
    index = today.year * 12 + today.month - 1 + steps
    year, month = divmod(index, 12)
    if match["d"]:
        return _make(year, month + 1, numerals.sino(match["d"]) or 0, today)
    return month_span(year, month + 1, match["part"]) if steps < 0 else None


def _bare_day(match: re.Match[str], today: date) -> Reading | None:
    """20일에: the most recent 20th."""
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    year, month = today.year, today.month
    for _ in range(12):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= today:
            return Reading(date(year, month, day), {"ambiguous": True})
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


_SHIFTS = {"전전날": -2, "전날": -1, "이브": -1, "다음날": 1, "담날": 1, "이튿날": 1, "다다음날": 2, "당일": 0}


def _holiday(match: re.Match[str], today: date) -> Reading | None:
    name = holidays.NAMES[re.sub(r"\s", "", match["name"])]
    shift = timedelta(days=_SHIFTS.get(re.sub(r"\s", "", match["shift"] or ""), 0))
    year = _year(match, today)
    if year is None:
        days = [holidays.day_of(name, y) for y in (today.year, today.year - 1)]
        day = next((d for d in days if d and d + shift <= today), None)
    else:
        day = holidays.day_of(name, year)
    if day is None:
        return Reading(None, {"holiday": match["name"]})
    if match["shift"] and "연휴" in match["shift"]:
        return span(day - timedelta(days=1), day + timedelta(days=1), "days")
    return Reading(day + shift)


def _rule(pattern: str, read: Callable[[re.Match[str], date], Reading | None]) -> Rule:
    return re.compile(pattern), read


_PART = r"(?:\s*(?P<part>초순?|중순|하순|말)(?=에|쯤|경|께|부터|까지|\s|$|[,.]|이|요))?"
_HOLIDAY_NAMES = alternation(name for name in holidays.NAMES if name != "설")
RULES: tuple[Rule, ...] = (
    _rule(rf"(?:{_YEAR})?{_MONTH}\s*{_DAY}(?:날|자)?{_WEEKDAY}", _written),
    _rule(
        rf"(?<![\d.\-/])(?P<y>(?:19|20)\d{{2}}|"
        rf"\d{{2}})\s?(?P<sep>[-./])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<d>\d{{1,2}})"
        rf"(?![\d]|[-/.]\d)\.?(?:일)?{_WEEKDAY}",
        _numeric,
    ),
    _rule(
        rf"(?<![\d.\-/:])(?P<m>1[0-2]|0?[1-9])(?P<sep>[./])(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/%:]|\.\d|\s*(?:{_UNITS})|"
        rf"일\s*(?:쉬|동안|간|정도|치))"
        rf"(?:일)?(?P<cue>(?=\s*(?:에|날|부터|쯤|경|오전|오후|새벽|아침|점심|저녁|밤|\d{{1,2}}시)))?{_WEEKDAY}",
        _short,
    ),
    _rule(r"(?<![\d\-])(?P<n>(?:19|20)\d{6})(?![\d\-])(?!\s*원)", _compact),
    _rule(r"(?:(?<=생년월일)|(?<=생년월일[은\s:]))\s*(?P<n>\d{6})(?![\d\-])", _compact),
    _rule(r"(?<![\d\-])(?P<n>\d{6})(?=\s*년?생)", _compact),
    _rule(rf"(?:{_YEAR}){_MONTH}{_PART}(?!\s*\d|급|세|요일|욜)", _month_only),
    _rule(
        rf"(?<![가-힣\d.])(?P<m>\d{{1,2}})\s*월(?:달)?{_PART}(?=에|달|초|중|말|부터|까지|쯤|경|\s|$|[,.]|이[에었]|인데|이요)(?!\s*\d)",
        _month_only,
    ),
    _rule(
        rf"(?:{_YEAR})\s*(?P<season>연초|연말|봄|여름|가을|겨울|초(?=에|쯤|부터)|말(?=에|쯤|부터))?(?=에|쯤|부터|도|\s|$|[,.]|이)",
        _year_only,
    ),
    _rule(
        r"(?P<rel>지지난|저저번|지난|저번|전|이번|요번|금|다음|(?<![가-힣])이)\s*(?<!전\s)달\s*"
        r"(?:(?P<d>\d{1,2}|(?:이십|삼십|십)[일이삼사오육칠팔구]?)\s*일(?!\s*(?:간|동안|정도|을\s*쉬))|(?P<part>초|중순|말)|(?=에|쯤|부터|\s|$))",
        _relative_month,
    ),
    _rule(
        r"(?<![\d월달.])(?<![월달]\s)(?:지난\s*)?(?P<d>[1-3]?\d)일(?:날|(?=자로|부터|까지|에(?!\s*(?:한|두|\d|걸쳐))|\s*(?:오전|오후|새벽|아침)))",
        _bare_day,
    ),
    # The whole answer may be a day of the month or a length of time: the caller knows which was asked.
    _rule(r"^\s*(?P<d>[1-3]?\d)\s*일(?=(?:이요|이에요|이예요|입니다|요)?[.\s]*$)", _bare_day),
    _rule(
        rf"(?:{_YEAR})?(?:지난\s*)?(?P<name>{_HOLIDAY_NAMES}|(?<![가-힣])설(?=\s*(?:연휴|전날|다음\s*날|당일|명절|에|쇠)))\s*(?:명절\s*)?"
        r"(?P<shift>전전날|전\s*날|다다음\s*날|다음\s*날|담날|이튿날|당일|이브|연휴)?",
        _holiday,
    ),
)
_NUMERIC_IMPOSSIBLE = re.compile(
    r"(?<![\d.\-/])(?P<y>(?:19|"
    r"20)\d{2})\s?(?P<sep>[-./])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?![\d]|[-/.]\d)"
)
_WRITTEN_IMPOSSIBLE = re.compile(
    r"(?:(?P<y>(?<!\d)(?:19|20)\d{2}|"
    r"(?<!\d)\d{2})\s*년\s*)?(?<!\d)(?P<m>\d{1,2})\s*월(?:\s*(?P<d>\d{1,2})\s*일)?(?!간)"
)


def impossible(text: str) -> list[str]:
    """Surface forms of dates that no calendar has."""
    wrong: list[str] = []
    for pattern in (_WRITTEN_IMPOSSIBLE, _NUMERIC_IMPOSSIBLE):
        for match in pattern.finditer(text):
            year = full_year(match["y"], date(2026, 1, 1)) if match["y"] else 2024  # a leap year: 2월 29일 may be meant
            try:
                date(year, int(match["m"]), int(match["d"] or 1))
            except ValueError:
                wrong.append(match.group().strip())
    return wrong
