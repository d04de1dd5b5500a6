"""Which fields one sentence fills besides the one that was asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Container

from casework.domain.intake.reading import FAMILY, Reading, body_parts, date_reading
from casework.domain.understanding import Understanding

_AT_HOSPITAL = re.compile(r"^.{0,14}?(병원|의원|응급실|입원|진료|정형외과|치료)")
_SIMPLE = {
    "accident_type": "accident.type",
    "object": "accident.object",
    "hospital": "care.hospital",
    "workplace": "workplace.name",
    "occupation": "job.occupation",
    "employment_form": "job.employment_form",
}


def fill(text: str, understanding: Understanding, open_fields: Container[str]) -> dict[str, Reading]:
    """Readings for open fields that `text` answers by the way."""
    found: dict[str, Reading] = {}
    for kind, field in _SIMPLE.items():
        for entity in understanding.of(kind)[:1]:
            shown = entity.text if kind in ("object", "hospital", "workplace", "occupation") else entity.value
            found[field] = Reading(shown, words=text, confidence=0.9)
    found |= _days_and_times(text, understanding)
    if parts := body_parts(understanding):
        found["injury.parts"] = Reading(parts, words=text, confidence=0.9)
    if kinds := list(dict.fromkeys(e.value for e in understanding.of("injury_type"))):
        found["injury.kinds"] = Reading(kinds, words=text, confidence=0.9)
    if place := _place(text, understanding):
        found["accident.place"] = place
    found |= _relation(text, understanding)
    return {field: reading for field, reading in found.items() if field in open_fields and not reading.problem}


def _days_and_times(text: str, understanding: Understanding) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    days = understanding.of("date")
    for day in days:
        visit = _AT_HOSPITAL.match(text[day.end :]) and (len(days) > 1 or "accident.date" in found)
        field = "care.first_visit_on" if visit else "accident.date"
        found.setdefault(field, date_reading(day, text))
    for time in understanding.of("time")[:1]:
        found["accident.time"] = Reading(time.value, words=text, confidence=0.8)
    return found


def _place(text: str, understanding: Understanding) -> Reading | None:
    places = understanding.of("place")
    if not places:
        return None
    start, end = places[0].start, places[-1].end
    tail = re.match(r"\s*[가-힣0-9]{0,10}?(공장|현장|창고|식당|매장|사무실|작업장|물류센터|건물|아파트|공단)", text[end:])
    return Reading(text[start : end + (tail.end() if tail else 0)].strip(), words=text, confidence=0.8)


def _relation(text: str, understanding: Understanding) -> dict[str, Reading]:
    """Who is hurt, only where the sentence says so: "남편이 다쳐서", "제가"."""
    for entity in understanding.of("relation"):
        after = text[entity.end : entity.end + 2]
        if entity.value in FAMILY and re.match(r"\s*(이|가|은|는|께|도|분)", after):
            return {"reporter.relation": Reading("family", words=text, confidence=0.8)}
        if entity.value == "colleague" and re.match(r"\s*(이|가)", after) and re.search(r"대신|신고해", text):
            return {"reporter.relation": Reading("colleague", words=text, confidence=0.6)}
    if re.search(r"(^|\s)(제가|내가|저는|저\s|나\s)", text):
        return {"reporter.relation": Reading("self", words=text, confidence=0.7)}
    return {}
