"""Fixtures that every part shares: a clean store on both databases, the words, a fixed clock."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.engine import make_url

from casework.store import migrate
from casework.store.database import Store
from casework.store.models import Base
from casework.store.vault import Vault

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes says something of the machine, not of the code.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def unavailable(reason: str) -> None:
    """Skip with the reason; on CI a test that cannot run is a failure."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def now() -> dt.datetime:
    """Monday 2026-11-23, 10:00 in Seoul: an ordinary working morning."""
    return dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def words():
    """The product's own responses."""
    from casework.words import Words

    return Words.load(ROOT / "bot" / "domain" / "responses")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A fresh key file."""
    return Vault.open_or_create(tmp_path / "keys" / "vault.key")


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "store.sqlite"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_url() -> Iterator[str | None]:
    """A migrated database of this run alone, dropped afterwards; None without a server."""
    name = f"casework_test_{os.getpid()}_{secrets.token_hex(3)}"
    try:
        admin = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield None
        return
    with admin:
        admin.execute(f'create database "{name}"')
        try:
            url = make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
            migrate.upgrade(url)
            yield url
        finally:
            admin.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty, migrated database, once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "store.sqlite"
        shutil.copy(request.getfixturevalue("_migrated_sqlite"), path)
        return f"sqlite:///{path}"
    url = request.getfixturevalue("_postgres_url")
    if url is None:
        unavailable(f"no PostgreSQL at {make_url(POSTGRES).host}:{make_url(POSTGRES).port}")
    with psycopg.connect(url, autocommit=True) as connection:
        tables = ", ".join(f'"{table}"' for table in Base.metadata.tables)
        connection.execute(f"truncate {tables} restart identity cascade")
    return url


@pytest.fixture
def store(store_url: str, vault: Vault) -> Iterator[Store]:
    """An empty store, once on SQLite and once on PostgreSQL."""
    opened = Store(store_url, vault)
    yield opened
    opened.close()


@pytest.fixture
def count_rows(store: Store):
    """How many rows a table has."""

    def count(table: str) -> int:
        with store.engine.connect() as connection:
            return connection.scalar(text(f'select count(*) from "{table}"'))

    return count
