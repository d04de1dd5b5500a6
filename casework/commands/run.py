"""`ieum run`: check, prepare, start, watch."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from casework.commands.output import print_json, print_table, say
from casework.settings import Settings
from casework.supervisor import checks, ports
from casework.supervisor.problems import CannotStart
from casework.supervisor.programs import programs
from casework.supervisor.supervise import Supervisor, state_file


def run(*, as_json: bool) -> None:
    """Until Ctrl-C. Raises CannotStart with one line that says what to do."""
    settings = Settings.load()
    tell = (lambda line: None) if as_json else say
    with only_one(settings):
        ports.check(settings)
        model = checks.check_installation(settings.root)
        with Supervisor(settings, programs(settings, model), tell) as supervisor:
            # The engine takes longest and needs no database: it starts before anything else is even imported.
            supervisor.start("engine")
            prepare(settings, quiet=as_json)
            tell("Starting engine, actions and gateway …")
            supervisor.start()
            supervisor.watch(lambda: _show_addresses(settings, as_json=as_json))
        tell("Stopped.")


def prepare(settings: Settings, *, quiet: bool = False) -> None:
    """Schema, key, first administrator, and the demonstration in a database made just now."""
    from casework import clock
    from casework.bootstrap import start
    from casework.commands import demo
    from casework.services import staff
    from casework.supervisor.database import prepare_database

    fresh = prepare_database(settings)
    app = start(settings)
    try:
        password = app.store.run(lambda uow: staff.ensure_first_admin(uow, clock.now()))
        if password is not None and not quiet:
            say("First administrator, shown only now:")
            say(f"  login     {staff.FIRST_ADMIN}\n  password  {password}")
        if fresh and os.environ.get("IEUM_DEMO", "1") != "0":
            loaded = demo.load(app)
            if not quiet:
                demo.show(loaded)
    finally:
        app.store.close()


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """One supervisor a data folder. Raises CannotStart where there is one."""
    lock_path = state_file(settings).with_name("supervisor.lock")
    with lock_path.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            pid = lock.read().strip()
            raise CannotStart(
                f"already running with the data in {settings.var} (pid {pid or '?'}): stop that one, or set IEUM_VAR"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def addresses(settings: Settings) -> dict[str, str]:
    """Where everything answers."""
    outside = f"http://{'127.0.0.1' if settings.host in ('0.0.0.0', '::') else settings.host}:{settings.port}"
    return {
        "worker chat": f"{outside}/",
        "staff desk": f"{outside}/desk",
        "API": f"{outside}/api/docs",
        "ready?": f"{outside}/readyz",
        "engine (internal)": ", ".join(settings.engine_urls),
        "actions (internal)": settings.actions_url,
    }


def _show_addresses(settings: Settings, *, as_json: bool) -> None:
    if as_json:
        print_json({"ready": True, "addresses": addresses(settings)})
        return
    print_table(["", ""], [[name, address] for name, address in addresses(settings).items()])
    say(f"Everything answers. Ctrl-C stops it. Logs: {settings.var / 'log'}")
