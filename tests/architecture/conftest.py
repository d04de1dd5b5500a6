"""The project's own Python, parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("actions", "bot", "casework", "connectors", "migrations", "tools")


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the root, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """`casework.domain.severity`; a package is named without `__init__`."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def imports(self) -> frozenset[str]:
        """Everything imported, at any depth: `from a.b import c` gives both a.b and a.b.c."""
        return frozenset(self._imports())

    def _imports(self) -> Iterator[str]:
        package = self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    above = package.split(".")[: len(package.split(".")) - node.level + 1]
                    base = ".".join([*above, base]).strip(".")
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def imported_from(self, *packages: str) -> list[str]:
        """The imports that lie in one of the packages."""
        return sorted(i for i in self.imports if any(i == p or i.startswith(p + ".") for p in packages))


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the product and its tools."""
    paths = [p for package in PACKAGES for p in sorted((ROOT / package).rglob("*.py"))]
    found = [Module(p.relative_to(ROOT).as_posix(), ast.parse(p.read_text(encoding="utf-8"))) for p in paths]
    assert len(found) > 100
    return found


@pytest.fixture(scope="session")
def tracked() -> list[str]:
    """The files of the repository: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing says which files are ours")
    names = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return [name for name in names if (ROOT / name).is_file()]
