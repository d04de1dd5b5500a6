"""What a field of the intake is. The fields themselves stand in fields.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

KINDS = ("accident", "disease", "commute", "death")
TYPES = frozenset(
    [
        "relation",
        "name",
        "date",
        "time",
        "text",
        "story",
        "address",
        "phone",
        "registration",
        "business_number",
        "choice",
        "multi",
        "yes_no",
        "money",
        "consent",
        "attachment",
        "body_parts",
    ]
)
REQUIRED, OPTIONAL, NOT_ASKED = "R", "O", "-"


class DefinitionError(ValueError):
    """fields.yaml says something impossible; the message names the field."""


@dataclass(frozen=True)
class Option:
    """One value of a choice and the words that show it; `button` is false where it is only understood, not offered."""

    value: str
    label: str
    button: bool = True
    also: tuple[str, ...] = ()  # other words that mean it


@dataclass(frozen=True)
class Condition:
    """Ask only while another field has, or has not, one of these values."""

    field: str
    values: frozenset[str]
    negated: bool

    def holds(self, values: dict[str, Any]) -> bool:
        """Whether the condition is met; false while the other field is open."""
        if values.get(self.field) is None:
            return False
        return (values[self.field] in self.values) != self.negated


@dataclass(frozen=True)
class Field:
    """One thing to know about a claim."""

    id: str
    group: str
    label: str
    type: str
    prompt: str
    kinds: dict[str, str]
    help: str | None = None
    prompt_death: str | None = None  # the question where somebody has died
    prompt_phone: str | None = None  # the question for the ear: short, one thing, no list
    help_other: str | None = None  # the help when somebody else reports for the worker
    helper: str | None = None
    card: str | None = None
    sealed: bool = False
    autocomplete: str | None = None
    version: str | None = None
    form_box: int | None = None
    options: tuple[Option, ...] = ()
    only_if: Condition | None = None
    channels: tuple[str, ...] = ("web", "phone", "console")

    def prompt_for(self, kind: str) -> str:
        """The question in a claim of this kind."""
        return self.prompt_death if kind == "death" and self.prompt_death else self.prompt

    def need(self, kind: str) -> str:
        """R, O or - for a claim of `kind`."""
        return self.kinds[kind]

    def option_label(self, value: str) -> str:
        """The words that show `value`; the value itself where it is no option."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Group:
    """Fields that are shown together."""

    id: str
    label: str


@dataclass(frozen=True)
class CardDefinition:
    """Fields that are collected on one card of the web chat."""

    id: str
    title: str
    note: str
    submit: str


@dataclass(frozen=True)
class Definition:
    """The whole intake, in the order of asking."""

    fields: dict[str, Field]
    groups: dict[str, Group]
    cards: dict[str, CardDefinition]
    short_kinds: frozenset[str] = frozenset()
    short_fields: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)  # how plain values are shown

    def for_kind(self, kind: str, channel: str = "web") -> list[Field]:
        """The fields asked in a claim of `kind`, in order."""
        if kind in self.short_kinds:
            return [self.fields[i] for i in self.short_fields if channel in self.fields[i].channels]
        return [f for f in self.fields.values() if f.need(kind) != NOT_ASKED and channel in f.channels]

    def for_phone(self) -> Definition:
        """The same definition with the questions that suit the ear; a question about somebody who died stays."""
        spoken = {name: replace(f, prompt=f.prompt_phone or f.prompt) for name, f in self.fields.items()}
        return replace(self, fields=spoken)


def parse(document: dict[str, Any]) -> Definition:
    """Build the definition from the document's plain data. Raises DefinitionError."""
    groups = {g["id"]: Group(g["id"], g["label"]) for g in document["groups"]}
    cards = {c["id"]: CardDefinition(**c) for c in document["cards"]}
    fields: dict[str, Field] = {}
    for raw in document["fields"]:
        one = _field(raw)
        if one.id in fields:
            raise DefinitionError(f"{one.id}: defined twice")
        if one.group not in groups or (one.card and one.card not in cards):
            raise DefinitionError(f"{one.id}: unknown group or card")
        fields[one.id] = one
    short = document.get("short", {"kinds": [], "fields": []})
    unknown = [i for i in short["fields"] if i not in fields]
    if unknown:
        raise DefinitionError(f"short: unknown fields {unknown}")
    return Definition(
        fields, groups, cards, frozenset(short["kinds"]), tuple(short["fields"]), document.get("words", {})
    )


def _field(raw: dict[str, Any]) -> Field:
    raw = dict(raw)
    name = raw.get("id", "?")
    if raw.get("type") not in TYPES:
        raise DefinitionError(f"{name}: unknown type {raw.get('type')!r}")
    if set(raw.get("kinds", {})) != set(KINDS):
        raise DefinitionError(f"{name}: kinds must name {', '.join(KINDS)}")
    condition = raw.pop("only_if", None)
    if condition:
        negated = "not" in condition
        values = frozenset(condition["not" if negated else "is"])
        raw["only_if"] = Condition(condition["field"], values, negated)
    raw["options"] = tuple(
        Option(**option | {"also": tuple(option.get("also", ()))}) for option in raw.get("options", ())
    )
    if "channels" in raw:
        raw["channels"] = tuple(raw["channels"])
    if raw.get("version") is not None:
        raw["version"] = str(raw["version"])
    try:
        return Field(**raw)
    except TypeError as error:
        raise DefinitionError(f"{name}: {error}") from None
