"""Build the intake's definition from the plain data of fields.yaml, and refuse what cannot be."""

from __future__ import annotations

from dataclasses import fields as names_of
from typing import Any

from casework.domain.intake.definition import (
    KINDS,
    TYPES,
    CardDefinition,
    Condition,
    Definition,
    DefinitionError,
    Field,
    Group,
    Option,
)

_MAY_VARY = frozenset({"label", "prompt", "prompt_phone", "prompt_other", "prompt_phone_other", "help", "help_other",
                       "only_if", "approx", "helper", "told", "quick"})  # fmt: skip
_FIELD_KEYS = frozenset(f.name for f in names_of(Field))


def parse(document: dict[str, Any]) -> Definition:
    """Build the definition from the document's plain data. Raises DefinitionError."""
    groups = {g["id"]: Group(**g) for g in document["groups"]}
    cards = {c["id"]: CardDefinition(**c) for c in document["cards"]}
    fields: dict[str, Field] = {}
    for raw in document["fields"]:
        one = _field(raw)
        if one.id in fields:
            raise DefinitionError(f"{one.id}: defined twice")
        if one.group not in groups or (one.card and one.card not in cards):
            raise DefinitionError(f"{one.id}: unknown group or card")
        fields[one.id] = one
    for one in fields.values():
        for condition in (one.only_if, *(own.get("only_if") for own in one.variants.values())):
            if condition is not None and condition.field not in fields:
                raise DefinitionError(f"{one.id}: only_if names the unknown field {condition.field}")
    return Definition(fields, groups, cards, document.get("words", {}), document.get("who", {}))


def _field(raw: dict[str, Any]) -> Field:
    raw = dict(raw)
    name = raw.get("id", "?")
    if raw.get("type") not in TYPES:
        raise DefinitionError(f"{name}: unknown type {raw.get('type')!r}")
    if set(raw.get("kinds", {})) != set(KINDS):
        raise DefinitionError(f"{name}: kinds must name {', '.join(KINDS)}")
    raw["options"] = tuple(
        Option(**option | {key: tuple(option.get(key, ())) for key in ("also", "but")})
        for option in raw.get("options", ())
    )
    if "channels" in raw:
        raw["channels"] = tuple(raw["channels"])
    if raw.get("version") is not None:
        raw["version"] = str(raw["version"])
    raw["variants"] = {kind: _variant(name, kind, own) for kind, own in raw.get("variants", {}).items()}
    if unknown := sorted(raw.keys() - _FIELD_KEYS):
        raise DefinitionError(f"{name}: unknown key {unknown[0]}")
    try:
        return Field(**_plain(raw))
    except TypeError as error:
        raise DefinitionError(f"{name}: {error}") from None


def _variant(name: str, kind: str, own: dict[str, Any]) -> dict[str, Any]:
    if kind not in KINDS or (own.keys() - _MAY_VARY):
        raise DefinitionError(f"{name}: variants.{kind} says what cannot differ between kinds")
    return _plain(own)


def _plain(raw: dict[str, Any]) -> dict[str, Any]:
    """Lists become tuples, and a condition its own type."""
    raw = dict(raw)
    for name in ("only_if", "told_if"):
        if raw.get(name):
            raw[name] = _condition(raw[name])
    if "quick" in raw:
        raw["quick"] = tuple(raw["quick"])
    return raw


def _condition(raw: dict[str, Any]) -> Condition:
    negated = "not" in raw
    values = frozenset(raw.get("not" if negated else "is", ()))
    return Condition(raw["field"], values, negated, bool(raw.get("there")))
