"""Set up what is missing: both environments, web assets, model. `make setup` runs `python3 -m tools.setup`.

Standard library only: this is what makes the environments. Run again, it does
only what a changed lock file or changed training data asks for.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said here because the system decides which Python this is
    sys.exit(
        f"Python 3.11 or newer is needed, this is {sys.version_info[0]}.{sys.version_info[1]}. Say which one: make PYTHON=python3.11 setup"
    )

import argparse
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from casework.supervisor import installation, speech_model
from tools import environments, training
from tools.steps import ROOT, SetupFailed, say


def main(arguments: list[str] | None = None) -> int:
    """Do what is missing; 1 and one clear line where something cannot be done."""
    parser = argparse.ArgumentParser(prog="make setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools of the tests")
    parser.add_argument("--speech", action="store_true", help="the speech for trial, and nothing else")
    parser.add_argument("--train", action="store_true", help="train even if a model fits")
    chosen = parser.parse_args(arguments)
    if not chosen.train and complete(dev=chosen.dev, speech=chosen.speech):
        return 0
    try:
        with alone():
            if not complete(dev=chosen.dev, speech=chosen.speech):
                say("Setting up what is missing:")
            environments.make_main(dev=chosen.dev)
            if chosen.speech:
                environments.make_speech()
                return 0
            environments.make_node()
            environments.make_engine()
            training.train(force=chosen.train)
    except SetupFailed as error:
        print(f"make setup: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmake setup: stopped; run it again to go on", file=sys.stderr)
        return 130
    return 0


def complete(*, dev: bool, speech: bool = False) -> bool:
    """Whether nothing is left to do."""
    if speech:
        return installation.main_environment().exists() and speech_model.is_there()
    main_fits = installation.dev_environment().fits() or (not dev and installation.main_environment().fits())
    return (
        main_fits
        and installation.engine_environment().fits()
        and installation.node_fits()
        and installation.model_path().exists()
    )


@contextmanager
def alone() -> Iterator[None]:
    """Two set-ups at once would undo each other: the second waits."""
    folder = ROOT / "var" / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
