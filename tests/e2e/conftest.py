"""The whole system as real processes: gateway, engine, actions, database, on free ports with files of its own."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.engine import make_url

from tests.e2e import browser as hands

ROOT = Path(__file__).resolve().parents[2]

READY_WITHIN = 240.0  # seconds; the engine loads its model on a busy machine


@dataclass
class System:
    """A running system. `url` is the public address, `var` its folder."""

    url: str
    var: Path
    database_url: str | None
    process: subprocess.Popen[str]
    output: list[str]

    @property
    def pids(self) -> dict[str, int]:
        """Process name → pid as it is now; a process between two starts is left out."""
        state = json.loads((self.var / "run" / "processes.json").read_text(encoding="ascii"))
        return {name: pid for name, pid in state.items() if pid}

    def is_ready(self) -> bool:
        """Whether engine, actions and database all answer."""
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                self.url + "/readyz", timeout=3
            ) as reply:
                return reply.status == 200
        except (OSError, urllib.error.URLError):
            return False

    def wait_until_ready(self, seconds: float = READY_WITHIN) -> None:
        """Fails the test with the system's own words if it does not come up."""
        deadline = time.monotonic() + seconds
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the system did not start:\n{self.words()}", pytrace=False)
            threading.Event().wait(0.3)

    def words(self) -> str:
        """What it printed and the ends of its logs."""
        logs = sorted((self.var / "log").glob("*.log"))
        ends = [f"--- {log.name}\n" + "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:]) for log in logs]
        return "\n".join(["".join(self.output), *ends])


@contextmanager
def running(var: Path, database_url: str | None = None, **environment: str) -> Iterator[System]:
    """`./ieum run` with its own files, ended cleanly afterwards."""
    port = free_ports()
    env = {k: v for k, v in os.environ.items() if not k.startswith("IEUM_") and k not in ("DATABASE_URL", "REDIS_URL")}
    env |= {"PORT": str(port), "IEUM_VAR": str(var)} | environment
    if database_url:
        env["DATABASE_URL"] = database_url
    process = subprocess.Popen(
        [ROOT / "ieum", "run"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output: list[str] = []
    threading.Thread(target=lambda: output.extend(process.stdout), daemon=True).start()
    system = System(f"http://127.0.0.1:{port}", var, database_url, process, output)
    try:
        system.wait_until_ready()
        yield system
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        if process.poll() is None:
            process.kill()


def free_ports() -> int:
    """The first of three ports in a row that nobody uses."""
    while True:
        first = 20_000 + secrets.randbelow(20_000)
        taken = []
        for port in range(first, first + 3):
            with socket.socket() as probe:
                taken.append(probe.connect_ex(("127.0.0.1", port)) == 0)
        if not any(taken):
            return first


@contextmanager
def own_database(server_url: str) -> Iterator[str]:
    """A fresh PostgreSQL database of this run, dropped afterwards."""
    name = f"casework_e2e_{os.getpid()}_{secrets.token_hex(3)}"
    with psycopg.connect(server_url, autocommit=True, connect_timeout=5) as admin:
        admin.execute(f'create database "{name}"')
        try:
            yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
        finally:
            admin.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One system for all end-to-end tests: SQLite, or PostgreSQL where E2E_DATABASE_URL names a server.

    Tests that kill processes start one of their own with `running`.
    """
    var = tmp_path_factory.mktemp("system")
    patient = {"IEUM_TURN_TIMEOUT": "60"}  # a busy machine is no failure here
    server = os.environ.get("E2E_DATABASE_URL")
    if not server:
        with running(var, **patient) as started:
            yield started
        return
    with own_database(server) as url, running(var, url, **patient) as started:
        yield started


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for a module; every person in it has a context of their own."""
    if hands.chromium() is None:
        pytest.skip("no chromium on the path")
    with sync_playwright() as playwright:
        browser = hands.launch(playwright)
        yield browser
        browser.close()
