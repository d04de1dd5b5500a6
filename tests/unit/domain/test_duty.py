import datetime as dt

import pytest

from casework.domain.duty import Absence, absent_on, parse_hours, problem

DAY = dt.date(2026, 11, 23)  # a Monday


def days(first, last, deputy=None):
    return Absence(DAY + dt.timedelta(days=first), DAY + dt.timedelta(days=last), deputy)


@pytest.mark.parametrize(
    ("local", "works"),
    [
        ("2026-11-23T09:00", True),
        ("2026-11-23T08:59", False),
        ("2026-11-23T12:59", True),
        ("2026-11-23T13:00", False),
        ("2026-11-25T10:00", False),  # Wednesday
    ],
)
def test_own_hours_count_from_the_first_minute_to_before_the_last(local, works):
    assert parse_hours("1 2 09:00-13:00").covers(dt.datetime.fromisoformat(local)) is works


@pytest.mark.parametrize(
    "text", ["", "09:00-13:00", "1 2", "8 09:00-13:00", "1 13:00-09:00", "1 25:00-26:00", "1 9-13"]
)
def test_what_are_no_hours_is_refused(text):
    with pytest.raises(ValueError):
        parse_hours(text)


def test_both_ends_of_an_absence_belong_to_it():
    away = [days(0, 4)]
    assert absent_on(away, DAY) is absent_on(away, DAY + dt.timedelta(days=4)) is away[0]
    assert absent_on(away, DAY + dt.timedelta(days=5)) is None


@pytest.mark.parametrize(
    ("absence", "others", "wrong"),
    [
        (days(0, 0), [], None),
        (days(1, 0), [], "absence_order"),
        (days(-3, -1), [], "absence_past"),
        (days(-3, 0), [], None),
        (days(0, 366), [], "absence_long"),
        (days(0, 4), [days(4, 6)], "absence_overlap"),
        (days(0, 4), [days(5, 6)], None),
    ],
)
def test_what_can_be_planned(absence, others, wrong):
    assert problem(absence, others, DAY) == wrong
