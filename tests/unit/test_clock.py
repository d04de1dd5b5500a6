"""A trial system's clock, and that no other system can have one."""

import datetime as dt

import pytest

from casework import clock
from casework.settings import BadSetting, Settings

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "clock"
    clock.follow(path)
    yield path
    clock.follow(None)


def test_the_clock_goes_on_from_what_the_file_says(file):
    file.write_text("2026-09-24T21:00:00+09:00")
    first = clock.now()
    assert dt.timedelta() <= first - dt.datetime(2026, 9, 24, 12, tzinfo=dt.UTC) < SECOND
    assert clock.now() > first


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-09-24T21:00:00"])
def test_a_file_that_says_no_moment_sets_nothing(file, text):
    file.write_text(text)
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < SECOND


def test_no_file_sets_nothing(file):
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < SECOND


def test_only_a_trial_system_may_have_a_clock(tmp_path):
    path = str(tmp_path / "clock")
    with pytest.raises(BadSetting, match="IEUM_TRIAL"):
        Settings.load({"IEUM_CLOCK": path})
    assert Settings.load({"IEUM_CLOCK": path, "IEUM_TRIAL": "1"}).clock == tmp_path / "clock"
