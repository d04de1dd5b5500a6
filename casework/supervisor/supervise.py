"""Start everything, say when it answers, keep it alive, end it cleanly."""

from __future__ import annotations

import http.client
import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from casework.settings import Settings
from casework.supervisor.child import Child, Program
from casework.supervisor.problems import CannotStart

TICK = 0.2  # seconds
GRACE = 6.0  # seconds that a process has to end by itself; Ctrl-C must be over within 10
SLOW_START = 90.0  # seconds after which a start is remarked upon
TRIES_AT_START = 3  # ends before it ever answered, after which starting is given up
LOG_CHECK = 30.0  # seconds

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Supervisor:
    """Used as a context manager, at whose end nothing runs any more. `say` gets one line at a time."""

    def __init__(self, settings: Settings, programs: list[Program], say: Callable[[str], None]) -> None:
        logs = settings.var / "log"
        logs.mkdir(parents=True, exist_ok=True)
        self._say = say
        self._children = [Child(program, logs / f"{program.name}.log", settings.root) for program in programs]
        self._state = state_file(settings)
        self._stopping = False
        self._ready: set[str] = set()

    def __enter__(self) -> Supervisor:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._stop_soon)
        return self

    def __exit__(self, *error: object) -> None:
        self._stop_all()

    def start(self, name: str | None = None) -> None:
        """Start one program, or all that do not run yet."""
        for child in self._children:
            if child.pid is None and name in (None, child.program.name):
                child.start()
        self._write_state()

    def watch(self, on_ready: Callable[[], None]) -> None:
        """Until SIGINT or SIGTERM. Raises CannotStart if a process ends again and again before it ever answers."""
        began = time.monotonic()
        next_log_check = began + LOG_CHECK
        remarked = False
        while not self._stopping:
            self._look_after()
            if len(self._ready) < len(self._children):
                self._probe()
                if len(self._ready) == len(self._children):
                    on_ready()
                elif not remarked and time.monotonic() - began > SLOW_START:
                    remarked = True
                    self._say(f"Still waiting for {self._silent()}; the logs are in {self._children[0].log.parent}")
            if time.monotonic() >= next_log_check:
                next_log_check += LOG_CHECK
                for child in self._children:
                    child.turn_log_over()
            time.sleep(TICK)

    def _look_after(self) -> None:
        changed = False
        for child in self._children:
            news = child.tick()
            if news is None:
                continue
            changed = True
            self._say(news)
            name = child.program.name
            if name not in self._ready and child.pid is None and child.restarts_in_a_row >= TRIES_AT_START:
                for line in child.last_words():
                    self._say(f"  | {line}")
                raise CannotStart(f"{name} does not start; its log: {child.log}")
        if changed:
            self._write_state()

    def _probe(self) -> None:
        """Ask those that have not answered since their last start."""
        for child in self._children:
            if child.answered_at is not None or child.pid is None or not answers(child.program.health_url):
                continue
            child.answered()
            if child.program.name in self._ready:
                self._say(f"{child.program.name}: answers again")
            self._ready.add(child.program.name)

    def _silent(self) -> str:
        return ", ".join(child.program.name for child in self._children if child.program.name not in self._ready)

    def _stop_soon(self, sign: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _stop_all(self) -> None:
        """Ask all at once, then insist."""
        for child in self._children:
            child.ask_to_stop()
        until = time.monotonic() + GRACE
        while time.monotonic() < until and not all(child.has_ended() for child in self._children):
            time.sleep(0.05)
        for child in self._children:
            child.force_to_stop()
        with suppress(FileNotFoundError):
            self._state.unlink()

    def _write_state(self) -> None:
        state = {"supervisor": os.getpid()} | {child.program.name: child.pid for child in self._children}
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(state) + "\n", encoding="ascii")
        fresh.replace(self._state)


def state_file(settings: Settings) -> Path:
    """JSON of process name → pid (null between two starts) while `ieum run` runs."""
    folder = settings.var / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "processes.json"


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether a GET gives a success.

    Where nobody listens yet on a port that the system also hands out, a connection can be with itself and answer the
    request with the request: that is no HTTP.
    """
    try:
        with _direct.open(url, timeout=timeout) as response:
            return 200 <= response.status < 300
    except (OSError, urllib.error.URLError, ValueError, http.client.HTTPException):
        return False
