"""How an answer is read that takes one of few: an option, who is writing, yes or no. Pure."""

from __future__ import annotations

import re

from casework.domain.intake.definition import Field
from casework.domain.intake.evidence import Reading
from casework.domain.understanding import Understanding
from casework.korean import (
    accident_types,
    answers,
    bereavement,
    commuting,
    condition,
    decisions,
    illness,
    injury_types,
    people,
    scope,
    visits,
)
from casework.korean.spans import Entity, longest

FAMILY = frozenset({"family", "spouse", "child", "parent", "sibling", "grandparent", "grandchild", "relative"})
_KIND_OF = {"accident.type": "accident_type", "job.employment_form": "employment_form"}
_RULES = {"job.employment_form": people.employment_forms, "accident.type": accident_types.find}
_ENDING = 6  # letters that an answer of one word may have behind it


def relation(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Who is writing: "제가 회사에서 다쳤어요" is not the company speaking."""
    ordinal = _by_number(field, text)
    value = ordinal or people.speaker(text, understanding.of("relation") or people.relations(text))
    value = "family" if value in FAMILY else "other" if value == "friend" else value
    if value is None:
        value = option(field, text)
    if value is None and decisions.is_plain_yes(text):
        value = "self"
    known = {choice.value for choice in field.options}
    return Reading(value, words=text) if value in known else None


def choice(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """One option. The whole sentence counts for more than a word that an option shares with it ("기계에 부딪혔어요")."""
    found = [e.value for e in understanding.of(_KIND_OF.get(field.id, ""))]
    if not found and field.id in _RULES:  # asked for it: what the words can mean counts
        found = [e.value for e in _RULES[field.id](text)]
    value = _by_number(field, text) or (found[0] if found else None)
    if field.id == "reporter.kinship" and text.strip() not in {option.label for option in field.options}:
        value = value or bereavement.kinship(people.reporter(text))
    if field.id == "death.cause" and text.strip() not in {option.label for option in field.options}:
        way = commuting.direction(text) is not None
        value = value or bereavement.cause(text, understanding.entities, on_the_way=way)
    if value is None and field.id == "care.setting" and visits.has_not_gone(text):
        value = "none"
    value = value or option(field, text)
    if value is None and field.id == "disease.group" and (kind := illness.group(text, understanding.of("disease"))):
        value = kind[0]
    return Reading(value, words=text) if value is not None else None


def option(field: Field, text: str) -> str | None:
    """The option whose words stand in the text and are not taken back; of several the one said last."""
    spans = [
        Entity("option", choice.value, match.group(), match.start(), match.end())
        for choice in field.options
        for name in (choice.label, choice.value, *choice.also)
        if len(name) > 1
        for match in re.finditer(r"\s*".join(map(re.escape, name.replace(" ", ""))), text)
    ]
    if standing := scope.kept(text, longest(spans)):
        return str(standing[-1].value)
    squeezed = re.sub(r"\s", "", text)
    for one in field.options:  # one word of the label alone, with an ending at most
        parts = [part for part in re.split(r"[·/ ]", one.label) if len(part) > 1]
        if any(squeezed.startswith(part) and len(squeezed) <= len(part) + _ENDING for part in parts):
            return one.value
    return None


def _by_number(field: Field, text: str) -> str | None:
    number = decisions.ordinal(text)
    return field.options[number - 1].value if number and number <= len(field.options) else None


def multi(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Several kinds of injury; what names none is kept as its words."""
    found = list(dict.fromkeys(e.value for e in understanding.of("injury_type") or injury_types.find(text)))
    if not found and (value := option(field, text)):
        found = [value]
    return Reading(found, words=text) if found else Reading(["other"], words=text, confidence=0.5)


def yes_no(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Yes or no; what is still to be decided stays openly unknown."""
    if decisions.is_undecided(text):
        return Reading(status="unknown", words=text)
    said = condition.had_surgery(text) if field.id == "care.surgery" else None
    if field.id == "worker.interpreter" and (speaks := people.speaks_korean(text)) is not None:
        said = not speaks
    if said is None and (other := decisions.only_that(text)):
        said = field.label in other  # "깁스만 했어요" says no to an operation
    if said is None:
        said = answers.yes_no(text)
    if said is None and decisions.declines(text):
        said = False
    if said is None and decisions.is_planned(text):
        said = True
    return Reading(said, words=text) if said is not None else None


def consent(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Only a clear yes is a consent; a no is a problem to be talked about."""
    said = decisions.agrees(text)
    if said is None:
        return None
    return Reading(True, words=text) if said else Reading(words=text, problem="consent_refused")
