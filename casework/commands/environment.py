"""What commands stand on: the .env file, the opened application, and failures of the surroundings in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.commands.output import CommandFailed


def read_env_file(path: Path) -> None:
    """Take settings from `path` that the environment does not have. Raises CommandFailed for a faulty line."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().isidentifier():
            raise CommandFailed(f"{path.name}, line {number}: write NAME=value")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


@contextmanager
def application() -> Iterator:
    """The application, closed at the end. The database must have the newest schema. Raises CommandFailed."""
    from casework.bootstrap import start
    from casework.settings import Settings
    from casework.supervisor.database import prepare_database

    settings = Settings.load()
    prepare_database(settings)
    app = start(settings)
    try:
        yield app
    finally:
        app.store.close()


def explain(error: Exception) -> str | None:
    """One line for what is wrong with the surroundings; None where the program itself is at fault."""
    from sqlalchemy.exc import OperationalError

    from casework.store.database import NotMigrated
    from casework.store.vault import VaultError
    from casework.supervisor.problems import CannotStart

    if isinstance(error, (CannotStart, VaultError, NotMigrated)):
        return str(error)
    if isinstance(error, OperationalError):
        reason = str(error.orig).strip().splitlines()
        return f"the database cannot be used ({reason[0] if reason else 'no reason given'}): check DATABASE_URL"
    if isinstance(error, PermissionError):
        return f"{error.filename}: not allowed; check who owns the folder"
    return None
