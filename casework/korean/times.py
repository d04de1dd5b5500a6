"""Times of day as HH:MM: 오후 3시쯤, 새벽 두시반, 15:20, 점심때, 20분 전.

A part of the day alone (오전에, 밤에) is found with value None and `part`, `from`, `to` in `extra`.
"""

from __future__ import annotations

import re
from datetime import datetime

from casework.korean import clock, numerals
from casework.korean.spans import BLOCKED, Entity, bounded, cut, found, longest

_AM = ("오전", "새벽", "아침", "am", "a.m.")
_MERIDIEM = r"(?P<part>오전|오후|새벽|아침|점심|한낮|대낮|낮|저녁|한밤중?|밤|[AaPp]\.?[Mm]\.?)"
_HOUR_WORDS = "열한|열두|열|한|두|세|네|다섯|여섯|일곱|여덟|여덜|아홉"
_MINUTE = rf"\d{{1,2}}|{numerals.SINO}"
_ABOUT = r"(?:\s*(?P<about>쯤|경(?!우|력|험)|정도|무렵|즈음|께))?"
_CLOCK = re.compile(
    rf"(?:{_MERIDIEM}\s*(?:에|한|약)?\s*)?(?:(?<![\d:.\-])(?P<h>\d{{1,2}})|(?P<word>{_HOUR_WORDS}|십[일이삼사오육칠팔구]?|이십[일이삼]?))"
    rf"\s*시(?!간|름|적|도(?!\s)|바|각|작|설|급|청|장|내|민|라도|켜|키|험|공|점|위)(?:\s*(?:(?P<m>{_MINUTE})\s*분|(?P<half>반)(?!장|짝)|정각))?"
    rf"(?P<to>\s*전(?!체|부|화|기))?{_ABOUT}"
)
_COLON = re.compile(
    rf"(?:{_MERIDIEM}\s*)?(?<![\d:.\-/])(?P<h>[01]?\d|"
    rf"2[0-4])\s?:\s?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s*(?P<after>[AaPp][Mm]))?{_ABOUT}"
)
_RANGE = re.compile(r"\s*(?:~|-|에서|부터)\s*$")
_NAMED = (
    (re.compile(r"정오(?:쯤|경|무렵|(?=에|\s|$))"), "12:00", False),
    (re.compile(r"자정(?:쯤|경|무렵|(?=에|\s|$|이|을))"), "00:00", False),
    (re.compile(r"점심\s*(?:때|시간|먹(?:고|으러|다가)|무렵|즈음|쯤|직후)"), "12:00", True),
    (re.compile(r"저녁\s*(?:때|시간|무렵|즈음|쯤|먹을\s*때)"), "18:00", True),
)
_PARTS = {
    "새벽": ("dawn", "00:00", "06:00"), "아침": ("morning", "06:00", "09:00"), "오전": ("morning", "06:00", "12:00"),
    "오후": ("afternoon", "12:00", "18:00"), "낮": ("afternoon", "11:00", "16:00"), "대낮": ("afternoon", "11:00", "16:00"),
    "저녁": ("evening", "18:00", "21:00"), "밤": ("night", "20:00", "24:00"), "한밤중": ("night", "22:00", "04:00"),
    "엊저녁": ("evening", "18:00", "21:00"), "어젯밤": ("night", "20:00", "24:00"), "간밤": ("night", "20:00", "24:00"),
}  # fmt: skip
_PART_ALONE = re.compile(
    r"(?P<part>한밤중|엊저녁|어젯밤|간밤|(?:새벽|아침|오전|오후)(?!반|조|근무|식사|밥)|(?<![가-힣])(?:대낮|낮|저녁|밤)(?=에|중|늦|\s*(?:쯤|무렵)|이[에었]|요|\s|$))"
    r"(?!\s*(?:먹|식사|차려|밥))"
)


@bounded
def find(text: str, now: datetime | None = None) -> list[Entity]:
    """Every time of day, as entities of type `time`, without overlaps. `now` is needed for 20분 전 and 방금.

    `extra` may hold approx; ambiguous (the half of the day was guessed: 1 to 6 is the afternoon); until (the end of a
    range); part, from and to where only a part of the day is named.
    """
    candidates: list[Entity] = []
    for pattern in (_CLOCK, _COLON):
        candidates += [_clock_time(match) for match in pattern.finditer(text)]
    for pattern, value, approximate in _NAMED:
        candidates += [
            found("time", m, value, {"approx": True} if approximate else None) for m in pattern.finditer(text)
        ]
    if now is not None:
        candidates += [
            cut("time", text, one.start, one.end, one.moment.strftime("%H:%M"), {"approx": True})
            for one in clock.ago(text, now)
        ]
    for match in _PART_ALONE.finditer(text):
        part, low, high = _PARTS[match["part"]]
        candidates.append(found("time", match, None, {"approx": True, "part": part, "from": low, "to": high}))
    return _joined(text, longest(candidates))


def _clock_time(match: re.Match[str]) -> Entity:
    groups = match.groupdict()
    blocked = found("time", match, BLOCKED)
    part = (groups["part"] or groups.get("after") or "").lower()
    word = groups.get("word")
    hour = int(groups["h"]) if groups["h"] else (numerals.number(word or "") or 0)
    minute = 30 if groups.get("half") else (numerals.sino(groups["m"]) or 0) if groups["m"] else 0
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (word and not _word_may_be_hour(match, part)):
        return blocked if not word else Entity("time", BLOCKED, "", match.start(), match.start())
    extra: dict[str, object] = {}
    if groups["about"]:
        extra["approx"] = True
    if part:
        hour = _on_the_day(part, hour)
    elif 1 <= hour <= 12 and not (groups["h"] or "").startswith("0"):
        extra["ambiguous"] = True
        hour = hour + 12 if hour <= 6 else hour
    end = match.end()
    if groups.get("to"):
        if minute in (5, 10):
            hour, minute = divmod((hour * 60 - minute) % 1440, 60)
        else:
            end = match.start("to")  # 3시 전에 names a bound, not another time
        extra["approx"] = True
    return cut("time", match.string, match.start(), end, f"{hour % 24:02d}:{minute:02d}", extra)


def _word_may_be_hour(match: re.Match[str], part: str) -> bool:
    """한시 or 두시 inside another word is no hour: something before or after it must say so."""
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    if part or not ("가" <= before <= "힣"):
        return True
    return before in "제께늘일날은는에" or bool(match["about"] or match["m"] or match["half"])


def _on_the_day(part: str, hour: int) -> int:
    """The hour on a 24-hour clock, given the part of the day it was said with."""
    if hour > 12:
        return hour
    if part in _AM:
        return 0 if hour == 12 and part != "아침" else hour
    if part in ("밤", "한밤", "한밤중"):
        return hour % 12 if hour == 12 or hour <= 5 else hour + 12
    if part == "저녁" and hour == 12:
        return 0
    if part in ("낮", "점심", "대낮", "한낮") and hour in (10, 11):
        return hour
    return hour if hour == 12 else hour + 12


def _joined(text: str, times: list[Entity]) -> list[Entity]:
    """2시에서 3시 사이 is one time with an end; 9시부터 6시까지 stays two."""
    joined: list[Entity] = []
    for one in times:
        last = joined[-1] if joined else None
        between = text[last.end : one.start] if last else ""
        if (
            last
            and last.value
            and one.value
            and _RANGE.fullmatch(between)
            and re.match(r"\s*(?:사이|쯤)|$", text[one.end :])
            and "부터" not in between
        ):
            extra = {**(last.extra or {}), "approx": True, "until": one.value}
            joined[-1] = cut("time", text, last.start, one.end, last.value, extra)
        elif last and last.value is None and one.value and not between.strip():
            joined[-1] = one
        else:
            joined.append(one)
    return joined
