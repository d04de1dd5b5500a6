"""Is the database there and of the right schema. Each refusal is one line that says what to do."""

from __future__ import annotations

from alembic.util.exc import CommandError
from sqlalchemy import inspect, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from casework.settings import Settings
from casework.store import engine as engines
from casework.store import migrate
from casework.supervisor.problems import CannotStart

_HOLDS_DATA = ("conversations", "cases", "staff")


def prepare_database(settings: Settings) -> bool:
    """Make or check the tables; true when they were made just now. Raises CannotStart.

    An old schema is migrated here only while it holds nothing: with data in it, a person decides
    when (after a backup).
    """
    url = settings.database_url
    shown = shown_address(url)
    try:
        settings.var.mkdir(parents=True, exist_ok=True)
        current = migrate.current(url)
        if current == migrate.head():
            return False
        if current is not None and not is_known(current):
            raise CannotStart(
                f"the database {shown} is of a newer version ({current}): update the program, not the database"
            )
        if current is not None and _holds_data(url):
            raise CannotStart(
                f"the database {shown} has an old schema ({current}, needed: {migrate.head()}): "
                "back it up, then run `./ieum migrate`"
            )
        if current is None and _tables(url):
            raise CannotStart(f"the database {shown} holds tables of something else: set DATABASE_URL to an empty one")
        migrate.upgrade(url)
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise CannotStart(f"the database {shown} cannot be reached ({reason}): check DATABASE_URL") from error
    except (ArgumentError, CommandError, SQLAlchemyError) as error:
        raise CannotStart(f"the database {shown} cannot be used ({str(error).splitlines()[0]})") from error
    return True


def shown_address(url: str) -> str:
    """A database address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "of DATABASE_URL"


def is_known(revision: str) -> bool:
    """Whether this version of the program has the revision."""
    return any((migrate.MIGRATIONS / "versions").glob(f"{revision}*.py"))


def _tables(url: str) -> list[str]:
    engine = engines.connect(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def _holds_data(url: str) -> bool:
    engine = engines.connect(url)
    try:
        there = set(inspect(engine).get_table_names())
        with engine.connect() as connection:
            return any(
                connection.execute(select(1).select_from(table(name)).limit(1)).first() is not None
                for name in _HOLDS_DATA
                if name in there
            )
    finally:
        engine.dispose()
