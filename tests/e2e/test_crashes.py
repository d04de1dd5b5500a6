"""Processes are killed under workers who are telling their accident: nothing is lost, nothing is there twice."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.settings import Settings
from casework.store.database import Store
from casework.store.vault import Vault
from casework.talk.outcome import as_json
from casework.talk.player import Played, Player
from casework.talk.script import load
from casework.talk.wire import Page
from tests.e2e.conftest import System, own_database, running
from tests.e2e.conversation_checks import differences, today
from tests.e2e.crashes import checks
from tests.e2e.crashes.moments import PROCESSES, Moment, plan
from tests.e2e.crashes.page import DisturbedPage

pytestmark = pytest.mark.timeout(900)

SEED = os.environ.get("CRASH_SEED", "2026")
ROUNDS = 10  # in each of them every process is killed once
SCRIPT = load(Path(__file__).parent / "crashes" / "claim.yml")
HANG = 8.0  # seconds
PATIENCE = Settings.load({}).turn_timeout
SOON = 2.0  # seconds that a busy machine may add


@dataclass
class Target:
    """A system of its own that may be broken, its database, and what an undisturbed claim leaves in it."""

    system: System
    store: Store
    reference: checks.Trace
    rounds: list[tuple[Moment, ...]]

    def kill(self, process: str) -> None:
        """SIGKILL, now; where the process is just being started again, as soon as it is there."""
        os.kill(self.pid(process), signal.SIGKILL)

    def pid(self, process: str) -> int:
        """Of the running process."""
        deadline = time.monotonic() + 60
        while (pid := self.system.pids.get(process)) is None:
            assert time.monotonic() < deadline, f"{process} is not started again"
            threading.Event().wait(0.05)
        return pid


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """Started once for all crashes, on the database that E2E_DATABASE_URL asks for."""
    var = tmp_path_factory.mktemp("crashes")
    with ExitStack() as stack:
        server = os.environ.get("E2E_DATABASE_URL")
        url = stack.enter_context(own_database(server)) if server else None
        system = stack.enter_context(running(var, url))
        store = Store(url or f"sqlite:///{var / 'casework.db'}", Vault.open_or_create(var / "keys" / "vault.key"))
        stack.callback(store.close)
        page, played = play(system.url)
        assert differences(as_json(played), SCRIPT.expect, today()) == []
        reference = checks.trace(store, page.conversation)
        yield Target(system, store, reference, plan(SEED, ROUNDS, page.texts, page.cards))


def play(url: str, moment: Moment | None = None, strike=lambda: None) -> tuple[DisturbedPage, Played]:
    """One worker's whole claim."""
    page = DisturbedPage(url, moment, strike)
    played = Player(SCRIPT, page).play()
    page.finish()
    return page, played


def test_every_process_is_one_process(target: Target) -> None:
    """A manager that outlives its killed worker would hold the port, serve nothing and never be started again."""
    groups = {name: target.pid(name) for name in PROCESSES}
    found = {name: [pid for pid, parent in _parents().items() if parent == head] for name, head in groups.items()}

    assert {name: [] for name in PROCESSES} == found


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_claim_survives_the_kill_of_any_process_at_any_moment(target: Target, number: int) -> None:
    """Three workers at once; under each of them another process dies. One case each, whole, handed in once."""
    moments = target.rounds[number]
    sys.stdout.write("\n  ".join([f"CRASH_SEED={SEED}, round {number}:", *map(str, moments)]) + "\n")
    before, pids, began = checks.cases(target.store), target.system.pids, time.monotonic()

    def worker(moment: Moment) -> tuple[DisturbedPage, Played]:
        return play(target.system.url, moment, lambda: target.kill(moment.process))

    with ThreadPoolExecutor(len(moments)) as pool:
        results = list(pool.map(worker, moments))
    sys.stdout.write(f"  all three workers are done after {time.monotonic() - began:.1f} s\n")
    target.system.wait_until_ready()

    wrong = [
        f"{moment}: {problem}"
        for moment, (page, played) in zip(moments, results, strict=True)
        for problem in checks.problems(target.store, page.conversation, page.sent, played, target.reference)
    ]
    assert not wrong, "\n".join(wrong)
    assert before + len(moments) == checks.cases(target.store)
    assert not [name for name in PROCESSES if target.system.pids[name] == pids[name]], "not killed"


def test_an_engine_that_hangs_is_told_about_and_answers_once_when_it_goes_on(target: Target) -> None:
    """Within the patience the worker hears that it takes longer and people see it; the answer comes all the same."""
    page = Page(target.system.url)
    page.open()
    page.say("휴업급여는 얼마나 나와요?")
    engine, began = target.pid("engine"), time.monotonic()
    os.kill(engine, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(page.say, "장해급여는 뭐예요?")
            waiting = _wait_in_queue(target.store, page.conversation, began + PATIENCE + SOON)
            threading.Event().wait(max(0.0, began + HANG - time.monotonic()))
            os.kill(engine, signal.SIGCONT)
            back = answer.result(timeout=60)
    finally:
        os.kill(engine, signal.SIGCONT)

    assert waiting == "bot_failure"
    own = next(m for m in reversed(page.messages) if m["sender"] == "worker")
    apology, notice, recovered, *replies = back
    late = dt.datetime.fromisoformat(apology["at"]) - dt.datetime.fromisoformat(own["at"])
    assert late.total_seconds() < PATIENCE + SOON
    assert [m["sender"] for m in (apology, notice, recovered)] == ["bot", "system", "system"]
    assert "저장됐" in apology["text"]
    assert replies
    assert {"bot"} == {m["sender"] for m in replies}
    assert len(replies) == len({m["text"] for m in replies})
    with target.store.read() as uow:
        assert [m["id"] for m in replies] == [m.id for m in uow.messages.replies_to(own["id"])]
        assert uow.handoffs.open_for(page.conversation) is None
        assert uow.conversations.get(page.conversation).state == "bot"
    assert checks.handoffs(target.store, page.conversation) == [("bot_failure", "recovered")]


def _wait_in_queue(store: Store, conversation: str, until: float) -> str | None:
    """The reason why the conversation stands in the desk's queue, as soon as it does."""
    while time.monotonic() < until:
        with store.read() as uow:
            if found := [row.reason for row in uow.handoffs.queue() if row.conversation_id == conversation]:
                return found[0]
        threading.Event().wait(0.1)
    return None


def _parents() -> dict[int, int]:
    """pid → parent's pid of every process."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:  # ended meanwhile
            continue
    return found
