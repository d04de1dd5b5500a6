"""Where the environments and the model lie, and whether they fit the tree.

Standard library only and no import of the rest of the package: `tools/` runs
this on the system's Python before any environment exists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST_PYTHON = (3, 11)
ENGINE_PYTHON = (3, 10)

# What the trained model is made of, with the code that it is trained through (a test follows the imports).
# Left out is what the engine only reads when it runs: the rules for entities, and the words the product
# says. A change there needs no training.
MODEL_INPUTS = (
    "config.yml",
    "data",
    "bot/__init__.py",
    "bot/components",
    "bot/encoder",
    "bot/domain",
    "casework/korean/__init__.py",
    "casework/korean/normalise.py",
    "casework/korean/issues.py",  # these three are only run through by what is trained, but belong to its code
    "casework/korean/questions.py",
    "casework/korean/scope.py",
    # The other rules are not here: their finds are features of the tagger, and a better rule needs no new training.
    "requirements/engine.txt",
)
_NOT_TRAINED_ON = "bot/domain/responses"
_STOCK_INPUTS = ("data", "bot/stock.yml", "requirements/engine.txt")
_PREFIX = 16  # hexadecimal digits: 64 bits


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the lock files it is made from."""

    name: str
    folder: Path
    locks: tuple[Path, ...]

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Holds what the environment was made from."""
        return self.folder / f".installed-{self.name}"

    def wanted(self) -> str:
        """What `stamp` holds when the environment fits the locks."""
        return fingerprint(self.locks)

    def exists(self) -> bool:
        """Whether there is an interpreter that can be started."""
        return self.python.exists()

    def fits(self) -> bool:
        """Whether it was installed from the locks as they are now."""
        return self.exists() and _read(self.stamp) == self.wanted()


def main_environment(root: Path = ROOT) -> Environment:
    """Gateway, actions, command line."""
    return Environment("main", root / ".venv", (root / "requirements" / "main.txt",))


def dev_environment(root: Path = ROOT) -> Environment:
    """The main environment with the tools of the tests in it."""
    locks = (root / "requirements" / "main.txt", root / "requirements" / "dev.txt")
    return Environment("dev", root / ".venv", locks)


def engine_environment(root: Path = ROOT) -> Environment:
    """Rasa's own."""
    return Environment("engine", root / ".venv-engine", (root / "requirements" / "engine.txt",))


def speech_environment(root: Path = ROOT) -> Environment:
    """Recogniser and voice for trial; there only after `make speech`."""
    return Environment("speech", root / ".venv-speech", (root / "requirements" / "speech.txt",))


def node_fits(root: Path = ROOT) -> bool:
    """Whether the assets of others under node_modules are those of the lock file."""
    if not (root / "package.json").exists():
        return True
    return _read(node_stamp(root)) == node_wanted(root)


def node_stamp(root: Path = ROOT) -> Path:
    """Holds what node_modules was made from."""
    return root / "node_modules" / ".installed"


def node_wanted(root: Path = ROOT) -> str:
    """What `node_stamp` holds when node_modules fits."""
    return fingerprint((root / "package.json", root / "package-lock.json"))


def model_path(root: Path = ROOT) -> Path:
    """The model that fits the training data and components as they are now, there or not."""
    found = fingerprint((root / name for name in MODEL_INPUTS), root=root, without=root / _NOT_TRAINED_ON)
    return root / "models" / f"{found}.tar.gz"


def notes(model: Path) -> Path:
    """Where it is kept how long the training of a model took (`train_s`, seconds)."""
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def stock_model_path(root: Path = ROOT) -> Path:
    """The same for Rasa's default pipeline, kept for comparison."""
    found = fingerprint((root / name for name in _STOCK_INPUTS), root=root)
    return root / "models" / f"stock-{found}.tar.gz"


def models(root: Path = ROOT) -> list[Path]:
    """All trained models, the newest first; any may be stale."""
    found = [path for path in (root / "models").glob("*.tar.gz") if not path.name.startswith(("stock-", "partial-"))]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def partial(model: Path) -> Path:
    """Where `model` is written until it is whole: a training that is killed must not leave half a model."""
    return model.with_name(f"partial-{model.name}")


def fingerprint(paths: Iterable[Path], *, root: Path = ROOT, without: Path | None = None) -> str:
    """A short hash of names and contents of files, folders with everything below. What is missing counts too."""
    digest = hashlib.sha256()
    for path in paths:
        for file in _files(path):
            if without is not None and without in file.parents:
                continue
            name = file.relative_to(root) if file.is_relative_to(root) else file.name
            content = file.read_bytes() if file.exists() else b"missing"
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:_PREFIX]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    kept = (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return sorted(file for file in kept if not file.name.startswith(".") and not file.name.endswith("~"))


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
