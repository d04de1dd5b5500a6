"""Files: names, sizes, one migration head, and nothing of one machine in the repository."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

ROOT = Path(__file__).resolve().parents[2]
LONGEST, LONG = 400, 200
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".gz", ".webp"}
# Package indexes belong to the machine that installs; public ones are still not the project's to name.
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|registry\.yarnpkg|deb\.debian\.org|artifactory|sonatype|"
    r"--(?:extra-)?index-url\s+\S|--find-links\s+\S|PIP_INDEX_URL=\S|UV_INDEX_URL=\S|\"resolved\":",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?<![\w.$}~/-])/(?:root|work|home/[a-z][\w-]*|Users/\w+|tmp/[\w.-]+|mnt/\w+)(?:/|\b(?![\w-]))|[A-Z]:\\\\Users\\\\",
)
HERE = "tests/architecture/test_tree.py"  # names what it looks for


def _texts(tracked: list[str]):
    for name in tracked:
        if Path(name).suffix.lower() not in BINARY and name != HERE:
            yield name, (ROOT / name).read_text(encoding="utf-8")


def test_file_names_are_plain_ascii_without_spaces(tracked) -> None:
    assert [name for name in tracked if not re.fullmatch(r"[A-Za-z0-9_./@+-]+", name)] == []


def test_python_file_names_are_lower_case_words(tracked) -> None:
    names = [n for n in tracked if n.endswith(".py") and not n.startswith("migrations/versions/")]
    assert [n for n in names if not re.fullmatch(r"[a-z_][a-z0-9_]*\.py", Path(n).name)] == []


def test_no_folder_shadows_a_package_of_the_engine(tracked) -> None:
    """The working directory comes first on the engine's path."""
    folders = {name.split("/")[0] for name in tracked if "/" in name}
    assert folders & {"test", "rasa", "rasa_sdk", "sanic"} == set()


def test_every_text_file_is_utf8_with_unix_line_ends(tracked) -> None:
    assert [name for name, text in _texts(tracked) if "\r" in text or text.startswith("\ufeff")] == []


def test_no_module_is_too_long_to_read_in_one_go(tracked) -> None:
    lines = {
        name: len((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in tracked
        if name.endswith((".py", ".js")) and not name.startswith("tests/")
    }
    long = sorted((count, name) for name, count in lines.items() if count > LONG)
    if long:
        warnings.warn("over 200 lines: " + ", ".join(f"{name} ({count})" for count, name in long), stacklevel=1)
    assert [name for count, name in long if count > LONGEST] == []


def test_no_registry_is_named_in_any_file(tracked) -> None:
    found = [f"{name}: {m.group()}" for name, text in _texts(tracked) if (m := REGISTRY.search(text))]
    assert found == []


def test_no_path_of_one_machine_is_in_any_file(tracked) -> None:
    found = [f"{name}: {m.group()}" for name, text in _texts(tracked) if (m := MACHINE.search(text))]
    assert found == []


def test_every_requirement_of_a_lock_has_a_hash() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
        pinned = [line for line in joined.splitlines() if re.match(r"[A-Za-z0-9]", line)]
        assert pinned, lock.name
        assert [line.split()[0] for line in pinned if "--hash=sha256:" not in line] == [], lock.name


def test_the_migrations_have_one_head_and_one_base() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(p.name for p in (ROOT / "migrations" / "versions").glob("*.py"))
    assert [name[:5] for name in names] == [f"{number:04d}_" for number in range(1, len(names) + 1)]
