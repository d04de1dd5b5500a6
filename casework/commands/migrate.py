"""`ieum migrate`."""

from __future__ import annotations

from casework.commands.output import CommandFailed, print_json, say
from casework.settings import Settings
from casework.store import migrate as schema
from casework.supervisor.database import is_known, shown_address


def migrate(*, as_json: bool) -> None:
    """Apply what is missing. Raises CommandFailed for a database of a newer version."""
    settings = Settings.load()
    settings.var.mkdir(parents=True, exist_ok=True)
    before = schema.current(settings.database_url)
    if before is not None and not is_known(before):
        raise CommandFailed(f"the database is of a newer version ({before}): update the program, not the database")
    after = schema.upgrade(settings.database_url)
    if as_json:
        print_json({"database": shown_address(settings.database_url), "from": before, "to": after})
    elif before == after:
        say(f"Up to date ({after}).")
    else:
        say(f"Migrated from {before or 'an empty database'} to {after}.")
