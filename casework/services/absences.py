"""Planned absences: who is away from when to when, and who answers meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain import duty
from casework.services import people, reassigning, routing
from casework.services.hours import KOREA
from casework.services.staff import StaffError, actor
from casework.store.database import UnitOfWork
from casework.store.models import Absence, Staff
from casework.words import Words


def plan(
    uow: UnitOfWork,
    words: Words,
    now: dt.datetime,
    by: Staff,
    login: str,
    *,
    first: dt.date,
    last: dt.date,
    kind: str,
    deputy: str | None,
) -> Absence:
    """Plan days off with a deputy, one's own or, as a lead, those of the branch. One that begins today begins at once.

    Raises StaffError: unknown, no_deputy, bad_kind, absence_order, absence_past, absence_long, absence_overlap.
    """
    person = _person(uow, by, login)
    answers = uow.staff.by_login(deputy) if deputy else uow.staff.get(person.deputy_id)
    if answers is None or not answers.active or answers.id == person.id or answers.branch_code != person.branch_code:
        raise StaffError("no_deputy")
    if kind not in duty.KINDS:
        raise StaffError("bad_kind")
    uow.staff.for_update(person.id)  # two plans of one person queue up, or both would pass the check
    today = _day(now)
    rows = uow.absences.from_day([person.id], min(first, today))
    wrong = duty.problem(duty.Absence(first, last), [duty.Absence(r.first_day, r.last_day) for r in rows], today)
    if wrong:
        raise StaffError(wrong)
    row = uow.absences.add(
        Absence(
            staff_id=person.id, first_day=first, last_day=last, kind=kind, deputy_id=answers.id, made_by=actor(by),
            created_at=now,
        )
    )  # fmt: skip
    uow.audit.add(
        actor(by), "absence.planned", now, staff_id=person.id, first=first.isoformat(), last=last.isoformat(),
        deputy=answers.id,
    )  # fmt: skip
    begin_due(uow, words, now)
    return row


def cancel(uow: UnitOfWork, now: dt.datetime, by: Staff, id: int) -> None:
    """Take an absence back, also one that runs: the person is there again. Raises StaffError: unknown."""
    row = uow.absences.get(id)
    person = uow.staff.get(row.staff_id) if row is not None else None
    if person is None or not may_plan(by, person):
        raise StaffError("unknown")
    if row.cancelled_at is not None:
        return
    row.cancelled_at = now
    uow.session.flush()
    uow.audit.add(actor(by), "absence.cancelled", now, staff_id=person.id, absence=row.id)
    routing.reroute_waiting(uow, now, person.branch_code, "back")


def begin_due(uow: UnitOfWork, words: Words, now: dt.datetime) -> int:
    """Absences of today whose open work nobody has passed on yet; says how many conversations moved."""
    moved = 0
    for row in uow.absences.beginning(_day(now)):
        person = uow.staff.for_update(row.staff_id)
        if row.begun_at is None:
            row.begun_at = now
            moved += reassigning.away(uow, words, now, person, people.LEAVE)
    return moved


def page(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> dict[str, Any]:
    """Whose absences the person may plan, the planned ones, and who may answer for whom."""
    mates = [p for p in uow.staff.all() if p.active and p.role != "admin" and p.branch_code == staff.branch_code]
    names = {person.id: person.name for person in uow.staff.all()}
    subjects = mates if staff.role == "lead" else [staff]
    logins = {person.id: person.login for person in subjects}
    today = _day(now)
    rows = uow.absences.from_day([p.id for p in mates], today)
    return {
        "people": [{"login": p.login, "name": p.name} for p in subjects],
        "deputies": [{"login": p.login, "name": p.name} for p in mates if staff.role == "lead" or p.id != staff.id],
        "standing": next((p.login for p in mates if p.id == staff.deputy_id), None),
        "rows": [
            {
                "id": row.id,
                "name": names[row.staff_id],
                "first": row.first_day,
                "last": row.last_day,
                "kind": row.kind,
                "deputy": names.get(row.deputy_id or 0),
                "now": row.first_day <= today,
                "mine": row.staff_id in logins,
            }
            for row in rows
        ],
        "today": today,
    }


def may_plan(by: Staff, person: Staff) -> bool:
    """Everybody plans their own; a lead those of the branch, one above all branches everybody's."""
    return by.id == person.id or (by.role == "lead" and by.branch_code in (None, person.branch_code))


def _person(uow: UnitOfWork, by: Staff, login: str) -> Staff:
    person = uow.staff.by_login(login)
    if person is None or not person.active or not may_plan(by, person):
        raise StaffError("unknown")
    return person


def _day(now: dt.datetime) -> dt.date:
    return now.astimezone(KOREA).date()
