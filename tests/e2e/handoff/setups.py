"""The three set-ups of the contract: SQLite; PostgreSQL; two gateways on PostgreSQL and Redis. One clock in each."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import redis

from casework.store.database import Store
from casework.store.vault import Vault
from tests.conftest import POSTGRES, unavailable
from tests.e2e.conftest import ROOT, System, free_ports, own_database, running
from tests.e2e.handoff.receiver import Receiver

NAMES = ("sqlite", "postgresql", "two_gateways")
KOREA = ZoneInfo("Asia/Seoul")
MORNING = "2026-11-23T10:00"  # a Monday in opening hours
PHONE_SECRET = "secret-of-the-voice-gateway"
NOTIFY_SECRET = "secret-of-the-notifier"
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


@dataclass
class Setup:
    """A running system. Workers come by `worker_url`, staff by `desk_url`: with two gateways not the same."""

    name: str
    system: System
    worker_url: str
    desk_url: str
    store: Store
    clock: Path
    told: Receiver
    branches: Iterator[str]
    grace: dt.timedelta = dt.timedelta(seconds=120)
    _moment: list[float] = field(default_factory=list)

    def at(self, local: str) -> None:
        """Set the clock of every process to this moment in Korea; from there it goes on."""
        moment = dt.datetime.fromisoformat(local).replace(tzinfo=KOREA)
        part = self.clock.with_suffix(".part")
        part.write_text(moment.isoformat(), encoding="ascii")
        part.replace(self.clock)

    def later(self, by: dt.timedelta) -> None:
        """Let the time pass at once."""
        self.at((self.now() + by).astimezone(KOREA).replace(tzinfo=None).isoformat())

    def now(self) -> dt.datetime:
        """The moment that every process reads now."""
        told = dt.datetime.fromisoformat(self.clock.read_text(encoding="ascii"))
        return told + (dt.datetime.now(dt.UTC) - dt.datetime.fromtimestamp(self.clock.stat().st_mtime, dt.UTC))

    @contextmanager
    def stopped(self, process: str) -> Iterator[None]:
        """The process hangs meanwhile."""
        pid = self.system.pids[process]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def kill(self, process: str) -> None:
        """SIGKILL; the supervisor starts it again."""
        os.kill(self.system.pids[process], signal.SIGKILL)


@contextmanager
def start(name: str, var: Path) -> Iterator[Setup]:
    """Run the system in this set-up. Skips where the machine lacks a part of it."""
    clock = var / "clock"
    clock.write_text(dt.datetime.fromisoformat(MORNING).replace(tzinfo=KOREA).isoformat(), encoding="ascii")
    with ExitStack() as stack:
        told = stack.enter_context(Receiver.listening())
        environment = {
            "IEUM_TRIAL": "1",
            "IEUM_CLOCK": str(clock),
            "IEUM_DEMO": "0",
            "IEUM_NOTIFY_URL": told.url,
            "IEUM_NOTIFY_SECRET": NOTIFY_SECRET,
            "IEUM_PHONE_SECRET": PHONE_SECRET,
        }
        url = None
        if name != "sqlite":
            try:
                url = stack.enter_context(own_database(POSTGRES))
            except OSError as error:
                unavailable(f"no PostgreSQL: {error}")
        if name == "two_gateways":
            environment["REDIS_URL"] = _empty_redis()
        system = stack.enter_context(running(var, url, **environment))
        desk_url = system.url
        if name == "two_gateways":
            desk_url = stack.enter_context(_second_gateway(system, environment))
        store = Store(url or f"sqlite:///{var / 'casework.db'}", Vault.open_or_create(var / "keys" / "vault.key"))
        stack.callback(store.close)
        yield Setup(name, system, system.url, desk_url, store, clock, told, _branches())


def _branches() -> Iterator[str]:
    """A branch of its own for each test, so that none meets the people of another; 안산 is that of the scripted claim."""
    from casework import branches

    return iter([branch.code for branch in branches.load().branches if branch.code not in (branch.hq, "ansan")])


def _empty_redis() -> str:
    try:
        redis.Redis.from_url(REDIS).flushdb()
    except redis.ConnectionError as error:
        unavailable(f"no Redis: {error}")
    return REDIS


@contextmanager
def _second_gateway(system: System, environment: dict[str, str]) -> Iterator[str]:
    """Another gateway beside the one of `ieum run`, on the same database, engine and actions."""
    first, port = int(system.url.rpartition(":")[2]), free_ports()
    env = {k: v for k, v in os.environ.items() if not k.startswith("IEUM_")} | environment
    env |= {
        "PORT": str(port),
        "IEUM_ENGINE_PORT": str(first + 1),
        "IEUM_ACTIONS_PORT": str(first + 2),
        "IEUM_VAR": str(system.var),
        "DATABASE_URL": system.database_url or "",
        "PYTHONPATH": str(ROOT),
    }
    log = (system.var / "log" / "gateway-2.log").open("ab")
    process = subprocess.Popen([sys.executable, "-m", "connectors"], cwd=ROOT, env=env, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _wait(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(url + "/readyz", timeout=3, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        threading.Event().wait(0.1)
    raise AssertionError("the second gateway did not start")
