"""Everything that a worker's sentence tells, by rules: one call for all entity types."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.korean import (
    accident_types,
    amounts,
    body,
    dates,
    diseases,
    durations,
    injury_types,
    normalise,
    objects,
    occupations,
    organisations,
    people,
    places,
    scope,
    sides,
    times,
)  # fmt: skip
from casework.korean.gazetteer import Gazetteer
from casework.korean.spans import MAX_LENGTH, Entity, outside, overlaps

__all__ = ["TYPES", "Entity", "Gazetteer", "extract"]

TYPES = (
    "date", "time", "duration", "place", "workplace", "hospital", "body_part", "side", "injury_type", "accident_type",
    "object",
    "occupation", "disease", "employment_form", "amount", "relation", "person_count",
)  # fmt: skip


def extract(text: str, now: datetime, gazetteer: Gazetteer | None = None) -> list[Entity]:
    """Entities of all types in the first 2,000 characters, sorted by start, without overlaps inside one type.

    `now` is when it was said: with a zone, or Korean time. What the text takes back (오른손 말고 왼손) is left out. Without a
    gazetteer only the best-known industrial districts and the 시도 are found as regions.
    """
    composed, origin = normalise.aligned(text[:MAX_LENGTH])
    found = _all(composed, now, gazetteer)
    located = [
        replace(e, text=text[origin[e.start] : origin[e.end]], start=origin[e.start], end=origin[e.end]) for e in found
    ]
    return sorted(located, key=lambda e: (e.start, e.end, TYPES.index(e.type)))


def _all(text: str, now: datetime, gazetteer: Gazetteer | None) -> list[Entity]:
    days = dates.find(text, now)
    hours = [e for e in times.find(text, now) if not _inside_bigger_date(e, days)]
    lengths = _outside_dates(durations.find(text), days, hours)
    sums = outside(amounts.find(text), days, hours, lengths)
    regions = outside(places.find(text, gazetteer), days)
    clinics = organisations.hospitals(text, regions, [*days, *hours])
    firms = outside(organisations.workplaces(text, [*days, *hours]), clinics)
    firms = [f for f in firms if not any(p.start <= f.start and f.end <= p.end for p in regions)]
    jobs = occupations.find(text)
    parts = body.parts(text)
    return [
        *_told(text, [*days, *hours, *lengths, *sums, *regions, *clinics, *firms]),
        *(Entity("body_part", p.id, p.text, p.start, p.end, {"side": p.side} if p.side else None) for p in parts),
        *_sides(text),
        *injury_types.find(text),
        *accident_types.find(text),
        *_told(text, outside(objects.find(text), jobs, firms)),
        *_told(text, jobs),
        *diseases.find(text),
        *people.employment_forms(text),
        *people.relations(text),
        *people.counts(text),
    ]


def _told(text: str, entities: list[Entity]) -> list[Entity]:
    return scope.kept(text, entities)


def _inside_bigger_date(time: Entity, days: list[Entity]) -> bool:
    """A time written inside a date's digits is none; a span such as 20분 전 is both."""
    return any(d.start <= time.start and time.end <= d.end and d.end - d.start > time.end - time.start for d in days)


def _outside_dates(lengths: list[Entity], days: list[Entity], hours: list[Entity]) -> list[Entity]:
    """20일이요 alone may be a day of the month or twenty days: both stand. Elsewhere a date is no duration."""
    sure = [d for d in days if not (d.extra or {}).get("ambiguous")]
    return [e for e in outside(lengths, sure, hours) if not any(overlaps(e, d) and d.start < e.start for d in days)]


def _sides(text: str) -> list[Entity]:
    """Sides that are meant. 오른손 검지 말고 중지 still says the right hand: a side is dropped only for another side."""
    said = sides.find(text)
    whole = body.parts(text)
    standing = scope.kept(text, said)
    if len(said) > 1:
        kept_parts = [s for s in standing if any(overlaps(s, p) for p in whole)]
        return kept_parts or standing
    return said
