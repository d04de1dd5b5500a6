"""Who should answer a conversation, and how its work moves when that person goes."""

from __future__ import annotations

import datetime as dt

from casework.domain import assignment as rules
from casework.services import people
from casework.store.database import UnitOfWork
from casework.store.models import Case, Handoff, Staff

ANSWERING = ("agent", "handler")


def owner(uow: UnitOfWork, case: Case | None) -> rules.Owner:
    """The case's handler, else the deputy, else the team on duty, else a lead, else the queue.

    A conversation that no branch has yet belongs to the call centre: agents of no branch.
    """
    handler = uow.staff.get(case.handler_id) if case is not None else None
    deputy = uow.staff.get(handler.deputy_id) if handler is not None else None
    branch_code = case.branch_code if case is not None else None
    team = (case.team or rules.team_for(case.state)) if case is not None and branch_code else None
    on_duty = [person for person in uow.staff.on_duty(branch_code, team) if person.role in ANSWERING]
    return rules.owner(
        handler=_one(uow, handler),
        deputy=_one(uow, deputy),
        team=people.by_conversations(uow, on_duty),
        leads=people.by_conversations(uow, people.leads(uow, branch_code)),
    )


def reroute(uow: UnitOfWork, now: dt.datetime, handoff: Handoff, why: str) -> None:
    """Choose the owner of a waiting hand-off anew, after its case or its people changed."""
    if handoff.state != "waiting":
        return
    case = uow.cases.get(handoff.case_id) if handoff.case_id else None
    chosen = owner(uow, case)
    branch_code = case.branch_code if case is not None else None
    if (chosen.staff_id, chosen.rule, branch_code) == (handoff.owner_id, handoff.owner_rule, handoff.branch_code):
        return
    former = handoff.owner_id
    handoff.owner_id, handoff.owner_rule, handoff.branch_code = chosen.staff_id, chosen.rule, branch_code
    uow.audit.add(
        "system",
        "handoff.rerouted",
        now,
        case_id=handoff.case_id,
        conversation_id=handoff.conversation_id,
        owner=chosen.staff_id,
        former_owner=former,
        rule=chosen.rule,
        reason=why,
    )
    uow.tell(f"desk:{branch_code or '*'}", type="queue", conversation=handoff.conversation_id)


def _one(uow: UnitOfWork, person: Staff | None) -> rules.Person | None:
    return people.by_conversations(uow, [person])[0] if person is not None else None
