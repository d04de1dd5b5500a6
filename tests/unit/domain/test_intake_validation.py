"""Whether a value can be true at all. A hint is no refusal."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.intake.validation import birth_date, problem, registration_checksum_fits
from casework.intake import definition

TODAY = dt.date(2026, 11, 23)


def wrong(field: str, value: object) -> str | None:
    """The problem with `value` as an answer to `field`."""
    return problem(definition().fields[field], value, TODAY)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("accident.date", "2026-11-23", None),
        ("accident.date", "2026-11-24", "future_date"),
        ("accident.date", "1899-12-31", "too_old"),
        ("accident.date", "1900-01-01", None),
        ("accident.date", "2026-02-29", "bad_date"),
        ("accident.date", "어제", "bad_date"),
        ("accident.date", None, "bad_date"),
        ("worker.phone", "010-0000-0000", None),
        ("worker.phone", "+84 00 000 0000", None),
        ("worker.phone", "0000000", "bad_phone"),
        ("worker.phone", "0" * 16, "bad_phone"),
        ("worker.registration_number", "000000-0000000", None),
        ("worker.registration_number", "0000000000000", None),
        ("worker.registration_number", "00000-0000000", "bad_registration"),
        ("workplace.registration_number", "000-00-00000", None),
        ("workplace.registration_number", "00-000-00000", "bad_business_number"),
        ("worker.name", "김", None),
        ("worker.name", "O'Neil", None),
        ("worker.name", "阮文南", None),
        ("worker.name", "", "bad_name"),
        ("worker.name", "12", "bad_name"),
        ("worker.name", "가" * 61, "bad_name"),
        ("accident.type", "caught_in", None),
        ("accident.type", "eaten", "not_an_option"),
        ("care.setting", "inpatient", None),
        ("care.setting", "hotel", "not_an_option"),
        ("accident.story", "가" * 20_000, None),
        ("accident.story", "가" * 20_001, "too_long"),
        ("accident.place", "가" * 20_001, "too_long"),
    ],
)
def test_a_value_is_possible_or_the_problem_is_named(field: str, value: object, expected: str | None) -> None:
    assert wrong(field, value) == expected


@given(st.dates(dt.date(1900, 1, 1), TODAY))
def test_every_day_until_today_is_possible(day: dt.date) -> None:
    assert wrong("accident.date", day.isoformat()) is None


@given(st.dates(TODAY + dt.timedelta(days=1), dt.date(2999, 1, 1)))
def test_no_day_to_come_is_possible(day: dt.date) -> None:
    assert wrong("worker.birth_date", day.isoformat()) == "future_date"


@given(
    st.sampled_from(sorted(definition().fields)),
    st.one_of(st.none(), st.text(), st.integers(), st.lists(st.text()), st.booleans()),
)
def test_no_value_of_a_wrong_kind_breaks_the_check(field: str, value: object) -> None:
    if definition().fields[field].type in ("choice",) and isinstance(value, list):
        return  # a choice is one value; the reader gives no list
    assert wrong(field, value) is None or isinstance(wrong(field, value), str)


def test_a_number_that_does_not_fit_the_checksum_is_only_hinted_at() -> None:
    """Numbers given since October 2020 follow no checksum."""
    body = "900101100000"
    digit = next(str(d) for d in range(10) if registration_checksum_fits(body + str(d)))
    other = str((int(digit) + 1) % 10)
    assert registration_checksum_fits(f"900101-100000{digit}")
    assert not registration_checksum_fits(body + other)
    assert wrong("worker.registration_number", f"900101-100000{other}") is None


@pytest.mark.parametrize("number", ["", "1", "9001011", "90010110000000"])
def test_a_number_of_another_length_fits_no_checksum(number: str) -> None:
    assert not registration_checksum_fits(number)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("19640512", "1964-05-12"),
        ("640512", "1964-05-12"),
        ("1964.5.12", "1964-05-12"),
        ("1964-05-12", "1964-05-12"),
        ("64년 5월 12일", "1964-05-12"),
        ("1964년 5월 12일생입니다", "1964-05-12"),
        ("050301", "2005-03-01"),
        ("990229", None),
        ("20000229", "2000-02-29"),
        ("19641332", None),
        ("5월 12일", None),
        ("1964", None),
        ("", None),
        ("예순두 살", None),
    ],
)
def test_a_birth_date_is_read_in_the_ways_that_people_write_it(text: str, day: str | None) -> None:
    assert birth_date(text) == day


@given(st.dates(dt.date(1927, 1, 1), dt.date(2026, 12, 31)))
def test_eight_six_and_dotted_digits_mean_the_same_day(day: dt.date) -> None:
    ways = (f"{day:%Y%m%d}", f"{day:%Y.%m.%d}", f"{day:%y%m%d}")
    assert {birth_date(way) for way in ways} == {day.isoformat()}


@given(st.text())
def test_nothing_breaks_the_reading_of_a_birth_date(text: str) -> None:
    found = birth_date(text)
    assert found is None or dt.date.fromisoformat(found)
