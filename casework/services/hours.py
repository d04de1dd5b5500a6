"""When people answer: opening hours, Korean public holidays, working days.

Times go in and come out as aware UTC; days are days in Korea.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from holidays import country_holidays

from casework.domain.figures import Uncovered
from casework.parameters import Parameters
from casework.parameters import load as load_parameters

KOREA = ZoneInfo("Asia/Seoul")
_PARAMS = Path(__file__).resolve().parents[2] / "params"
_ONE_DAY = dt.timedelta(days=1)
_FAR = 30  # days to look ahead; the longest run of holidays is far shorter

OPEN, LUNCH, NIGHT, WEEKEND, HOLIDAY = "open", "lunch", "night", "weekend", "holiday"


@dataclass(frozen=True)
class Moment:
    """Whether someone is there, why not, and from when on again (UTC; now itself if open)."""

    state: str  # open | lunch | night | weekend | holiday
    next_opening: dt.datetime

    @property
    def is_open(self) -> bool:
        """Whether people answer now."""
        return self.state == OPEN


class Hours:
    """Opening hours out of the parameters. Raises Uncovered for unknown days."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    def at(self, moment: dt.datetime) -> Moment:
        """What is at this moment."""
        local = moment.astimezone(KOREA)
        day, time = local.date(), local.time()
        state = self._closed_all_day(day)
        if state is None:
            opens, closes = self._span("open", day)
            lunch_from, lunch_to = self._span("lunch", day)
            if lunch_from <= time < lunch_to:
                return Moment(LUNCH, _utc(day, lunch_to))
            if opens <= time < closes:
                return Moment(OPEN, moment.astimezone(dt.UTC))
            if time < opens:
                return Moment(NIGHT, _utc(day, opens))
            state = NIGHT
        return Moment(state, self._opening_after(day))

    def is_open(self, moment: dt.datetime) -> bool:
        """Whether people answer at this moment; at lunch they do not."""
        return self.at(moment).is_open

    def next_opening(self, moment: dt.datetime) -> dt.datetime:
        """When people answer again; `moment` itself if they do now."""
        return self.at(moment).next_opening

    def is_working_day(self, day: dt.date) -> bool:
        """Neither weekend nor holiday."""
        return self._closed_all_day(day) is None

    def add_working_days(self, start: dt.date, days: int) -> dt.date:
        """The last day of a period of `days` working days that begins on the day after `start`."""
        day = start
        while days > 0:
            day += _ONE_DAY
            days -= self.is_working_day(day)
        return day

    def _opening_after(self, day: dt.date) -> dt.datetime:
        for _ in range(_FAR):
            day += _ONE_DAY
            if self.is_working_day(day):
                return _utc(day, self._span("open", day)[0])
        raise LookupError(f"no opening within {_FAR} days before {day}")

    def _closed_all_day(self, day: dt.date) -> str | None:
        own = str(self._parameters.on("service-hours.own-holidays", day).value).split()
        if day in _public_holidays(day.year) or day.strftime("%m-%d") in own:
            return HOLIDAY
        days = str(self._parameters.on("service-hours.days", day).value).split()
        return None if str(day.isoweekday()) in days else WEEKEND

    def _span(self, name: str, day: dt.date) -> tuple[dt.time, dt.time]:
        start, end = str(self._parameters.on(f"service-hours.{name}", day).value).split("-")
        return dt.time.fromisoformat(start), dt.time.fromisoformat(end)


@lru_cache(maxsize=1)
def standard() -> Hours:
    """The hours of params/service_hours.yaml."""
    return Hours(load_parameters(_PARAMS))


def next_opening(now: dt.datetime) -> dt.datetime:
    """When people answer again by the standard hours; `now` itself if they do now."""
    return standard().next_opening(now)


def is_off(day: dt.date) -> bool:
    """Whether the agency does not work on a day: weekend, public or substitute holiday, Labour Day."""
    try:
        return not standard().is_working_day(day)
    except Uncovered:  # before the hours that we know: the calendar alone
        return day.isoweekday() > 5 or day in _public_holidays(day.year)


@lru_cache(maxsize=16)
def _public_holidays(year: int) -> frozenset[dt.date]:
    return frozenset(country_holidays("KR", years=year))


def _utc(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, KOREA).astimezone(dt.UTC)
