"""Days counted from today: 어제, 사흘 전, 지난주 금요일, 보름 전, 2년 전."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from casework.korean import numerals
from casework.korean.calendar_rules import Reading, Rule, span
from casework.korean.spans import alternation

_DAY_WORDS = {
    "오늘": 0, "금일": 0, "방금": 0, "조금 전": 0, "좀전": 0, "아까": 0,
    "어제": -1, "어저께": -1, "어젯밤": -1, "어제밤": -1, "엊저녁": -1, "엇저녁": -1, "간밤": -1, "지난밤": -1,
    "그저께": -2, "그제": -2, "그저깨": -2, "엊그제": -2, "엊그저께": -2, "엇그제": -2, "그끄저께": -3, "그끄제": -3,
    "내일": 1, "모레": 2, "글피": 3,
}  # fmt: skip
_VAGUE = frozenset({"엊그제", "엊그저께", "엇그제"})
# Day counts with words of their own.
DAY_COUNTS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15, "하루이틀": 1, "이삼일": 2, "삼사일": 3,
}  # fmt: skip
WEEKDAYS = "월화수목금토일"
_WEEK_STEPS = {
    "지지난": -2,
    "저저번": -2,
    "지난": -1,
    "저번": -1,
    "전": -1,
    "이번": 0,
    "요번": 0,
    "금": 0,
    "다음": 1,
    "담": 1,
}


def _day_word(match: re.Match[str], today: date) -> Reading:
    word = re.sub(r"\s", "", match["word"])
    steps = _DAY_WORDS.get(word, _DAY_WORDS.get(match["word"], 0))
    return Reading(today + timedelta(days=steps), {"approx": True} if word in _VAGUE else {})


def _weekday_of_week(match: re.Match[str], today: date) -> Reading:
    monday = today - timedelta(days=today.weekday())
    steps = timedelta(weeks=_WEEK_STEPS[match["week"]])
    return Reading(monday + steps + timedelta(days=WEEKDAYS.index(match["day"])))


def _week(match: re.Match[str], today: date) -> Reading | None:
    steps = _WEEK_STEPS[match["week"]]
    if steps >= 0:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
    if match["end"]:
        return span(monday + timedelta(days=5), monday + timedelta(days=6), "days")
    return span(monday, monday + timedelta(days=6), "week")


def _weekend(match: re.Match[str], today: date) -> Reading:
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 or 7)
    return span(sunday - timedelta(days=1), sunday, "days")


def _weekday(match: re.Match[str], today: date) -> Reading:
    """A weekday alone is the most recent one; with 지난, one before today."""
    back = (today.weekday() - WEEKDAYS.index(match["day"])) % 7
    if back == 0 and match["last"]:
        back = 7
    return Reading(today - timedelta(days=back))


def _days_ago(match: re.Match[str], today: date) -> Reading | None:
    word = re.sub(r"\s", "", match["count"])
    count = DAY_COUNTS.get(word) or numerals.sino(word)
    if not count or count > 36500:
        return None
    return Reading(
        today - timedelta(days=count), {"approx": True} if word in ("보름", "하루이틀", "이삼일", "삼사일") else {}
    )


def _units_ago(match: re.Match[str], today: date) -> Reading | None:
    """Weeks, months and years ago: a day is worked out, but nobody means it to the day."""
    word, unit = re.sub(r"\s", "", match["count"]), match["unit"]
    count = numerals.PAIRS[word][0] if word in numerals.PAIRS else numerals.number(word)
    if not count or count > 100:
        return None
    extra = {"approx": True}
    if unit.startswith("주"):
        return Reading(today - timedelta(weeks=count), extra)
    months = count * (12 if unit[0] in "년해" else 1) + (6 if match["half"] and unit[0] in "년해" else 0)
    return Reading(months_before(today, months), extra)


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _few_days(match: re.Match[str], today: date) -> Reading:
    return span(today - timedelta(days=9), today - timedelta(days=2), "days")


def _rule(pattern: str, read: Callable[[re.Match[str], date], Reading | None]) -> Rule:
    return re.compile(pattern), read


_WORDS = alternation(_DAY_WORDS)
_COUNTS = alternation(DAY_COUNTS)
_NOT_WORD = r"(?!서야|야|배움|채움|날|내일|오늘|어제|워|운|와\s*같)"
_AGO = r"\s*(?:쯤|정도|가량)?\s*전(?!체|부|화|기|혀|국|달|주|문|선|자|망|무|치)"
RULES: tuple[Rule, ...] = (
    _rule(rf"(?<![매날])(?<!지(?=금일))(?P<word>{_WORDS}){_NOT_WORD}", _day_word),
    _rule(
        rf"(?P<week>{alternation(_WEEK_STEPS)})\s*주(?:에|의)?\s*(?P<day>[{WEEKDAYS}])(?:요일|욜|욜날)(?:날)?",
        _weekday_of_week,
    ),
    _rule(
        r"(?<![가-힣])(?P<week>지지난|저저번|지난|저번|이번|요번)\s*주\s*(?P<end>말)?(?=에|쯤|부터|\s|$|[,.]|이[에었]|요)",
        _week,
    ),
    _rule(r"(?:지난|저번)\s*주말", _weekend),
    _rule(
        rf"(?<![매주격가-힣])(?<!매주\s)(?P<last>지난\s*)?(?P<day>[{WEEKDAYS}])(?:요일|욜)(?:날)?(?!\s*(?:마다|씩|은\s*쉬|에는\s*쉬))",
        _weekday,
    ),
    _rule(
        rf"(?:(?<![가-힣])한\s*)?(?P<count>\d{{1,3}}(?=\s*일)|{_COUNTS}|십오(?=일)|십(?=일))(?:\s*일)?{_AGO}", _days_ago
    ),
    _rule(
        rf"(?:(?<![가-힣])한\s+)?(?<!\d)(?P<count>\d{{1,2}}|{numerals.PAIR}|{numerals.NATIVE}|{numerals.SINO})\s*"
        rf"(?P<unit>주일|주|개월|달|년|해)\s*(?P<half>반)?{_AGO}",
        _units_ago,
    ),
    _rule(rf"(?:몇\s*일|며칠){_AGO}", _few_days),
)
