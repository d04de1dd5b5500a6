import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from casework.services import hours

KOREA = ZoneInfo("Asia/Seoul")


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=KOREA)


@pytest.mark.parametrize(
    ("moment", "state", "opens"),
    [
        ("2026-11-23T08:59", "night", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "open", "2026-11-23T09:00"),
        ("2026-11-23T11:59", "open", "2026-11-23T11:59"),
        ("2026-11-23T12:00", "lunch", "2026-11-23T13:00"),
        ("2026-11-23T13:00", "open", "2026-11-23T13:00"),
        ("2026-11-23T17:59", "open", "2026-11-23T17:59"),
        ("2026-11-23T18:00", "night", "2026-11-24T09:00"),
        ("2026-11-20T18:00", "night", "2026-11-23T09:00"),
        ("2026-11-21T10:00", "weekend", "2026-11-23T09:00"),
        ("2026-12-25T10:00", "holiday", "2026-12-28T09:00"),
        ("2026-12-31T23:59", "night", "2027-01-04T09:00"),
        ("2026-02-16T10:00", "holiday", "2026-02-19T09:00"),
        ("2026-05-01T10:00", "holiday", "2026-05-04T09:00"),
        ("2026-08-17T10:00", "holiday", "2026-08-18T09:00"),
        ("2026-10-05T10:00", "holiday", "2026-10-06T09:00"),
        ("2025-05-01T10:00", "holiday", "2025-05-02T09:00"),
    ],
)
def test_when_people_answer(moment, state, opens):
    found = hours.standard().at(at(moment))
    assert found.state == state
    assert found.is_open == (state == "open")
    assert found.next_opening == at(opens)
    assert hours.next_opening(at(moment).astimezone(dt.UTC)) == at(opens)


def test_the_next_opening_is_given_in_utc():
    assert hours.next_opening(at("2026-11-23T20:00")).tzinfo is dt.UTC


def test_working_days_leave_out_weekends_and_holidays():
    standard = hours.standard()
    assert standard.add_working_days(dt.date(2026, 11, 23), 7) == dt.date(2026, 12, 2)
    assert standard.add_working_days(dt.date(2026, 9, 23), 1) == dt.date(2026, 9, 28)
    assert standard.add_working_days(dt.date(2026, 11, 23), 0) == dt.date(2026, 11, 23)
    assert not standard.is_working_day(dt.date(2026, 5, 25))
