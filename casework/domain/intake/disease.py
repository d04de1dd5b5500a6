"""Which fields of a disease one sentence fills. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from casework.domain.intake.evidence import Reading
from casework.domain.intake.vague import of_entity, since
from casework.domain.understanding import Understanding
from casework.korean import clauses, exposure, illness

_TOLD: dict[str, Callable[[str], str | None]] = {
    "disease.hours": exposure.daily_hours,
    "disease.weekly_hours": exposure.weekly_hours,
    "disease.weight": exposure.weight,
    "disease.posture": exposure.posture,
    "disease.repetition": exposure.repetition,
    "disease.shifts": exposure.shifts,
    "disease.noise": exposure.noise,
    "disease.substance": exposure.substances,
    "disease.protection": exposure.protection,
}


def fill(text: str, understanding: Understanding, today: dt.date | None) -> dict[str, Reading]:
    """Group, name, days, and how the work was done, as far as the sentence tells."""
    found: dict[str, Reading] = {}
    named = understanding.of("disease")
    if (kind := illness.group(text, named)) is not None:
        found["disease.group"] = Reading(kind[0], words=text, confidence=kind[1])
    if named:
        found["disease.name"] = Reading(", ".join(dict.fromkeys(e.text for e in named)), words=text, confidence=0.9)
    lengths = understanding.of("duration")
    for field, said in (("years", exposure.years), ("events_period", exposure.lasted)):
        if value := said(text, lengths):
            found[f"disease.{field}"] = Reading(value, words=text, confidence=0.8)
    for field, tell in _TOLD.items():
        if value := tell(text):
            found[field] = Reading(value, words=text, confidence=0.8)
    return _days(text, understanding, today) | found


def _days(text: str, understanding: Understanding, today: dt.date | None) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    days = understanding.of("date")
    for day in days:
        clause = illness.around(text, day, days)
        reading = of_entity(day, text)
        if reading is None or reading.problem:
            continue
        if illness.is_of_diagnosis(clause):
            found.setdefault("disease.diagnosed_on", reading)
        elif clauses.tells_of_visit(clause):
            found.setdefault("care.first_visit_on", reading)
        elif illness.is_of_onset(clause):
            found.setdefault("disease.symptom_start", reading)
    length = illness.ago(text, understanding.of("duration"))
    if length is not None and today is not None:
        clause = illness.around(text, length, understanding.of("duration"))
        field = "disease.diagnosed_on" if illness.is_of_diagnosis(clause) else "disease.symptom_start"
        if illness.is_of_diagnosis(clause) or illness.is_of_onset(clause):
            found.setdefault(field, since(length, text, today))
    return found
