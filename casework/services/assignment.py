"""Give a case its branch, team and handler, and move it with a recorded reason."""

from __future__ import annotations

import datetime as dt

from casework.domain import assignment as rules
from casework.services import people, routing
from casework.store.database import UnitOfWork
from casework.store.models import Case, Staff
from casework.store.repositories.cases import ENDED


def assign(uow: UnitOfWork, now: dt.datetime, case: Case, address: str | None) -> rules.Assignment:
    """Set branch, team, handler and reason of the case from the workplace's address.

    A returning worker keeps the handler (see casework.domain.assignment). Done
    again with an address that gives the same branch, nothing moves.
    """
    branch_code, unresolved = routing.branch_at(now, address)
    if case.handler_id is not None and case.branch_code is not None and branch_code in (None, case.branch_code):
        return rules.Assignment(case.branch_code, case.handler_id, case.assignment_reason or rules.BY_ADDRESS)
    team = rules.team_for(case.state)
    former, former_is_open = _former_handler(uow, now, case)
    handlers = uow.staff.on_duty(branch_code, team, "handler") if branch_code else []
    chosen = rules.assign(
        branch_code,
        unresolved,
        former_handler=former,
        former_is_open=former_is_open,
        team=people.by_cases(uow, now, handlers),
        leads=people.by_cases(uow, now, people.leads(uow, branch_code)),
    )
    _write(uow, now, case, chosen, team, actor="system")
    return chosen


def move(
    uow: UnitOfWork,
    now: dt.datetime,
    case: Case,
    to: Staff,
    *,
    reason: str,
    actor: str,
    note: str | None = None,
    author: Staff | None = None,
) -> None:
    """Give the case to another handler, with the reason and a handover note of its author.

    Raises ValueError without a reason: a case never changes hands silently.
    """
    if not reason.strip():
        raise ValueError("a case changes hands only with a reason")
    if case.handler_id == to.id:
        return
    chosen = rules.Assignment(to.branch_code or case.branch_code, to.id, reason[:64])
    _write(uow, now, case, chosen, to.team or case.team, actor=actor)
    if note and author is not None:
        uow.notes.add(case.id, author.id, note, now)


def _write(
    uow: UnitOfWork, now: dt.datetime, case: Case, chosen: rules.Assignment, team: str | None, *, actor: str
) -> None:
    former_branch, former_handler = case.branch_code, case.handler_id
    uow.cases.set_assignment(
        case, branch_code=chosen.branch_code, team=team, handler_id=chosen.handler_id, reason=chosen.reason
    )
    uow.audit.add(
        actor,
        "case.assigned",
        now,
        case_id=case.id,
        branch=chosen.branch_code,
        team=team,
        handler=chosen.handler_id,
        former_branch=former_branch,
        former_handler=former_handler,
        reason=chosen.reason,
    )
    for conversation in uow.conversations.of_case(case.id):
        handoff = uow.handoffs.open_for(conversation.id)
        if handoff is not None:
            handoff.case_id = case.id
            routing.reroute(uow, now, handoff, "case_assigned")
    for code in {former_branch, chosen.branch_code} - {None} or {"*"}:
        uow.tell(f"desk:{code}", type="case", case=case.number)


def _former_handler(uow: UnitOfWork, now: dt.datetime, case: Case) -> tuple[rules.Person | None, bool]:
    """The handler of the person's other cases, the open and newest first, and whether that case is open."""
    if case.person_hash is None:
        return None, False
    others = [other for other in uow.cases.of_person(case.person_hash) if other.id != case.id and other.handler_id]
    others.sort(key=lambda other: other.state in ENDED)
    for other in others:
        person = uow.staff.get(other.handler_id)
        if person is not None and person.active:
            return people.by_cases(uow, now, [person])[0], other.state not in ENDED
    return None, False
