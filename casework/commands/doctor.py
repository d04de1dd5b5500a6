"""`ieum doctor`: everything the product needs, each ok, warn or fail with what to do."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from casework import parameters
from casework.commands.output import CommandFailed, console, print_json
from casework.settings import Settings
from casework.store import migrate
from casework.store.vault import Vault, VaultError
from casework.supervisor import database as databases
from casework.supervisor import installation, ports, speech_model
from casework.supervisor.supervise import answers

OK, WARN, FAIL = "ok", "warn", "fail"
COLOURS = {OK: "green", WARN: "yellow", FAIL: "red"}
LEAST_FREE = 2 * 1024**3  # bytes: a model, its logs and a day of attachments


@dataclass(frozen=True)
class Finding:
    """One line of the report; `advice` is empty where all is well."""

    check: str
    state: str
    found: str
    advice: str = ""


def doctor(*, as_json: bool) -> None:
    """Print the report. Raises CommandFailed if anything is broken."""
    settings = Settings.load()
    findings = [finding for check in CHECKS for finding in check(settings)]
    if as_json:
        print_json({"ok": all(f.state != FAIL for f in findings), "checks": [asdict(f) for f in findings]})
    else:
        for f in findings:
            console.print(f"{f.state:<5}", style=COLOURS[f.state], end="")
            console.print(f"{f.check:<12} {f.found}" + (f"  → {f.advice}" if f.advice else ""), markup=False)
    broken = [f.check for f in findings if f.state == FAIL]
    if broken:
        raise CommandFailed(f"needs attention: {', '.join(dict.fromkeys(broken))}")


def pythons(settings: Settings) -> Iterator[Finding]:
    """Versions of both interpreters."""
    version = "{}.{}.{}".format(*sys.version_info)
    fits = sys.version_info[:2] >= installation.OLDEST_PYTHON
    yield Finding("python", OK if fits else FAIL, version, "" if fits else "Python 3.11 or newer is needed")
    engine = installation.engine_environment(settings.root).python
    found = _output([str(engine), "-c", "import platform; print(platform.python_version())"])
    wanted = ".".join(map(str, installation.ENGINE_PYTHON))
    fits = found is not None and found.startswith(f"{wanted}.")
    yield Finding("python", OK if fits else FAIL, f"engine: {found or 'missing'}", "" if fits else "run `make setup`")


def environments(settings: Settings) -> Iterator[Finding]:
    """Both environments against their locks, and the web assets."""
    for environment in (installation.main_environment(settings.root), installation.engine_environment(settings.root)):
        name = environment.folder.name
        if environment.fits():
            yield Finding("packages", OK, f"{name} fits its lock")
        elif environment.exists():
            yield Finding("packages", WARN, f"{name} does not fit its lock", "run `make setup`")
        else:
            yield Finding("packages", FAIL, f"{name} is missing", "run `make setup`")
    if installation.node_fits(settings.root):
        yield Finding("web assets", OK, "node_modules fits its lock")
    else:
        there = (settings.root / "node_modules").is_dir()
        yield Finding("web assets", WARN if there else FAIL, "node_modules does not fit its lock", "run `make setup`")


def speech(settings: Settings) -> Iterator[Finding]:
    """The optional speech for trial: silent where nobody wants it."""
    if speech_model.is_there(settings.root):
        try:
            speech_model.check(speech_model.folder(settings.root), speech_model.record(settings.root))
        except speech_model.BadModel as error:
            yield Finding("speech", WARN, str(error), "remove .venv-speech and run `make speech`")
            return
        yield Finding("speech", OK, "installed, " + ("on" if settings.speech_trial else "off (IEUM_SPEECH_TRIAL)"))
    elif settings.speech_trial:
        yield Finding("speech", WARN, "switched on but not installed", "run `make speech`")


def model(settings: Settings) -> Iterator[Finding]:
    """Whether the trained model fits the training data."""
    path = installation.model_path(settings.root)
    if path.exists():
        yield Finding("model", OK, path.name)
    else:
        stale = bool(installation.models(settings.root))
        yield Finding("model", FAIL, "older than its training data" if stale else "missing", "run `make setup`")


def database(settings: Settings) -> Iterator[Finding]:
    """Reachable, and of the schema that the program needs."""
    shown = databases.shown_address(settings.database_url)
    try:
        current = migrate.current(settings.database_url) if _exists(settings) else None
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        yield Finding("database", FAIL, f"{shown}: {reason}", "check DATABASE_URL and that the server runs")
        return
    if current is None:
        yield Finding("database", WARN, f"{shown}: empty", "`make run` or `./ieum migrate` makes the tables")
    elif current == migrate.head():
        yield Finding("database", OK, f"{shown}, schema {current}")
    elif databases.is_known(current):
        yield Finding("database", FAIL, f"{shown}: old schema {current}", "back it up, then run `./ieum migrate`")
    else:
        yield Finding("database", FAIL, f"{shown}: newer schema {current}", "update the program")


def key(settings: Settings) -> Iterator[Finding]:
    """The key file: there, well-formed, readable by its owner only."""
    path = settings.key_file
    if not path.exists():
        empty = not _exists(settings)
        advice = "the first start makes it" if empty else "restore it: sealed values cannot be read without it"
        yield Finding("key file", WARN if empty else FAIL, f"{path} is missing", advice)
        return
    try:
        Vault.open(path)
    except VaultError as error:
        yield Finding("key file", FAIL, str(error), f"chmod 600 {path}, or restore it from its backup")
        return
    yield Finding("key file", OK, f"{path}, mode 600")


def addresses(settings: Settings) -> Iterator[Finding]:
    """The ports: free, or in use by the product itself."""
    running = answers(f"http://127.0.0.1:{settings.port}/healthz")
    for host, port in (
        (settings.host, settings.port),
        *(("127.0.0.1", p) for p in (*settings.engine_ports, settings.actions_port)),
    ):
        reason = ports.why_not(host, port)
        if reason is None:
            yield Finding("ports", OK, f"{port} is free")
        elif running:
            yield Finding("ports", OK, f"{port} is in use; the product is running")
        else:
            yield Finding("ports", FAIL, f"{port} is {reason}", f"choose another: PORT={settings.port + 10}")


def disk(settings: Settings) -> Iterator[Finding]:
    """Free space where the data lies."""
    place = next(folder for folder in (settings.var, *settings.var.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    low = free < LEAST_FREE
    yield Finding("disk", WARN if low else OK, f"{free / 1024**3:.1f} GB free", "make room" if low else "")


def law(settings: Settings) -> Iterator[Finding]:
    """Parameters that a person must look at."""
    try:
        report = parameters.load(settings.root / "params").report(dt.date.today())
    except ValueError as error:
        yield Finding("parameters", FAIL, str(error), "mend the file")
        return
    for what, ids in (
        ("without a value today", report.uncovered),
        ("unverified", [f.id for f in report.unverified]),
        ("ending soon", [f.id for f in report.expiring]),
        ("not checked for long", [f.id for f in report.stale]),
    ):
        if ids:
            shown = ", ".join(ids[:3]) + (" …" if len(ids) > 3 else "")
            yield Finding("parameters", WARN, f"{len(ids)} {what}: {shown}", "check the source, edit params/")
    if report.clean:
        yield Finding("parameters", OK, "all verified and in force")


def browser(settings: Settings) -> Iterator[Finding]:
    """Needed by tests alone."""
    found = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    yield Finding(
        "browser", OK if found else WARN, found or "no chromium", "" if found else "only browser tests need it"
    )


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    pythons, environments, speech, model, database, key, addresses, disk, law, browser,
)  # fmt: skip


def _exists(settings: Settings) -> bool:
    """False for a SQLite file that is not there: looking must not make it."""
    scheme, _, path = settings.database_url.partition(":///")
    return not scheme.startswith("sqlite") or Path(path).exists()


def _output(command: list[str]) -> str | None:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
