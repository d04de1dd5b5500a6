"""Connections: the address of the database turned into a SQLAlchemy engine."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

BUSY_SECONDS = 10
_WRITE = "casework_write"


def parse(url: str) -> URL:
    """The SQLAlchemy address of `url`. Raises ValueError for a database that is not supported."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise ValueError("the SQLite store needs a file: several processes share it")
        return parsed.set(drivername="sqlite")
    raise ValueError(f"unsupported database: {parsed.drivername}")


def connect(url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine for `url`. Begin with `for_writing(engine)` to take the write lock at once."""
    parsed = parse(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args={"connect_timeout": 5}
        )
    _private_file(Path(parsed.database or ""))
    engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=20)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own; _begin does
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        _use_wal(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A reader that turned writer half-way would fail at once instead of waiting its turn.
        write = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine and pool, with transactions that hold the write lock from their start."""
    return engine.execution_options(**{_WRITE: True})


def _private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))  # SQLite gives -wal and -shm the same mode


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL once. SQLite does not wait for others here, so we do."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
