"""Members of staff as the rules of `casework.domain.assignment` see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from casework import branches
from casework.domain import duty
from casework.domain.assignment import Person
from casework.services.hours import KOREA
from casework.store.database import UnitOfWork
from casework.store.models import Staff

LEAVE, LOGGED_OUT, OFF_HOURS = "leave", "logged_out", "off_hours"


def by_cases(uow: UnitOfWork, now: dt.datetime, staff: Iterable[Staff]) -> list[Person]:
    """With the number of open cases as load. A case lasts for months: only leave keeps a new one away."""
    people = list(staff)
    ids = [person.id for person in people]
    load = uow.cases.open_load(ids)
    absent = uow.absences.on(now.astimezone(KOREA).date(), ids)
    return [
        _person(person, person.capacity, load[person.id], LEAVE if person.id in absent else None) for person in people
    ]


def by_conversations(uow: UnitOfWork, now: dt.datetime, staff: Iterable[Staff]) -> list[Person]:
    """With the number of conversations that they answer now as load, and why they cannot answer just now."""
    people = list(staff)
    ids = [person.id for person in people]
    load = uow.handoffs.live_of(ids)
    absent = uow.absences.on(now.astimezone(KOREA).date(), ids)
    return [
        _person(person, person.chat_capacity, load[person.id], _away(now, person, person.id in absent))
        for person in people
    ]


def is_there(uow: UnitOfWork, now: dt.datetime, person: Staff | None) -> bool:
    """Whether the person can answer a worker now."""
    return person is not None and by_conversations(uow, now, [person])[0].available


def deputy_of(uow: UnitOfWork, now: dt.datetime, person: Staff) -> Staff | None:
    """Who answers for the person: as planned for the absence of this day, else the standing deputy."""
    absence = uow.absences.on(now.astimezone(KOREA).date(), [person.id]).get(person.id)
    planned = uow.staff.get(absence.deputy_id) if absence is not None else None
    return planned or uow.staff.get(person.deputy_id)


def leads(uow: UnitOfWork, branch_code: str | None) -> list[Staff]:
    """Leads to turn to, nearest first: of the branch, of its headquarters, of the whole; on duty first in each."""
    branch = branches.by_code(branch_code)
    found = uow.staff.leads(branch_code) if branch_code else []
    if branch is not None and branch.hq != branch_code:
        found += uow.staff.leads(branch.hq)
    return found + uow.staff.leads(None)


def _away(now: dt.datetime, person: Staff, absent: bool) -> str | None:
    if absent:
        return LEAVE
    if person.away_since is not None:
        return LOGGED_OUT
    if person.duty_hours and not duty.parse_hours(person.duty_hours).covers(now.astimezone(KOREA)):
        return OFF_HOURS
    return None


def _person(person: Staff, capacity: int, load: int, away: str | None) -> Person:
    return Person(
        id=person.id,
        branch_code=person.branch_code,
        active=person.active,
        on_duty=person.on_duty,
        capacity=capacity,
        load=load,
        away=away,
    )
