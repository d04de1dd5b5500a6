"""While the database is away a message gets a fallback number, and is stored once when it is back."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from connectors.problems import Problem
from connectors.spool import Spool

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


@pytest.fixture
def spool(tmp_path, vault) -> Spool:
    return Spool(tmp_path / "spool", vault)


def test_a_kept_message_has_a_number_and_a_repeat_the_same_one(spool) -> None:
    first = spool.keep("c", "secret", "m1", "접수해 주세요", NOW)

    assert first.startswith("F261123-")
    assert spool.keep("c", "secret", "m1", "접수해 주세요", NOW) == first
    assert len(spool.entries()) == 1


def test_nothing_lies_on_the_disk_in_the_clear(spool, tmp_path) -> None:
    spool.keep("c", "secret", "m1", "오른손을 다쳤어요", NOW)

    (file,) = (tmp_path / "spool").iterdir()
    assert "오른손" not in file.read_text() and "secret" not in file.read_text()


def test_everything_is_handed_in_once_in_order(spool) -> None:
    for index in range(3):
        spool.keep("c", "secret", f"m{index}", str(index), NOW + dt.timedelta(seconds=index))
    got: list[str] = []

    async def deliver(entry) -> None:
        got.append(entry["text"])

    assert asyncio.run(spool.hand_in(deliver)) == 3
    assert asyncio.run(spool.hand_in(deliver)) == 0
    assert got == ["0", "1", "2"]


def test_a_database_that_is_still_away_keeps_everything(spool) -> None:
    spool.keep("c", "secret", "m1", "x", NOW)

    async def deliver(entry) -> None:
        raise Problem(503, "unforeseen")

    assert asyncio.run(spool.hand_in(deliver)) == 0
    assert len(spool.entries()) == 1


def test_a_message_with_a_wrong_secret_is_dropped(spool) -> None:
    spool.keep("c", "wrong", "m1", "x", NOW)

    async def deliver(entry) -> None:
        raise Problem(404, "no_conversation")

    asyncio.run(spool.hand_in(deliver))
    assert spool.entries() == []
