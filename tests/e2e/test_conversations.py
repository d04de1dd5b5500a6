"""Ten scripted workers, each played by the command over the public API against the whole system."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from casework.talk.script import load
from tests.e2e.conversation_checks import differences, today

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "tests" / "conversations").glob("*.yml"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_scripted_worker_ends_in_the_right_case(system, path: Path) -> None:
    """Kind, branch, team, every expected field, what is missing, and what was said on the way."""
    day = today()
    run = subprocess.run(
        [ROOT / "ieum", "talk", path, "--url", system.url, "--json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.stdout, run.stderr
    result = json.loads(run.stdout)
    conversation = "\n".join(f"{m['sender']}: {m['text']}" for m in result["transcript"])

    assert differences(result, load(path).expect, day) == [], conversation
    assert run.returncode == 0


def test_a_faulty_script_is_one_clear_line(tmp_path: Path) -> None:
    """The command says what is wrong before anything is sent."""
    script = tmp_path / "faulty.yml"
    script.write_text("story: 다쳤어요\nanswer: {}\n", encoding="utf-8")
    run = subprocess.run([ROOT / "ieum", "talk", script], capture_output=True, text=True, timeout=60, check=False)

    assert run.returncode != 0
    assert "unknown key answer" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
