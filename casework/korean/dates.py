"""Dates as people say them, as ISO dates: 어제, 지난주 금요일, 5.3, 작년 추석 전날, 사흘 전.

A date without a year is the most recent past one. Words that name no single day (지난달, 작년 봄, 음력 3월 2일) are found
too, with value None and the reason in `extra`: `precision` with `from` and `to`, or `lunar`.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from casework.korean import calendar_rules, clock, relative_days
from casework.korean.calendar_rules import Reading
from casework.korean.spans import BLOCKED, Entity, bounded, cut, found, longest

_LUNAR_BEFORE = re.compile(r"음력(?:으로)?\s*$")
_LUNAR_AFTER = re.compile(r"\s*\(?\s*음력")
_APPROXIMATE = re.compile(r"\s*(?:쯤|경(?![기비찰력]|사)|정도|무렵|즈음|께(?!서))")
_ABOUT_BEFORE = re.compile(r"(?:(?<![가-힣])한|약|대략|아마도?)\s*$")


@bounded
def find(text: str, now: datetime) -> list[Entity]:
    """Every date in the text, as entities of type `date`, without overlaps. `now` is the moment of the message.

    `extra` may hold: future, approx, lunar, ambiguous, or precision (days, week, month, season, year) with from and to.
    """
    today = clock.wall(now).date()
    candidates: list[Entity] = []
    for pattern, read in (*calendar_rules.RULES, *relative_days.RULES):
        for match in pattern.finditer(text):
            reading = read(match, today)
            if reading is not None:
                candidates.append(_entity(match, reading, today))
    candidates += [cut("date", text, one.start, one.end, one.moment.date().isoformat()) for one in clock.ago(text, now)]
    return longest(candidates)


@bounded
def invalid(text: str) -> list[str]:
    """Dates that no calendar has, in the worker's words: 2월 30일, 13월."""
    return calendar_rules.impossible(text)


def _entity(match: re.Match[str], reading: Reading, today: date) -> Entity:
    if reading is calendar_rules.IMPOSSIBLE:
        return found("date", match, BLOCKED)
    extra = dict(reading.extra)
    text = match.string
    before = _LUNAR_BEFORE.search(text, max(0, match.start() - 8), match.start())
    start = before.start() if before else match.start()
    if before or _LUNAR_AFTER.match(text, match.end()):
        return cut("date", text, start, match.end(), None, {"lunar": True})
    if reading.day and reading.day > today:
        extra["future"] = True
    if reading.day and (
        _APPROXIMATE.match(text, match.end()) or _ABOUT_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    ):
        extra["approx"] = True
    return cut("date", text, start, match.end(), reading.day.isoformat() if reading.day else None, extra)
