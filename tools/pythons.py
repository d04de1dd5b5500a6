"""Find the Python 3.10 that Rasa needs: on the path, in pyenv, or fetched by uv."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from casework.supervisor.installation import ENGINE_PYTHON
from tools.steps import SetupFailed, quiet, say, step

VERSION = ".".join(map(str, ENGINE_PYTHON))
ADVICE = (
    f"Python {VERSION} is needed for the engine and could not be fetched. "
    f"Install it (`pyenv install {VERSION}`, or your system's python{VERSION} with venv), then run this again."
)


def find(uv: Path) -> Path:
    """An interpreter that really runs. Raises SetupFailed."""
    for candidate in _installed():
        if is_usable(candidate):
            return candidate
    found = _known_to(uv)
    if found is None:
        if os.environ.get("UV_PYTHON_DOWNLOADS", "").lower() == "never":
            raise SetupFailed(ADVICE)
        say(f"  No Python {VERSION} on this machine.")
        step("python", f"Fetching Python {VERSION}", [uv, "python", "install", VERSION], ADVICE)
        found = _known_to(uv)
    if found is None:
        raise SetupFailed(ADVICE)
    return found


def is_usable(python: Path) -> bool:
    """Whether it starts and is the right version; a pyenv shim may exist and do neither."""
    code = "import sys, ssl, sqlite3; print('%d.%d' % sys.version_info[:2])"
    return quiet([python, "-c", code]) == VERSION


def _installed() -> Iterator[Path]:
    on_path = shutil.which(f"python{VERSION}")
    if on_path:
        yield Path(on_path)
    for home in (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv"):
        if home:
            yield from sorted(Path(home).glob(f"versions/{VERSION}*/bin/python"), reverse=True)


def _known_to(uv: Path) -> Path | None:
    found = quiet([uv, "python", "find", "--no-python-downloads", VERSION])
    return Path(found) if found and is_usable(Path(found)) else None
