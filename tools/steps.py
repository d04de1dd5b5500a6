"""Run one step of the set-up: a line on the screen, everything else in a log file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "var" / "log"
TAIL = 12  # lines of a failed step that are shown


class SetupFailed(Exception):
    """A step cannot be done; the message is one line that says what to do."""


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, flush=True)


def step(
    name: str,
    what: str,
    command: Sequence[str | Path],
    advice: str,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run `command` with its output in var/log/setup-<name>.log.

    Raises SetupFailed with `advice` after showing the last lines of the log.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"setup-{name}.log"
    print(f"  {what} …", end="", flush=True)
    started = time.monotonic()
    with log.open("wb") as output:
        try:
            code = subprocess.run(
                [str(part) for part in command],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
        except OSError as error:
            output.write(f"{error}\n".encode())
            code = 127
    print(f" {'done' if code == 0 else 'failed'} ({time.monotonic() - started:.0f} s)", flush=True)
    if code != 0:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines[-TAIL:]:
            print(f"    | {line}", file=sys.stderr)
        raise SetupFailed(f"{advice} The whole log: {log.relative_to(ROOT)}")


def quiet(command: Sequence[str | Path], timeout: float = 30) -> str | None:
    """The first line that `command` prints; None if it fails in any way."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=True,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return (done.stdout.strip().splitlines() or [""])[0]
