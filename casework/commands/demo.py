"""`ieum demo`."""

from __future__ import annotations

from casework import clock
from casework.bootstrap import Application
from casework.commands.environment import application
from casework.commands.output import print_json, print_table, say
from casework.services import demo as service


def demo(*, as_json: bool) -> None:
    """Load what is missing of the demonstration, and print the password of new people once."""
    with application() as app:
        loaded = load(app)
    if as_json:
        print_json(loaded.as_dict())
    else:
        show(loaded)


def load(app: Application) -> service.Loaded:
    """The same for a caller that has the application open."""
    now = clock.now()
    return app.store.run(lambda uow: service.load(uow, app.kit, now, app.settings.root / "demo"))


def show(loaded: service.Loaded) -> None:
    """What was loaded, for people."""
    if not loaded.staff and not loaded.cases:
        say("The demonstration is loaded already; `./ieum staff reset LOGIN` gives a new password.")
        return
    rows = [[p["login"], p["name"], p["role"], p["branch"] or "-"] for p in loaded.staff]
    if rows:
        say("Demonstration staff:")
        print_table(["login", "name", "role", "branch"], rows)
        say(f"One password for all of them, shown only now: {loaded.password}")
    if loaded.cases:
        say(f"Demonstration cases: {', '.join(loaded.cases)}")
