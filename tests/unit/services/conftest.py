"""A conversation with the dialogue services, for all tests of them."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.services.kit import Kit
from casework.settings import ROOT
from casework.store.database import Store
from tests.unit.services.talking import Talk


@pytest.fixture(scope="session")
def whole_kit() -> Kit:
    """The product's own words, answers and calculators, read once."""
    return Kit.load(ROOT)


@pytest.fixture
def talk(store: Store, whole_kit: Kit, now: dt.datetime) -> Talk:
    """A worker's web chat on either database."""
    return Talk(store, whole_kit, now)
