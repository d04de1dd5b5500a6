"""What a field of the intake is. The fields themselves stand in fields.yaml, read by parsing.py."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from casework.korean import answers

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
_WORDS = ("label", "prompt", "prompt_phone", "prompt_other", "prompt_phone_other")  # {who} may stand in them


class DefinitionError(ValueError):
    """fields.yaml says something impossible; the message names the field."""


@dataclass(frozen=True)
class Option:
    """One value of a choice and the words that show it; `button` is false where it is only understood, not offered."""

    value: str
    label: str
    button: bool = True
    also: tuple[str, ...] = ()  # other words that mean it
    but: tuple[str, ...] = ()  # kinds of claims in which nobody can be it


@dataclass(frozen=True)
class Condition:
    """Ask only while another field has, or has not, one of these values; `there`: while it tells of something at all."""

    field: str
    values: frozenset[str] = frozenset()
    negated: bool = False
    there: bool = False

    def holds(self, values: dict[str, Any]) -> bool:
        """Whether the condition is met; false while the other field is open."""
        value = values.get(self.field)
        if value is None:
            return False
        if self.there:  # "없어요" and "혼자 넘어졌어요" tell of nobody
            return value is True or (isinstance(value, str) and not answers.tells_of_none(value))
        return (value in self.values) != self.negated


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
    prompt_phone: str | None = None  # the question for the ear: short, one thing, no list
    prompt_other: str | None = None  # the question to somebody who reports for the worker
    prompt_phone_other: str | None = None  # the same for the ear
    help_other: str | None = None  # the help to them
    helper: str | None = None
    card: str | None = None
    sealed: bool = False
    autocomplete: str | None = None
    version: str | None = None
    form_box: int | None = None
    options: tuple[Option, ...] = ()
    only_if: Condition | None = None
    approx: bool = False  # a date that may stay a month, a year or "long ago"
    lenient: bool = False  # on a card: who reports for somebody may not know it
    quick: tuple[str, ...] = ()  # answers offered as buttons besides the options
    told: str | None = None  # the response that is said once after the answer
    told_if: Condition | None = None  # only then
    channels: tuple[str, ...] = ("web", "phone", "console")
    variants: dict[str, dict[str, Any]] = field(default_factory=dict)  # by kind: what is different there

    def within(self, kind: str, who: str) -> Field:
        """The field as it is in a claim of `kind`; `who` is what the person concerned is called there."""
        own = replace(
            self,
            **self.variants.get(kind, {}),
            options=tuple(option for option in self.options if kind not in option.but),
        )
        if kind == "death":  # somebody else always reports, and the person concerned is not asked about as if alive
            own = replace(own, prompt_other=None)
        words = {name: getattr(own, name) for name in _WORDS}
        return replace(own, **{name: text.replace("{who}", who) for name, text in words.items() if text})

    def asked_of(self, *, other: bool) -> str:
        """The question to the worker, or to somebody `other` who reports."""
        return self.prompt_other if other and self.prompt_other else self.prompt

    def need(self, kind: str) -> str:
        """R, O or - for a claim of `kind`."""
        return self.kinds[kind]

    def option_label(self, value: str) -> str:
        """The words that show `value`; the value itself where it is no option."""
        return next((option.label for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Group:
    """Fields that are shown together. `labels`: other words for it in some kinds."""

    id: str
    label: str
    labels: dict[str, str] = field(default_factory=dict)

    def label_in(self, kind: str) -> str:
        """What it is called in a claim of `kind`."""
        return self.labels.get(kind, self.label)


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
    words: dict[str, str] = field(default_factory=dict)  # how plain values are shown
    who: dict[str, str] = field(default_factory=dict)  # what the person concerned is called, by kind

    @cached_property
    def _views(self) -> dict[str, dict[str, Field]]:
        return {
            kind: {name: f.within(kind, self.who.get(kind, "")) for name, f in self.fields.items()} for kind in KINDS
        }

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Fields on whose values others depend."""
        asked = [own.only_if for view in self._views.values() for own in view.values()]
        return frozenset(condition.field for condition in asked if condition is not None)

    def within(self, kind: str) -> dict[str, Field]:
        """All fields as they are in a claim of `kind`, by id."""
        return self._views[kind]

    def for_kind(self, kind: str, channel: str = "web") -> list[Field]:
        """The fields asked in a claim of `kind`, in order."""
        return [f for f in self._views[kind].values() if f.need(kind) != NOT_ASKED and channel in f.channels]

    def for_phone(self) -> Definition:
        """The same definition with the questions that suit the ear, in every kind of claim."""
        return replace(self, fields={name: _for_the_ear(f) for name, f in self.fields.items()})


def _for_the_ear(field: Field) -> Field:
    spoken = {kind: own | _spoken(own) for kind, own in field.variants.items()}
    return replace(field, variants=spoken, **_spoken({name: getattr(field, name) for name in _WORDS}))


def _spoken(own: dict[str, Any]) -> dict[str, Any]:
    """The questions for the ear in the place of those for the eye."""
    ears = {"prompt": "prompt_phone", "prompt_other": "prompt_phone_other"}
    return {eye: own[ear] for eye, ear in ears.items() if own.get(ear)}
