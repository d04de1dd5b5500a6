"""How an answer is read that names something: a hospital, a firm, an address, or is kept in the worker's words. Pure."""

from __future__ import annotations

from casework.domain.intake.definition import Field
from casework.domain.intake.evidence import Reading
from casework.domain.understanding import Understanding
from casework.korean import addresses, answers, clinics, illness, visits

_AROUND_A_NAME = 8  # letters that "허리디스크라고 하네요" has besides the name

_NAMES_ONE_THING = frozenset(
    {"workplace.name", "workplace.representative", "workplace.registration_number", "accident.place",
     "accident.object", "job.occupation", "worker.address", "worker.language", "death.place", "disease.name",
     "disease.years", "disease.hours", "disease.weekly_hours", "disease.month_hours", "disease.week_hours",
     "disease.weight", "disease.substance"}
)  # fmt: skip


def free_text(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Only a name is taken out of its sentence; what somebody tells stays as it was told ("사장이 산재는 안 된대요")."""
    if field.id == "care.hospital":
        return _hospital(text, understanding)
    if field.id == "workplace.name" and (name := clinics.employer(text, understanding.of("workplace"))):
        return Reading(name, words=text)
    if field.id == "disease.name":
        return _disease(text, understanding)
    value = answers.strip_answer(text).strip() if field.id in _NAMES_ONE_THING else text.strip()
    return Reading(value, words=text) if value else None


def _disease(text: str, understanding: Understanding) -> Reading | None:
    """The name without what is said around it ("허리디스크래요"); everything where more is told."""
    if illness.is_not_diagnosed(text):
        return Reading(status="later", words=text)
    named = understanding.of("disease")
    short = len(named) == 1 and len(text.strip()) <= len(named[0].text) + _AROUND_A_NAME
    value = named[0].text if short else answers.strip_answer(text).strip()
    return Reading(value, words=text) if value else None


def story(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """All of it."""
    return Reading(text.strip(), words=text) if text.strip() else None


def address(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """The place of work, without what is said about it."""
    value = addresses.of_work(text, understanding.of("place"))
    return Reading(value, words=text) if value else None


def _hospital(text: str, understanding: Understanding) -> Reading | None:
    named = [e for e in understanding.of("hospital") if e.value]
    if named:
        return Reading(clinics.current(text, named).text, words=text)
    if visits.has_not_gone(text):
        return Reading(status="later", words=text)
    value = clinics.unnamed(text, understanding.of("hospital"), understanding.of("date"))
    if value is None and not visits.went_somewhere(text):
        value = answers.strip_answer(text).strip()
    return Reading(value, words=text) if value else None
