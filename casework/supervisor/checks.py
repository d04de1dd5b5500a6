"""Is everything installed that is about to be started. Each refusal is one line that says what to do."""

from __future__ import annotations

from pathlib import Path

from casework.supervisor import installation
from casework.supervisor.problems import CannotStart


def check_installation(root: Path) -> Path:
    """Both environments and the model fit the tree; returns the model. Raises CannotStart."""
    for environment, what in (
        (installation.main_environment(root), "the main environment (.venv)"),
        (installation.engine_environment(root), "the engine's environment (.venv-engine)"),
    ):
        if not environment.exists():
            raise CannotStart(f"{what} is missing: run `make setup`")
        if not environment.fits() and environment.stamp.exists():
            raise CannotStart(f"{what} does not fit requirements/ any more: run `make setup`")
    model = installation.model_path(root)
    if not model.exists():
        stale = bool(installation.models(root))
        state = "the model is older than its training data" if stale else "there is no trained model"
        raise CannotStart(f"{state}: run `make setup`, which trains it")
    return model
