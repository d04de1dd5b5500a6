"""Whether an environment and the model fit the tree."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from casework.supervisor import installation
from casework.supervisor.installation import ROOT

TRAINED = tuple(
    f"bot/components/{name}.py" for name in ("topic_classifier", "kiwi_tokenizer", "accident_classifier", "tagging")
)
OF_OURS = ("bot", "casework")


def copied(tmp_path: Path) -> Path:
    """What the model is made of, in a folder that may be changed."""
    for name in (*installation.MODEL_INPUTS, "bot/domain/responses"):
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return tmp_path


def test_new_training_data_asks_for_a_new_model(tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = installation.model_path(root)
    with (root / "data" / "nlu" / "wage.yml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    assert installation.model_path(root) != before


def test_new_wording_asks_for_none(tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = installation.model_path(root)
    (root / "bot" / "domain" / "responses" / "new.yml").write_text("responses: {}\n", encoding="utf-8")
    assert installation.model_path(root) == before


def test_everything_that_training_runs_through_is_part_of_the_models_name() -> None:
    seen: set[Path] = set()
    open_files = [ROOT / name for name in TRAINED]
    while open_files:
        path = open_files.pop()
        if path not in seen:
            seen.add(path)
            open_files += imports(path)
    covered = [ROOT / name for name in installation.MODEL_INPUTS]
    outside = {p for p in seen if p.name != "__init__.py" and not any(p == c or c in p.parents for c in covered)}
    assert outside == set()


def imports(path: Path) -> list[Path]:
    """The project's modules that a module names."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    files = (ROOT / f"{name.replace('.', '/')}.py" for name in names if name.split(".")[0] in OF_OURS)
    return [file for file in files if file.exists()]


def test_a_changed_lock_file_asks_for_an_installation(tmp_path: Path) -> None:
    lock, folder = tmp_path / "lock.txt", tmp_path / "env"
    lock.write_text("a==1\n", encoding="ascii")
    environment = installation.Environment("main", folder, (lock,))
    assert not environment.exists() and not environment.fits()
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(environment.wanted(), encoding="ascii")
    assert environment.fits()
    lock.write_text("a==2\n", encoding="ascii")
    assert not environment.fits()
