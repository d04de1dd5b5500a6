"""What is missing or stale gives one clear line that says what to do, from the launcher, the set-up and the start."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from casework.supervisor import checks, installation
from casework.supervisor.problems import CannotStart
from tests.e2e.conftest import free_ports
from tools import pythons, setup
from tools.steps import SetupFailed

ROOT = Path(__file__).resolve().parents[2]


def start(var: Path, **environment: str) -> str:
    """What `./ieum run` prints when it refuses to start."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("IEUM_") and k != "DATABASE_URL"}
    env |= {"IEUM_VAR": str(var), "IEUM_DEMO": "0"} | environment
    done = subprocess.run([ROOT / "ieum", "run"], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1, done.stdout
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_told_with_who_has_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        port = free_ports()
        taken.bind(("127.0.0.1", port))
        taken.listen()
        line = start(tmp_path, PORT=str(port))
    assert line.startswith(f"ieum: port {port} is taken (by ")
    assert line.endswith(f"Choose another: PORT={port + 10} make run")


def test_a_schema_of_another_version_is_told_and_left_alone(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"IEUM_VAR": str(tmp_path)}
    subprocess.run([ROOT / "ieum", "demo", "--json"], env=env, capture_output=True, check=True, timeout=60)
    with sqlite3.connect(tmp_path / "casework.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    line = start(tmp_path, PORT=str(free_ports()))
    assert "is of a newer version (9999): update the program, not the database" in line


def test_the_launcher_without_its_environment_says_make_setup(tmp_path: Path) -> None:
    shutil.copy(ROOT / "ieum", tmp_path / "ieum")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run([tmp_path / "ieum", "doctor"], cwd=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"ieum: the environment is missing: run 'make setup' in {tmp_path}\n"


def test_the_launcher_works_from_anywhere_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(ROOT / "ieum")
    done = subprocess.run([tmp_path / "link", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "doctor" in done.stdout


def test_a_stale_model_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    for environment in (installation.main_environment(tmp_path), installation.engine_environment(tmp_path)):
        environment.python.parent.mkdir(parents=True)
        environment.python.touch()
    with pytest.raises(CannotStart, match="there is no trained model: run `make setup`"):
        checks.check_installation(tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "0123456789abcdef.tar.gz").touch()
    with pytest.raises(CannotStart, match="the model is older than its training data: run `make setup`"):
        checks.check_installation(tmp_path)


def test_a_missing_environment_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"\.venv\) is missing: run `make setup`"):
        checks.check_installation(tmp_path)


def test_no_python_for_the_engine_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_python(tmp_path, monkeypatch)
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    with pytest.raises(SetupFailed, match=r"Python 3\.10 is needed .* Install it"):
        pythons.find(stub(tmp_path / "uv", "exit 2"))


def test_a_shim_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_python(tmp_path, monkeypatch)
    stub(tmp_path / "bin" / "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    real = stub(tmp_path / "pyenv" / "versions" / "3.10.9" / "bin" / "python", "echo 3.10")
    assert pythons.find(stub(tmp_path / "uv", "exit 2")) == real


def without_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide every Python 3.10 of this machine."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))


def stub(path: Path, script: str) -> Path:
    """An executable that does only this."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_too_old_a_python_for_the_set_up_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "-s", "setup", "PYTHON="], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("Python 3.11 or newer is needed and was not found.")


def test_a_complete_set_up_is_not_done_again() -> None:
    if not setup.complete(dev=True):
        pytest.skip("the tree was changed after the set-up")
    done = subprocess.run(
        [sys.executable, "-m", "tools.setup", "--dev"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )
    assert done.returncode == 0 and done.stdout == ""
