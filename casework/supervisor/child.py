"""One process of ours: started in a group of its own, restarted with a growing delay, ended for certain."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

DELAYS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds before the 1st, 2nd … restart in a row
HEALTHY_AFTER = 10.0  # seconds after its first answer; who dies later was well, and its delays begin anew
LOG_LIMIT = 10 * 1024 * 1024  # bytes of a log before it is turned over; one older one is kept

_SET_PARENT_DEATH_SIGNAL = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    """What to run and how to hear that it answers."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    health_url: str
    scratch: Path | None = None  # a folder for its temporary files, emptied before each start


@dataclass
class Child:
    """A program as it runs. Driven by `tick`; not thread-safe, and started from the main thread only."""

    program: Program
    log: Path
    root: Path
    clock: Callable[[], float] = time.monotonic
    process: subprocess.Popen[bytes] | None = None
    answered_at: float | None = None  # for the first time since its last start
    restarts_in_a_row: int = 0
    restart_at: float | None = None
    last_code: int | None = field(default=None)

    @property
    def pid(self) -> int | None:
        """Of the running process; None between two."""
        return self.process.pid if self.process is not None else None

    def start(self) -> None:
        """Start it now. If the supervisor dies, however, the kernel ends the child."""
        if self.program.scratch is not None:
            shutil.rmtree(self.program.scratch, ignore_errors=True)
            self.program.scratch.mkdir(parents=True, mode=0o700)
        parent = os.getpid()
        with self.log.open("ab") as output:  # append mode: turning the log over needs no restart
            self.process = subprocess.Popen(
                list(self.program.command),
                cwd=self.root,
                env={**os.environ, **self.program.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _die_with(parent),
            )
        self.answered_at = None
        self.restart_at = None

    def answered(self) -> None:
        """Whoever asked it got an answer."""
        if self.answered_at is None:
            self.answered_at = self.clock()

    def tick(self) -> str | None:
        """Look after it; returns what to tell, if anything happened."""
        now = self.clock()
        if self.restart_at is not None:
            if now >= self.restart_at:
                self.start()
                return f"{self.program.name}: started again"
            return None
        if self.process is None:
            return None
        self.last_code = self.process.poll()
        if self.last_code is None:
            return None
        self._end_group(signal.SIGKILL)  # what it started itself must not hold the port
        if self.answered_at is not None and now - self.answered_at >= HEALTHY_AFTER:
            self.restarts_in_a_row = 0
        delay = DELAYS[min(self.restarts_in_a_row, len(DELAYS) - 1)]
        self.restarts_in_a_row += 1
        self.process = None
        self.restart_at = now + delay
        return f"{self.program.name}: ended {_how(self.last_code)}, again in {delay:.0f} s"

    def ask_to_stop(self) -> None:
        """SIGTERM to it and everything it started; no restart any more."""
        self.restart_at = None
        self._end_group(signal.SIGTERM)

    def force_to_stop(self) -> None:
        """SIGKILL, and wait for the end."""
        self._end_group(signal.SIGKILL)
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)
            self.process = None

    def has_ended(self) -> bool:
        """Whether nothing runs."""
        return self.process is None or self.process.poll() is not None

    def turn_log_over(self) -> None:
        """Keep the log below its limit without disturbing the process that writes it."""
        with suppress(OSError):
            if self.log.stat().st_size > LOG_LIMIT:
                shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
                os.truncate(self.log, 0)

    def last_words(self, lines: int = 5) -> list[str]:
        """The end of its log."""
        with suppress(OSError), self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 8192))
            return log.read().decode("utf-8", "replace").splitlines()[-lines:]
        return []

    def _end_group(self, sign: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, sign)


def _die_with(parent: int) -> None:
    """Runs in the child before its program: have the kernel end it with the supervisor."""
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died in between
        os._exit(1)


def _how(code: int) -> str:
    if code >= 0:
        return f"with code {code}"
    with suppress(ValueError):
        return f"by {signal.Signals(-code).name}"
    return f"by signal {-code}"
