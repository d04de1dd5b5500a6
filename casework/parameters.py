"""Dated legal figures: the one reader of the files under ``params/``.

Every legal number of the service (rates, days, years, amounts, telephone numbers, opening hours)
stands in ``params/<subject>.yaml`` with the dates it holds for, its legal basis and its source.
Nothing else may hold one. A file is a list of entries:

    - id: sick-leave.rate
      description: 휴업급여 비율          # a short noun phrase; it is read to workers
      unit: 비율
      article: 산재보험법 제52조
      values:
        - {from: 2008-07-01, value: 0.70, source: 산재보험법 제52조, confidence: law, checked_on: 2026-11-23}

``to`` is the last day a value holds for; only the newest value may leave it out. A date that no
value covers gives :class:`Uncovered`, never the nearest value.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from casework.domain.figures import CONFIDENCES, Figure, Uncovered, UnknownParameter

# Tables that live in params/ but are not figures; each has a reader of its own.
OTHER_TABLES = frozenset({"branches.yaml"})

_ENTRY_KEYS = {"id", "description", "unit", "article", "values"}
_VALUE_KEYS = {"from", "to", "value", "source", "confidence", "checked_on", "note"}
_VALUE_REQUIRED = {"from", "value", "source", "confidence", "checked_on"}
_ONE_DAY = timedelta(days=1)


class BadYaml(ValueError):
    """The text is YAML, but not a kind we accept. The message gives the line."""


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader keeps the last of two equal keys silently; this one refuses them."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise BadYaml(f"line {key_node.start_mark.line + 1}: the key {key!r} is written twice")
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


def _decimal(loader: _StrictLoader, node: yaml.ScalarNode) -> Decimal:
    # 0.70 as a binary float would turn up as 0.69999… in a won amount.
    return Decimal(str(loader.construct_scalar(node)).replace("_", ""))


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def read_strict(path: Path) -> Any:
    """Read one YAML file. Raises BadYaml for a repeated key, yaml.YAMLError for broken YAML."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)


class ParameterError(ValueError):
    """A parameter file is wrong. The message names the file and the id."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody must look at: ids with the reason's own date or confidence."""

    unverified: tuple[Figure, ...] = ()
    expiring: tuple[Figure, ...] = ()
    stale: tuple[Figure, ...] = ()
    uncovered: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """True when nothing needs attention."""
        return not (self.unverified or self.expiring or self.stale or self.uncovered)


@dataclass(frozen=True)
class Parameters:
    """All figures, by id and date. Read-only; made by :func:`load`."""

    _figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)

    def on(self, id: str, on: date) -> Figure:
        """The figure in force on a day.

        Raises UnknownParameter for an id that does not exist, Uncovered for a day without a value.
        """
        for figure in self.history(id):
            if figure.covers(on):
                return figure
        history = self._figures[id]
        raise Uncovered(id, on, history[0].description, tuple((f.from_, f.to) for f in history))

    def history(self, id: str) -> tuple[Figure, ...]:
        """All values of an id, oldest first. Raises UnknownParameter."""
        try:
            return self._figures[id]
        except KeyError:
            raise UnknownParameter(id) from None

    def describe(self, id: str) -> str:
        """The short Korean noun phrase that names a figure to a worker."""
        return self.history(id)[-1].description

    def ids(self) -> tuple[str, ...]:
        """Every id, sorted."""
        return tuple(sorted(self._figures))

    def __contains__(self, id: object) -> bool:
        return id in self._figures

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids())

    def __len__(self) -> int:
        return len(self._figures)

    def report(self, today: date, *, expires_within: int = 60, stale_after: int = 180) -> Report:
        """List the values that need a person, for the doctor command and the runbook.

        ``unverified``: in force today on weak evidence. ``expiring``: in force today, ends within
        ``expires_within`` days and nothing follows. ``stale``: in force, or still to come, and
        checked more than ``stale_after`` days ago. ``uncovered``: no value today at all, although
        one existed before.
        """
        unverified, expiring, stale, uncovered = [], [], [], []
        horizon = today + timedelta(days=expires_within)
        for id in self.ids():
            history = self._figures[id]
            current = next((f for f in history if f.covers(today)), None)
            if current is None:
                if history[-1].to is not None and history[-1].to < today:
                    uncovered.append(id)
            else:
                if not current.verified:
                    unverified.append(current)
                if current is history[-1] and current.to is not None and current.to <= horizon:
                    expiring.append(current)
            living = [f for f in history if f.to is None or f.to >= today]
            stale += [f for f in living if (today - f.checked_on).days > stale_after]
        return Report(tuple(unverified), tuple(expiring), tuple(stale), tuple(uncovered))


def load(directory: Path | str) -> Parameters:
    """Read every ``*.yaml`` of a folder except the tables that are not figures.

    Raises ParameterError, naming file and id, for a key written twice, an id used twice, an unknown
    or missing key, a gap or an overlap between two values, or a value nobody gave a source for.
    """
    folder = Path(directory)
    if not folder.is_dir():
        raise ParameterError(f"{folder}: no such folder of parameters")
    figures: dict[str, tuple[Figure, ...]] = {}
    homes: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in OTHER_TABLES:
            continue
        for id, history in _read_file(path):
            if id in figures:
                raise ParameterError(f"{path.name}: {id}: already defined in {homes[id]}")
            figures[id] = history
            homes[id] = path.name
    if not figures:
        raise ParameterError(f"{folder}: no parameter found")
    return Parameters(figures)


def _read_file(path: Path) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    try:
        entries = read_strict(path)
    except (BadYaml, yaml.YAMLError) as error:
        raise ParameterError(f"{path.name}: {error}") from error
    if not isinstance(entries, list):
        raise ParameterError(f"{path.name}: the file must be a list of entries")
    for position, entry in enumerate(entries, start=1):
        yield _read_entry(path.name, position, entry)


def _read_entry(name: str, position: int, entry: Any) -> tuple[str, tuple[Figure, ...]]:
    if not isinstance(entry, dict) or not _is_text(entry.get("id")):
        raise ParameterError(f"{name}: entry {position} has no id")
    id = entry["id"]
    where = f"{name}: {id}"
    _check_keys(where, entry, allowed=_ENTRY_KEYS, required=_ENTRY_KEYS)
    for key in ("description", "unit", "article"):
        if not _is_text(entry[key]):
            raise ParameterError(f"{where}: {key} is empty")
    if not isinstance(entry["values"], list) or not entry["values"]:
        raise ParameterError(f"{where}: values must be a list with at least one value")
    history = tuple(
        sorted((_read_value(where, entry, raw) for raw in entry["values"]), key=lambda figure: figure.from_)
    )
    _check_continuous(where, history)
    return id, history


def _read_value(where: str, entry: dict[str, Any], raw: Any) -> Figure:
    if not isinstance(raw, dict):
        raise ParameterError(f"{where}: a value must be a mapping with {', '.join(sorted(_VALUE_REQUIRED))}")
    where = f"{where} from {raw.get('from', '?')}"
    _check_keys(where, raw, allowed=_VALUE_KEYS, required=_VALUE_REQUIRED)
    for key in ("from", "to", "checked_on"):
        # `type is`, because a YAML time stamp is a datetime, which is a date too.
        if key in raw and type(raw[key]) is not date:
            raise ParameterError(f"{where}: {key} must be a date such as 2026-01-01")
    value = raw["value"]
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)) or value == "":
        raise ParameterError(f"{where}: value must be a number or a text")
    if not _is_text(raw["source"]):
        raise ParameterError(f"{where}: source is empty")
    if raw["confidence"] not in CONFIDENCES:
        raise ParameterError(f"{where}: confidence must be one of {', '.join(CONFIDENCES)}")
    if "to" in raw and raw["to"] < raw["from"]:
        raise ParameterError(f"{where}: ends on {raw['to']}, before it begins")
    return Figure(
        id=entry["id"],
        description=entry["description"],
        value=value,
        unit=entry["unit"],
        article=entry["article"],
        source=raw["source"],
        confidence=raw["confidence"],
        from_=raw["from"],
        to=raw.get("to"),
        checked_on=raw["checked_on"],
        note=raw.get("note"),
    )


def _check_continuous(where: str, history: tuple[Figure, ...]) -> None:
    """Values must follow each other day by day, so that no date has two values or a silent hole."""
    for earlier, later in itertools.pairwise(history):
        if earlier.to is None or earlier.to >= later.from_:
            raise ParameterError(f"{where}: overlap, the value from {earlier.from_} is still open on {later.from_}")
        if earlier.to + _ONE_DAY != later.from_:
            raise ParameterError(f"{where}: gap between {earlier.to} and {later.from_}")


def _check_keys(where: str, mapping: dict[str, Any], *, allowed: set[str], required: set[str]) -> None:
    unknown = sorted(str(key) for key in mapping if key not in allowed)
    if unknown:
        raise ParameterError(f"{where}: unknown key {', '.join(unknown)}")
    missing = sorted(key for key in required if mapping.get(key) is None)
    if missing:
        raise ParameterError(f"{where}: missing {', '.join(missing)}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
