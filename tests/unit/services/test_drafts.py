"""A draft is found with its number and the birth date; three wrong tries lock it for a quarter of an hour."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.domain.errors import DraftLocked, DraftNotFound
from casework.services import drafts

BORN = "1964-05-12"


@pytest.fixture
def number(store, now) -> str:
    def make(uow):
        conversation = uow.conversations.create("c-1", "web", "h" * 64, now)
        case = drafts.create(uow, now, conversation, "accident")
        drafts.set_birth_hash(uow, case, BORN, "이순자")
        return case.number

    return store.run(make)


def attempt(store, now, number: str, born: str):
    """One try in a transaction of its own that is committed even when it fails, as the gateway does."""

    def work(uow):
        try:
            return drafts.find(uow, now, number, born).number
        except (DraftNotFound, DraftLocked) as error:
            return type(error)

    return store.run(work)


def test_the_right_birth_date_finds_the_draft(store, now, number) -> None:
    assert attempt(store, now, number, BORN) == number


def test_a_wrong_birth_date_looks_like_an_unknown_number(store, now, number) -> None:
    assert attempt(store, now, number, "1964-05-13") is DraftNotFound
    assert attempt(store, now, "0000-0000", BORN) is DraftNotFound


def test_three_wrong_tries_lock_for_fifteen_minutes_even_for_the_right_one(store, now, number) -> None:
    tries = [attempt(store, now, number, "1999-01-01") for _ in range(3)]

    assert tries == [DraftNotFound, DraftNotFound, DraftLocked]
    assert attempt(store, now + dt.timedelta(minutes=14, seconds=59), number, BORN) is DraftLocked
    assert attempt(store, now + dt.timedelta(minutes=15), number, BORN) == number


def test_a_right_try_forgets_the_wrong_ones(store, now, number) -> None:
    attempt(store, now, number, "1999-01-01")
    attempt(store, now, number, "1999-01-01")
    attempt(store, now, number, BORN)

    assert attempt(store, now, number, "1999-01-01") is DraftNotFound
