"""The recogniser's model is joined from its packages and taken only if it is the recorded one."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from casework.supervisor import installation, speech_model
from casework.supervisor.speech_model import PARTS, BadModel

CONTENT = {"config.json": b"{}", "model.bin": b"first half, second half"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree with the two packages installed, and their record."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "speech.txt").write_text("a==1\n", encoding="ascii")
    record = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in CONTENT.items()]
    (tmp_path / "requirements" / "speech-model.sha256").write_text("# licence\n" + "\n".join(record) + "\n", "utf-8")
    for number, package in enumerate(PARTS, 1):
        place = tmp_path / ".venv-speech" / "lib" / "python3.11" / "site-packages" / package / "data"
        place.mkdir(parents=True)
        half = CONTENT["model.bin"][:11] if number == 1 else CONTENT["model.bin"][11:]
        (place / f"model.bin.part{number}").write_bytes(half)
        if number == 1:
            (place / "config.json").write_bytes(CONTENT["config.json"])
    return tmp_path


def test_parts_become_the_recorded_model(root: Path) -> None:
    speech_model.join(root)
    place = speech_model.folder(root)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == CONTENT
    speech_model.check(place, speech_model.record(root))


def test_another_model_is_refused_and_the_old_one_stays(root: Path) -> None:
    speech_model.join(root)
    part = next((root / ".venv-speech").glob("lib/*/site-packages/*/data/model.bin.part2"))
    part.write_bytes(b"something else")
    with pytest.raises(BadModel, match=r"model\.bin is not the file"):
        speech_model.join(root)
    speech_model.check(speech_model.folder(root), speech_model.record(root))
    part.unlink()
    with pytest.raises(BadModel, match="part2 is not in the environment"):
        speech_model.join(root)


def test_it_is_there_with_the_environment_and_every_file(root: Path) -> None:
    assert not speech_model.is_there(root)
    speech_model.join(root)
    assert not speech_model.is_there(root)
    environment = installation.speech_environment(root)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(environment.wanted(), encoding="ascii")
    assert speech_model.is_there(root)
    (root / "requirements" / "speech.txt").write_text("a==2\n", encoding="ascii")
    assert not speech_model.is_there(root)


def test_the_record_names_the_licence_and_the_lock_holds_both_parts() -> None:
    text = (installation.ROOT / "requirements" / "speech-model.sha256").read_text(encoding="utf-8")
    assert "MIT" in text
    assert set(speech_model.record()) == {"config.json", "model.bin", "tokenizer.json", "vocabulary.txt"}
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in speech_model.record().values())
    lock = (installation.ROOT / "requirements" / "speech.txt").read_text(encoding="utf-8")
    assert all(f"\n{part.replace('_', '-')}==1.0.0 " in lock for part in PARTS)
