"""Wall-clock time in Korea, and spans counted back from now: 20분 전, 방금."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from casework.korean import numerals

SEOUL = timezone(timedelta(hours=9), "KST")  # no summer time since 1988


def wall(now: datetime) -> datetime:
    """The time on a Korean clock, without a zone; a naive value is taken as Korean time already."""
    return now.astimezone(SEOUL).replace(tzinfo=None) if now.tzinfo else now


@dataclass(frozen=True)
class Ago:
    """A moment named by its distance from now."""

    start: int
    end: int
    moment: datetime


_NUMBER = rf"\d{{1,3}}|{numerals.NATIVE}|{numerals.SINO}|{numerals.PAIR}"
_ABOUT = r"(?:쯤|정도|가량)?"
# A minute after an hour belongs to the clock: 3시 20분 전 is ten to three, not twenty minutes ago.
_COUNTED = re.compile(
    rf"(?:(?:한|약|대략)\s*)?(?<![\d시])(?<!시\s)(?:(?P<h>{_NUMBER})\s*시간\s*(?P<half>반)?\s*)?"
    rf"(?:(?P<m>{_NUMBER})\s*분)?{_ABOUT}\s*전(?!체|부|화|기)(?:쯤)?"
)
_JUST = re.compile(r"방금(?:\s*전)?|조금\s*전|좀\s*전|막\s*(?=다쳤|다쳐)|지금\s*막")


def ago(text: str, now: datetime) -> list[Ago]:
    """Moments within the last days, told in hours and minutes."""
    now = wall(now)
    moments = [Ago(m.start(), m.end(), now) for m in _JUST.finditer(text)]
    for match in _COUNTED.finditer(text):
        if not match["h"] and not match["m"]:
            continue
        minutes = 60 * (_count(match["h"]) if match["h"] else 0) + (_count(match["m"]) if match["m"] else 0)
        minutes += 30 if match["half"] else 0
        moments.append(Ago(match.start(), match.end(), now - timedelta(minutes=minutes)))
    return moments


def _count(word: str) -> int:
    if word in numerals.PAIRS:
        return numerals.PAIRS[word][0]
    return numerals.number(word) or 0
