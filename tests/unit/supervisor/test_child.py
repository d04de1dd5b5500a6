"""A process that ends comes back with a growing delay; none outlives its supervisor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.supervisor.child import DELAYS, HEALTHY_AFTER, LOG_LIMIT, Child, Program

ROOT = Path(__file__).resolve().parents[3]
SLEEPER = "import time; time.sleep(600)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
)


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for the outside world."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        threading.Event().wait(0.02)


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    """Not started yet."""
    made = Child(Program("x", (sys.executable, "-c", SLEEPER), {}, ""), tmp_path / "x.log", tmp_path, clock=Clock())
    yield made
    made.force_to_stop()


def end(child: Child) -> None:
    os.kill(child.pid, signal.SIGKILL)
    until(lambda: not alive(child.pid))


def test_each_end_in_a_row_doubles_the_wait(child: Child) -> None:
    child.start()
    for delay in (*DELAYS, DELAYS[-1]):
        end(child)
        assert child.tick() == f"x: ended by SIGKILL, again in {delay:.0f} s"
        child.clock.now += delay - 0.1
        assert child.tick() is None and child.pid is None
        child.clock.now += 0.2
        assert child.tick() == "x: started again" and alive(child.pid)


def test_a_minute_of_answering_makes_the_wait_short_again(child: Child) -> None:
    child.start()
    for _ in range(3):
        end(child)
        child.tick()
        child.clock.now += 60
        child.tick()
    child.clock.now += HEALTHY_AFTER  # alive, but it never answered: that is no health
    end(child)
    assert child.tick() == "x: ended by SIGKILL, again in 8 s"
    child.clock.now += 10
    child.tick()
    child.answered()
    child.clock.now += HEALTHY_AFTER
    end(child)
    assert child.tick() == "x: ended by SIGKILL, again in 1 s"


def test_who_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    child = Child(Program("x", (sys.executable, "-c", STUBBORN), {}, ""), tmp_path / "x.log", tmp_path)
    child.start()
    until(lambda: child.last_words() == ["ready"])
    pid = child.pid
    child.ask_to_stop()
    assert not child.has_ended()
    child.force_to_stop()
    assert not alive(pid)


def test_a_child_dies_with_its_supervisor(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from casework.supervisor.child import Child, Program\n"
        f"c = Child(Program('x', (sys.executable, '-c', {SLEEPER!r}), {{}}, ''), Path('x.log'), Path('.'))\n"
        "c.start(); print(c.pid, flush=True); time.sleep(600)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(supervisor.stdout.readline())
    assert alive(pid)
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    until(lambda: not alive(pid))


def test_a_long_log_is_turned_over_and_written_on(child: Child) -> None:
    child.log.write_bytes(b"x" * (LOG_LIMIT + 1))
    child.turn_log_over()
    assert child.log.stat().st_size == 0
    assert child.log.with_suffix(".log.1").stat().st_size == LOG_LIMIT + 1


def test_temporary_files_of_the_run_before_are_removed(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "old").touch()
    program = Program("x", (sys.executable, "-c", SLEEPER), {}, "", scratch=scratch)
    child = Child(program, tmp_path / "x.log", tmp_path)
    child.start()
    try:
        assert list(scratch.iterdir()) == []
    finally:
        child.force_to_stop()
