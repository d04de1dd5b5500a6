"""`./ieum run` with real processes: what dies comes back, and Ctrl-C leaves nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import System, running

NAMES = ("engine", "actions", "gateway")
BACK_WITHIN = 90.0  # seconds; the engine takes about 10 on a quiet machine


@pytest.fixture(scope="module")
def own_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system that these tests may hurt."""
    with running(tmp_path_factory.mktemp("hurt")) as started:
        yield started


def until(true: Callable[[], object], seconds: float, what: str) -> None:
    """Wait for the outside world."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, what
        threading.Event().wait(0.1)


def alive(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize("name", NAMES)
def test_a_killed_process_comes_back(own_system: System, name: str) -> None:
    former = own_system.pids[name]
    others = {other: own_system.pids[other] for other in NAMES if other != name}
    os.kill(former, signal.SIGKILL)
    until(lambda: own_system.pids.get(name, former) != former, BACK_WITHIN, f"{name} was not started again")
    own_system.wait_until_ready(BACK_WITHIN)
    assert {other: own_system.pids[other] for other in others} == others
    assert any(line.startswith(f"{name}: ended by SIGKILL") for line in own_system.output)


def test_the_addresses_and_the_first_password_are_printed_once(own_system: System) -> None:
    printed = "".join(own_system.output)
    assert f"{own_system.url}/desk" in printed and "Everything answers." in printed
    assert printed.count("First administrator") == 1


def test_ctrl_c_ends_everything_within_ten_seconds(tmp_path: Path) -> None:
    with running(tmp_path) as system:
        pids = system.pids
        began = time.monotonic()
        system.process.send_signal(signal.SIGINT)
        assert system.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 10
        assert not any(alive(pid) for pid in pids.values())
        assert not (system.var / "run" / "processes.json").exists()
    with running(tmp_path) as second:
        assert "First administrator" not in "".join(second.output)
        os.kill(second.pids["supervisor"], signal.SIGKILL)
        pids = second.pids
        until(lambda: not any(alive(pid) for pid in pids.values()), 15, "a process outlived its supervisor")


def test_a_second_engine_answers_while_the_first_is_away(tmp_path: Path) -> None:
    with running(tmp_path, IEUM_ENGINES="2", IEUM_DEMO="0") as system, httpx.Client(base_url=system.url) as http:
        assert {"engine", "engine-2"} <= set(system.pids)
        until(lambda: any("Everything answers." in line for line in system.output), BACK_WITHIN, "not all answer")
        os.kill(system.pids["engine"], signal.SIGKILL)
        secret = http.post("/api/chat/conversations", json={}).raise_for_status().json()
        path = f"/api/chat/conversations/{secret['conversation']}/messages"
        headers = {"Authorization": f"Bearer {secret['token']}"}
        said = {"client_id": "1", "text": "휴업급여는 얼마나 나와요?"}
        own = http.post(path, json=said, headers=headers).raise_for_status().json()["seq"]
        found: list[str] = []

        def answered() -> bool:
            rows = http.get(path, params={"after": own, "wait": 5}, headers=headers, timeout=10).json()["messages"]
            found.extend(row["topic"] for row in rows if row["topic"])
            return bool(found)

        until(answered, BACK_WITHIN, "no answer")
        assert not any(line.startswith("engine: answers again") for line in system.output)
        assert found[0].startswith("sick-leave.")
