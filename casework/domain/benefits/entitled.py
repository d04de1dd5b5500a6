"""Who is entitled to the survivors' pension, and in which order (산재보험법 제63조). Pure.

Ages are those on the day of the death; `None` in a fact means that nobody has said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.benefits.facts import RELATIONS, Survivor
from casework.domain.benefits.outcome import Working
from casework.domain.benefits.periods import age
from casework.korean.nationality import is_korean

WHO = "산재보험법 제63조제1항"
ORDER = "산재보험법 제63조제3항"


@dataclass(frozen=True)
class Entitled:
    """The entitled in their order, and how many more may be, once it is known."""

    people: tuple[Survivor, ...]
    unclear: tuple[Survivor, ...]

    @property
    def first(self) -> str | None:
        """The relation of those who come first."""
        return self.people[0].relation if self.people else None


def entitled(survivors: tuple[Survivor, ...], working: Working, on: date) -> Entitled:
    """Sort those who lived with the deceased by the order of the law."""
    answers = [(person, _is_entitled(person, working, on)) for person in survivors]
    ranked = sorted((p for p, yes in answers if yes), key=lambda p: RELATIONS.index(p.relation))
    return Entitled(tuple(ranked), tuple(p for p, yes in answers if yes is None))


def _is_entitled(person: Survivor, working: Working, on: date) -> bool | None:
    """True, False, or None where a fact is missing that decides."""
    if person.lived_together is False:
        return False
    if person.abroad and person.nationality is not None and not is_korean(person.nationality):
        return False
    checks = [_fits(person, working, on)]
    checks.append(True if person.lived_together else None)
    if person.abroad:
        checks.append(None if person.nationality is None else True)
    if False in checks:
        return False
    return None if None in checks else True


def _fits(person: Survivor, working: Working, on: date) -> bool | None:
    """Whether relation and age fit; a severe disability stands in for the age."""
    if person.relation == "spouse" or person.severe_disability:
        return True
    if person.birth_date is None:
        return None
    years = age(person.birth_date, on)
    if _age_fits(person.relation, years, working, on):
        return True
    return None if person.severe_disability is None else False


def _age_fits(relation: str, years: int, working: Working, on: date) -> bool:
    if relation in ("parent", "grandparent"):
        return years >= int(working.figure("survivor.parent-min-age", on))
    if relation == "sibling":
        young = years < int(working.figure("survivor.sibling-max-age", on))
        return young or years >= int(working.figure("survivor.sibling-min-age", on))
    return years < int(working.figure(f"survivor.{relation}-max-age", on))
