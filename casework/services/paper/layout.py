"""The forms as their files say them: casework/templates/paper/<name>.yaml. What the keys mean stands in medical_care.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from casework.intake import definition

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "paper"
FORMS = ("medical_care", "sick_leave", "survivors")
_NUMBERED_BY_THE_INTAKE = "medical_care"  # its numbers are what `form_box` names
YES_NO = "yes_no"
When = dict[str, list[Any]]


@dataclass(frozen=True)
class Part:
    """One line of a box: values of fields, or room to write where it has none."""

    label: str | None = None
    fields: tuple[str, ...] = ()
    join: str = " "
    format: str | None = None  # name | registration
    required: bool = False
    if_known: bool = False  # left out where nobody told it
    quiet: bool = False  # what was said, beside boxes that a person ticks
    side: bool = False  # beside the part before it
    hint: str | None = None
    only: tuple[str, ...] = ()  # kinds of claims that have it
    but: tuple[str, ...] = ()  # kinds that have it not

    def belongs(self, kind: str) -> bool:
        """Whether a claim of `kind` has this line."""
        return kind not in self.but and (not self.only or kind in self.only)


@dataclass(frozen=True)
class Choice:
    """A box to tick; ticked where a field has one of the values."""

    label: str
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows to fill in; the first may be known."""

    columns: tuple[str, ...]
    rows: int
    first: dict[str, str]
    when: When


@dataclass(frozen=True)
class Box:
    """One box of a form."""

    number: int
    label: str
    half: bool = False
    required: bool = False
    parts: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] | str = ()
    consent: tuple[str, ...] | None = None
    table: Table | None = None
    hint: str | None = None


@dataclass(frozen=True)
class Layout:
    """A whole form."""

    name: str
    title: str
    official: str
    source: str
    file: str
    button: str
    kinds: tuple[str, ...]
    bring: str
    note: str
    sections: tuple[tuple[str, tuple[Box, ...]], ...]
    signature: dict[str, Any]

    def boxes(self) -> Iterator[Box]:
        """All boxes in order."""
        return (box for _, boxes in self.sections for box in boxes)


@lru_cache(maxsize=8)
def layout(name: str) -> Layout:
    """The form called `name`, one of FORMS."""
    raw = read(name)
    sections = tuple((s["title"], tuple(_box(name, b) for b in s["boxes"])) for s in raw["sections"])
    texts = {key: raw[key] for key in ("title", "official", "source", "file", "button", "note", "signature")}
    return Layout(name=name, kinds=tuple(raw["kinds"]), bring=raw["with"], sections=sections, **texts)


@lru_cache(maxsize=8)
def read(name: str) -> dict[str, Any]:
    """A file of the folder as it is."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _box(form: str, raw: dict[str, Any]) -> Box:
    raw = dict(raw)
    parts = [_part(p) for p in raw.pop("parts", ())]
    takes = raw.pop("takes", raw["number"] if form == _NUMBERED_BY_THE_INTAKE else None)
    if "consent" not in raw:
        named = {name for part in parts for name in part.fields}
        late = [
            f for f in definition().fields.values() if takes is not None and f.form_box == takes and f.id not in named
        ]
        parts += [Part(label=f.label, fields=(f.id,), if_known=True) for f in late]
    choices = raw.pop("choices", ())
    if choices != YES_NO:
        choices = tuple(Choice(c["label"], c.get("when", {})) for c in choices)
    table = raw.pop("table", None)
    if table is not None:
        table = Table(tuple(table["columns"]), table["rows"], table.get("first", {}), table.get("when", {}))
    consent = raw.pop("consent", None)
    return Box(
        parts=tuple(parts), choices=choices, table=table, consent=None if consent is None else tuple(consent), **raw
    )


def _part(raw: dict[str, Any]) -> Part:
    return Part(**{key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()})
