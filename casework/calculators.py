"""Which calculator belongs to which answers, and what its page asks: bot/calculators.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casework.parameters import read_strict


@dataclass(frozen=True)
class Field:
    """One thing to fill in on the page."""

    name: str
    type: str  # won, day, count, choice
    label: str
    help: str | None = None
    required: bool = False
    options: tuple[int | str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Calculator:
    """A benefit that can be worked out. `topics`: the answers it stands beside, the first its own."""

    name: str
    topics: tuple[str, ...]
    title: str
    intro: str
    fields: tuple[Field, ...]


def load(root: Path) -> dict[str, Calculator]:
    """All of them by name, in the order of the file. Raises TypeError for an unknown key."""
    found = {}
    for row in read_strict(root / "bot" / "calculators.yml"):
        fields = tuple(Field(**field | {"options": tuple(field.get("options", ()))}) for field in row["fields"])
        found[row["name"]] = Calculator(**row | {"topics": tuple(row["topics"]), "fields": fields})
    return found
