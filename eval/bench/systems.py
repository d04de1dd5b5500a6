"""Start either system with files of its own, and see what it takes: seconds until it answers, memory."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from casework.commands import stock
from casework.settings import ROOT, Settings
from casework.supervisor import installation

READY_WITHIN = 300.0


@dataclass(frozen=True)
class Running:
    """A system that answers. `ready_s`: seconds from its start until then; `var` its folder."""

    url: str
    process: psutil.Process
    ready_s: float
    var: Path | None = None

    def rss_mb(self) -> float:
        """Resident memory of the process and everything it started."""
        everyone = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_info().rss for one in everyone) / 1e6


@contextmanager
def ours(**settings: str) -> Iterator[Running]:
    """Gateway, engine, actions and SQLite, all on, as `make run` starts them, with further settings of the environment."""
    port = _free_ports()
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith("IEUM_") and k not in ("DATABASE_URL", "REDIS_URL")
    }
    with _folder() as folder:
        environment |= {"PORT": str(port), "IEUM_VAR": str(folder), "IEUM_DEMO": "0"} | settings
        url = f"http://127.0.0.1:{port}"
        with _started([str(ROOT / "ieum"), "run"], environment, f"{url}/readyz", folder) as (process, seconds):
            yield Running(url, process, seconds, folder)


@contextmanager
def stock_rasa() -> Iterator[Running]:
    """`rasa run` with the stock bot, its tracker in SQLite, the REST channel."""
    settings, port = Settings.load(), _free_ports()
    model = stock.model(settings)
    with _folder() as folder:
        (folder / "endpoints.yml").write_text(
            f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder / 'tracker.db'}\n", "utf-8"
        )
        (folder / "credentials.yml").write_text("rest:\n", "utf-8")
        command = [
            str(installation.engine_environment(settings.root).python),
            *("-m", "rasa", "run", "--model", str(model), "-i", "127.0.0.1", "-p", str(port), "--quiet"),
            *("--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")),
        ]
        url = f"http://127.0.0.1:{port}"
        with _started(command, stock.environment(settings), f"{url}/webhooks/rest/", folder) as (process, seconds):
            yield Running(url, process, seconds)


@contextmanager
def _started(
    command: list[str], environment: dict[str, str], health: str, folder: Path
) -> Iterator[tuple[psutil.Process, float]]:
    began = time.monotonic()
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        while not _answers(health):
            if process.poll() is not None or time.monotonic() - began > READY_WITHIN:
                raise RuntimeError(
                    f"{command[0]} did not start:\n" + (folder / "output.log").read_text("utf-8")[-2000:]
                )
            time.sleep(0.1)
        yield psutil.Process(process.pid), time.monotonic() - began
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _free_ports() -> int:
    """The first of four free ports in a row: gateway, engine, actions, a second engine."""
    while True:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        if port < 65000 and all(_is_free(port + n) for n in range(4)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
