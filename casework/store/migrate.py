"""Bring a database to the newest schema, from any working directory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from casework.store import engine as engines

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
_LOCK = 4_207_001  # any fixed number: PostgreSQL's name for "someone is migrating"


def upgrade(url: str) -> str:
    """Apply what is missing in one transaction; returns the revision. Safe to run from two processes."""
    with _connection(url, writing=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            broken = connection.execute(text("pragma foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"migration left {len(broken)} rows without their parent")
    return head()


def head() -> str:
    """The newest revision in the tree."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("no migrations found")
    return revision


def current(url: str) -> str | None:
    """The revision of the database; None for an empty one."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(url: str) -> bool:
    """Whether the database has the newest schema."""
    return current(url) == head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _connection(url: str, *, writing: bool = False) -> Iterator[Connection]:
    # SQLite rebuilds tables to change them, which needs foreign keys off until the check at the end.
    engine = engines.connect(url, foreign_keys=False)
    try:
        with (engines.for_writing(engine) if writing else engine).begin() as connection:
            yield connection
    finally:
        engine.dispose()
