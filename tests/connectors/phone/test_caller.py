"""The simulated gateway and its caller against the real connector, on lines of three kinds."""

from __future__ import annotations

import pytest

from casework.settings import ROOT
from casework.talk.caller import call
from casework.talk.script import load
from tests.connectors.phone.conftest import OPEN, SECRET

SCRIPTS = ROOT / "eval" / "calls"


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.2])
def test_a_claim_is_completed_or_reaches_a_person(telephone, noise: float) -> None:
    played = call(load(SCRIPTS / "press_operator.yml"), telephone.url, SECRET, noise=noise, summary=False)
    assert played.why is None
    assert played.status["receipt_number"] or played.status["state"] == "waiting"
    assert noise or played.status["receipt_number"]


def test_who_hangs_up_calls_again_and_goes_on(telephone) -> None:
    played = call(load(SCRIPTS / "hangs_up_and_goes_on.yml"), telephone.url, SECRET)
    assert played.status["receipt_number"]
    asked = [row["asks"] for row in played.transcript if row["asks"]]
    assert asked.count("accident.task") == 1 and "resume.number" in asked
    assert played.summary["kind"] == "accident"


def test_everything_that_was_told_goes_to_the_person(telephone, agent, tmp_path) -> None:
    telephone.at(OPEN)
    text = (SCRIPTS / "press_operator.yml").read_text("utf-8") + "steps:\n  - wait_for: 회사 이름\n  - choose: '0'\n"
    path = tmp_path / "asks.yml"
    path.write_text(text, "utf-8")
    played = call(load(path), telephone.url, SECRET, summary=False)
    assert played.status["state"] == "waiting" and played.transcript[-1]["event"] == "transfer"
    assert agent in played.transcript[-1]["text"]


def test_a_busy_agent_means_a_call_back(telephone, agent, tmp_path) -> None:
    telephone.at(OPEN)
    path = tmp_path / "busy.yml"
    path.write_text("steps:\n  - choose: '0'\nanswers:\n  worker.phone: 010-1234-0987\n", "utf-8")
    played = call(load(path), telephone.url, SECRET, transfer="busy", summary=False)
    assert played.status["call_back_at"]
