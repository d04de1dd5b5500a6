"""Members of staff as the rules of `casework.domain.assignment` see them."""

from __future__ import annotations

from collections.abc import Iterable

from casework import branches
from casework.domain.assignment import Person
from casework.store.database import UnitOfWork
from casework.store.models import Staff


def by_cases(uow: UnitOfWork, staff: Iterable[Staff]) -> list[Person]:
    """With the number of open cases as load."""
    people = list(staff)
    load = uow.cases.open_load([person.id for person in people])
    return [_person(person, load[person.id]) for person in people]


def by_conversations(uow: UnitOfWork, staff: Iterable[Staff]) -> list[Person]:
    """With the number of conversations that they answer now as load."""
    people = list(staff)
    load = uow.handoffs.live_of([person.id for person in people])
    return [_person(person, load[person.id]) for person in people]


def leads(uow: UnitOfWork, branch_code: str | None) -> list[Staff]:
    """Leads to turn to, nearest first: of the branch, of its headquarters, of the whole; on duty first in each."""
    branch = branches.by_code(branch_code)
    found = uow.staff.leads(branch_code) if branch_code else []
    if branch is not None and branch.hq != branch_code:
        found += uow.staff.leads(branch.hq)
    return found + uow.staff.leads(None)


def _person(person: Staff, load: int) -> Person:
    return Person(
        id=person.id,
        branch_code=person.branch_code,
        active=person.active,
        on_duty=person.on_duty,
        capacity=person.capacity,
        load=load,
    )
