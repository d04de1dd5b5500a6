"""The clock of a process: the machine's, or on a trial system one that a file sets.

Everything below the edges gets the time as an argument; the edges ask here. A trial system's file (IEUM_CLOCK, refused
without IEUM_TRIAL=1) holds one moment, such as 2026-09-24T21:00:00+09:00. From when the file was written on the clock goes as
fast as any; writing it again moves the clock of every process that reads it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

_file: Path | None = None


def follow(file: Path | None) -> None:
    """From now on the clock is what the file says; None: the machine's. Called once, by casework.bootstrap."""
    global _file
    _file = file


def now() -> dt.datetime:
    """This moment, in UTC. A file that is not there, or not readable as a moment, sets nothing."""
    real = dt.datetime.now(dt.UTC)
    if _file is None:
        return real
    try:
        written = dt.datetime.fromtimestamp(_file.stat().st_mtime, dt.UTC)
        told = dt.datetime.fromisoformat(_file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return real
    return real if told.tzinfo is None else (told + (real - written)).astimezone(dt.UTC)
