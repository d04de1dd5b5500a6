"""A form with a case's values, as plain data for the template. Nothing here decides what a value means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework.domain.intake.definition import Definition
from casework.services import display
from casework.services.paper.layout import YES_NO, Box, Choice, Layout, Part, When

UNSURE = 0.7  # what the machine read with less confidence is marked to be looked at
CASE_KIND = "case.kind"
SELF = "self"


@dataclass(frozen=True)
class Known:
    """A value of a case: the value, its words, how sure it is, since when."""

    value: Any
    shown: str
    unsure: bool
    at: dt.datetime


class Filling:
    """Fills one form. `opened` are the fields whose values stand on it."""

    def __init__(self, definition: Definition, kind: str, known: dict[str, Known]) -> None:
        self._definition, self._kind, self._known = definition, kind, known
        self.opened: set[str] = set()
        self.lacking: list[dict[str, Any]] = []  # what must be filled in before it is signed

    def form(self, layout: Layout) -> dict[str, Any]:
        """Everything the template shows of the form itself."""
        sections = [
            {"title": title, "rows": _paired([self._box(box) for box in boxes])} for title, boxes in layout.sections
        ]
        return {
            "title": layout.title,
            "official": layout.official,
            "source": layout.source,
            "bring": layout.bring,
            "note": layout.note,
            "sections": sections,
            "signature": self._signature(layout.signature),
            "lacking": self.lacking,
        }

    def _box(self, box: Box) -> dict[str, Any]:
        choices = self._choices(box)
        lines = [part for part in box.parts if part.belongs(self._kind) and not self._is_ticked(part, box)]
        parts = [made for part in lines if (made := self._part(part)) is not None]
        unticked = bool(choices) and box.required and not any(choice["ticked"] for choice in choices)
        consent = self._consent(box.consent) if box.consent is not None else None
        table = self._table(box) if box.table is not None else None
        lacks = unticked or any(part["lacks"] for part in parts)
        if (consent and consent["lacks"]) or (table and table["lacks"]):
            lacks = True
        if lacks:
            self.lacking.append({"number": box.number, "label": box.label})
        return {
            "number": box.number,
            "label": box.label,
            "half": box.half,
            "hint": box.hint,
            "parts": parts,
            "choices": choices,
            "unticked": unticked,
            "consent": consent,
            "table": table,
            "lacks": lacks,
        }

    def _part(self, part: Part) -> dict[str, Any] | None:
        found = [self._known[name] for name in part.fields if name in self._known]
        if (part.quiet or part.if_known) and not found:
            return None
        self.opened |= {name for name in part.fields if name in self._known}
        text = part.join.join(_formatted(part, one) for one in found)
        # A line of several fields is only whole with all of them.
        lacks = part.required and len(found) < max(1, len(part.fields))
        return {
            "label": part.label,
            "text": text,
            "written": not part.fields,
            "lacks": lacks,
            "quiet": part.quiet,
            "side": part.side,
            "unsure": any(one.unsure for one in found),
            "hint": part.hint,
        }

    def _choices(self, box: Box) -> list[dict[str, Any]]:
        if box.choices == YES_NO:
            fields = [name for part in box.parts if self._is_ticked(part, box) for name in part.fields]
            when = {value: {name: [value] for name in fields} for value in (True, False)}
            words = self._definition.words
            choices = [Choice(words["yes"], when[True]), Choice(words["no"], when[False])]
        else:
            choices = [choice for choice in box.choices if isinstance(choice, Choice)]
        return [{"label": choice.label, "ticked": self._holds(choice.when)} for choice in choices]

    def _is_ticked(self, part: Part, box: Box) -> bool:
        """Whether the box's yes and no say what the line would."""
        fields = [self._definition.fields[name] for name in part.fields]
        return box.choices == YES_NO and bool(fields) and all(field.type == "yes_no" for field in fields)

    def _holds(self, when: When) -> bool:
        for name, values in when.items():
            value = self._kind if name == CASE_KIND else self._known[name].value if name in self._known else None
            if value is not None and value in values:
                return True
        return False

    def _consent(self, fields: tuple[str, ...]) -> dict[str, Any]:
        """Consent as it was given; what nobody was asked for stays open and may stay so."""
        given = self._given(fields)
        relation = self._known.get("reporter.relation")
        by_other = relation is not None and relation.value != SELF
        return {
            "asked": bool(fields),
            "given": given,
            "lacks": len(given) < len(fields),
            "by_other": bool(given) and by_other,
        }

    def _given(self, fields: Iterable[str]) -> list[dict[str, Any]]:
        return [
            {
                "label": self._definition.fields[name].label,
                "version": self._definition.fields[name].version,
                "at": display.moment(self._known[name].at),
            }
            for name in fields
            if name in self._known and self._known[name].value is True
        ]

    def _table(self, box: Box) -> dict[str, Any]:
        assert box.table is not None
        first = {}
        if not box.table.when or self._holds(box.table.when):
            first = {column: self._known[name].shown for column, name in box.table.first.items() if name in self._known}
            self.opened |= {name for name in box.table.first.values() if name in self._known}
        row = [first.get(column, "") for column in box.table.columns]
        empty = [[""] * len(row)] * (box.table.rows - 1)
        return {"columns": box.table.columns, "rows": [row, *empty], "lacks": not all(row)}

    def _signature(self, raw: dict[str, Any]) -> dict[str, Any]:
        name_known = "name_when" not in raw or self._holds(raw["name_when"])
        names = {key: raw[key] for key in ("name", "phone") if key in raw and (key != "name" or name_known)}
        self.opened |= {name for name in names.values() if name in self._known}
        shown = {key: self._known[name].shown for key, name in names.items() if name in self._known}
        return {
            "number": raw["number"],
            "label": raw["label"],
            "statement": raw["statement"],
            "name": upper_latin(shown.get("name", "")),
            "phone": shown.get("phone", ""),
            "with_phone": "phone" in raw,
            "given": self._given(raw["consents"]),
        }


def upper_latin(name: str) -> str:
    """Foreign names stand on forms in capital letters; a Korean name stays as it is."""
    return name.upper()


def registration(number: str) -> str:
    """Six digits and seven."""
    digits = re.sub(r"\D", "", number)
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 13 else number


def _formatted(part: Part, known: Known) -> str:
    if part.format == "name":
        return upper_latin(known.shown)
    if part.format == "registration":
        return registration(known.shown)
    return known.shown


def _paired(boxes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Boxes of half the width stand two in a row."""
    rows: list[list[dict[str, Any]]] = []
    for box in boxes:
        if box["half"] and rows and len(rows[-1]) == 1 and rows[-1][0]["half"]:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows
