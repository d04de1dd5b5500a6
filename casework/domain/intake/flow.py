"""What to ask next. Pure: the answers so far in, the next step out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.domain.intake.definition import REQUIRED, Definition, Field

# Fields that a claim asks for more than once; all others may stay unknown.
INDISPENSABLE = frozenset(
    {"reporter.relation", "accident.story", "worker.name", "consent.personal", "consent.sensitive", "consent.truth"}
)
# Of these the ones that give way, rather than being asked for ever, with the response that explains the question.
GIVE_WAY = {"reporter.relation": "utter_explain_relation", "accident.story": "utter_explain_story"}


@dataclass(frozen=True)
class Answered:
    """A field that has been asked: a value, or openly unknown."""

    value: Any
    status: str = "given"  # given | unknown | later


@dataclass(frozen=True)
class Step:
    """`ask` names the field, `card` the card that holds it; both None: `what` tells."""

    what: str  # ask | card | offer_optional | review
    ask: str | None = None
    card: str | None = None


Answers = dict[str, Answered]


def applicable(definition: Definition, kind: str, answers: Answers, channel: str = "web") -> list[Field]:
    """Fields that belong to this claim now, given the answers so far."""
    values = {name: answer.value for name, answer in answers.items()}
    return [f for f in definition.for_kind(kind, channel) if f.only_if is None or f.only_if.holds(values)]


def is_required(definition: Definition, kind: str, field: Field) -> bool:
    """Whether `field` must be asked before the submission of a claim of `kind`."""
    return field.need(kind) == REQUIRED


def is_by_other(kind: str, answers: Answers) -> bool:
    """Whether somebody else reports: a death always, else as they said."""
    relation = answers.get("reporter.relation")
    return kind == "death" or (relation is not None and relation.value not in (None, "self"))


def must_be_known(definition: Definition, kind: str, field: Field, answers: Answers) -> bool:
    """Whether a card cannot be handed in without `field`. Who reports for somebody may not know their birth date."""
    return is_required(definition, kind, field) and not (field.lenient and is_by_other(kind, answers))


def next_step(
    definition: Definition, kind: str, answers: Answers, *, optional: bool | None, channel: str = "web"
) -> Step:
    """The next thing to do.

    `optional`: None while the worker has not chosen, True to be asked the
    optional fields too, False to go straight to the review. Consents come last.
    """
    fields = applicable(definition, kind, answers, channel)
    open_ = [f for f in fields if f.id not in answers]
    required = [f for f in open_ if is_required(definition, kind, f)]
    consents = [f for f in required if f.type == "consent"]
    for field in required:
        if field not in consents:
            return _ask(field)
    rest = [f for f in open_ if f not in required and f.card is None]
    if rest and optional is None:
        return Step("offer_optional")
    if rest and optional:
        return _ask(rest[0])
    if consents:
        return _ask(consents[0])
    return Step("review")


def _ask(field: Field) -> Step:
    return Step("card", field.id, field.card) if field.card else Step("ask", field.id)


def progress(definition: Definition, kind: str, answers: Answers, channel: str = "web") -> tuple[int, int]:
    """(done, total) over the required fields."""
    required = [f for f in applicable(definition, kind, answers, channel) if is_required(definition, kind, f)]
    return sum(f.id in answers for f in required), len(required)


def missing(definition: Definition, kind: str, answers: Answers, channel: str = "web") -> list[Field]:
    """Fields that nobody knows yet, required ones first: what worker and handler still look for."""
    fields = [
        f
        for f in applicable(definition, kind, answers, channel)
        if f.id not in answers or answers[f.id].status != "given"
    ]
    return sorted(fields, key=lambda f: not is_required(definition, kind, f))
