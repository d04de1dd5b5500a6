"""How an answer is read that names something: a hospital, a firm, an address, or is kept in the worker's words. Pure."""

from __future__ import annotations

from casework.domain.intake.definition import Field
from casework.domain.intake.evidence import Reading
from casework.domain.understanding import Understanding
from casework.korean import addresses, answers, clinics, visits

_NAMES_ONE_THING = frozenset(
    {"workplace.name", "workplace.representative", "workplace.registration_number", "accident.place",
     "accident.object", "job.occupation", "worker.address", "worker.language", "death.place", "commute.means"}
)  # fmt: skip


def free_text(field: Field, text: str, understanding: Understanding) -> Reading | None:
    """Only a name is taken out of its sentence; what somebody tells stays as it was told ("사장이 산재는 안 된대요")."""
    if field.id == "care.hospital":
        return _hospital(text, understanding)
    if field.id == "workplace.name" and (name := clinics.employer(text, understanding.of("workplace"))):
        return Reading(name, words=text)
    value = answers.strip_answer(text).strip() if field.id in _NAMES_ONE_THING else text.strip()
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
