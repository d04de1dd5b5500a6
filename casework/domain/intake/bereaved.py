"""Which fields of a death one sentence fills. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container

from casework.domain.intake.evidence import Reading
from casework.domain.understanding import Understanding
from casework.korean import bereavement, clauses, commuting, people

_FAMILY: dict[str, Callable[[str], str | None]] = {
    "death.survivor_ages": bereavement.ages,
    "death.lived_together": bereavement.together,
    "death.survivor_disability": bereavement.disabled,
}


def fill(text: str, understanding: Understanding, open_fields: Container[str]) -> dict[str, Reading]:
    """Who tells it, how, where and when somebody died, and what is told of the family."""
    found: dict[str, Reading] = {}
    if kin := bereavement.kinship(people.reporter(text)):
        found["reporter.kinship"] = Reading(kin, words=text, confidence=0.8)
    way = commuting.direction(text) is not None
    if cause := bereavement.cause(text, understanding.entities, on_the_way=way):
        found["death.cause"] = Reading(cause, words=text, confidence=0.8)
    if place := bereavement.place(text):
        found["death.place"] = Reading(place, words=text, confidence=0.8)
    found |= _day(text, understanding)
    if "death.survivors" not in open_fields:  # asked or answered: before that, ages are not those of the family
        found |= {f: Reading(value, words=text, confidence=0.8) for f, tell in _FAMILY.items() if (value := tell(text))}
    return found


def _day(text: str, understanding: Understanding) -> dict[str, Reading]:
    days = [day for day in understanding.of("date") if day.value and not (day.extra or {}).get("future")]
    spans = [(day.start, day.end) for day in days]
    for day in days:
        if bereavement.tells_of_death(clauses.around(text, day.start, day.end, spans)):
            return {"death.date": Reading(day.value, words=text, confidence=0.8)}
    if len(days) == 1 and bereavement.died_at_once(text):
        return {"death.date": Reading(days[0].value, words=text, confidence=0.8)}
    return {}
