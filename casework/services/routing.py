"""Who should answer a conversation, and how its work moves when that person goes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from casework import branches
from casework.domain import assignment as rules
from casework.domain import jurisdiction
from casework.services import people
from casework.services.hours import KOREA
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, Handoff, Staff

ANSWERING = ("agent", "handler")
ADDRESS = "workplace.address"
TRANSFER = "transfer"  # chosen by a colleague, and not to be chosen anew while that person is there


@dataclass(frozen=True)
class Route:
    """Where a request goes. `why`: the reason why it is not the 1:1 handler who answers, if there is one."""

    branch_code: str | None
    owner: rules.Owner
    why: str | None


def route(
    uow: UnitOfWork, now: dt.datetime, case: Case | None, conversation: Conversation, *, leaving: Staff | None = None
) -> Route:
    """The case's handler, else the deputy, else the team of its stage on duty, else a lead, else the queue.

    Where a case has no handler yet it is whoever answered in this conversation before. A conversation that no branch has
    yet, and whose workplace is not known, belongs to the call centre: agents of no branch. `leaving` is passed over.
    """
    gone = leaving.id if leaving is not None else None
    handler = uow.staff.get(case.handler_id) if case is not None else None
    handler = handler or _answered_before(uow, conversation)
    if handler is not None and handler.id == gone:
        handler = None
    deputy = people.deputy_of(uow, now, handler) if handler is not None else None
    branch_code = branch_of(uow, now, case)
    team = rules.team_for(case.state) if case is not None and branch_code else None
    on_duty = [
        person for person in uow.staff.on_duty(branch_code, team) if person.role in ANSWERING and person.id != gone
    ]
    known = _one(uow, now, handler)
    owner = rules.owner(
        handler=known,
        deputy=_one(uow, now, deputy),
        team=people.by_conversations(uow, now, on_duty),
        leads=people.by_conversations(uow, now, people.leads(uow, branch_code)),
    )
    return Route(branch_code, owner, rules.why_passed_over(known, owner))


def reroute(uow: UnitOfWork, now: dt.datetime, handoff: Handoff, why: str) -> bool:
    """Choose the owner of a waiting hand-off anew, after its case or its people changed; says whether it moved."""
    if handoff.state != "waiting":
        return False
    if handoff.owner_rule == TRANSFER and people.is_there(uow, now, uow.staff.get(handoff.owner_id)):
        return False
    case = uow.cases.get(handoff.case_id) if handoff.case_id else None
    chosen = route(uow, now, case, uow.conversations.get(handoff.conversation_id))
    found = (chosen.owner.staff_id, chosen.owner.rule, chosen.branch_code)
    if found == (handoff.owner_id, handoff.owner_rule, handoff.branch_code):
        return False
    former, former_branch = handoff.owner_id, handoff.branch_code
    handoff.owner_id, handoff.owner_rule, handoff.branch_code = found
    handoff.moved_reason = chosen.why
    uow.session.flush()
    uow.audit.add(
        "system",
        "handoff.rerouted",
        now,
        case_id=handoff.case_id,
        conversation_id=handoff.conversation_id,
        owner=chosen.owner.staff_id,
        former_owner=former,
        rule=chosen.owner.rule,
        reason=why,
    )
    for code in {former_branch, chosen.branch_code}:
        tell(uow, code, handoff.conversation_id, handoff.owner_id)
    return True


def reroute_waiting(uow: UnitOfWork, now: dt.datetime, branch_code: str | None, why: str) -> int:
    """Somebody has come or has room again: requests whose owner is not there, or full, may go to them."""
    waiting = [h for h in uow.handoffs.queue() if h.branch_code == branch_code]
    owners = {h.owner_id: uow.staff.get(h.owner_id) for h in waiting if h.owner_id is not None}
    there = {
        person.id for person in people.by_conversations(uow, now, [o for o in owners.values() if o]) if person.has_room
    }
    return sum(reroute(uow, now, h, why) for h in waiting if h.owner_id not in there or h.owner_rule == "lead")


def reroute_owned(uow: UnitOfWork, now: dt.datetime, staff: Staff, why: str) -> int:
    """What waits for this person goes to whoever answers for them; how many moved."""
    return sum(reroute(uow, now, h, why) for h in uow.handoffs.queue() if h.owner_id == staff.id)


def branch_of(uow: UnitOfWork, now: dt.datetime, case: Case | None) -> str | None:
    """The branch of a case; of a draft, where its workplace lies, if that is told."""
    if case is None or case.branch_code is not None:
        return case.branch_code if case is not None else None
    row = uow.fields.current(case.id).get(ADDRESS)
    address = uow.fields.value_of(row) if row is not None and row.status == "given" else None
    return branch_at(now, str(address))[0] if address else None


def branch_at(now: dt.datetime, address: str | None) -> tuple[str | None, str]:
    """The branch of an address, or None and why not."""
    found = jurisdiction.find(address or "", branches.load(), now.astimezone(KOREA).date())
    if isinstance(found, jurisdiction.Match):
        return found.branch.code, ""
    if isinstance(found, jurisdiction.Ambiguous):
        return None, rules.AMBIGUOUS_ADDRESS
    return None, rules.UNKNOWN_ADDRESS


def tell(uow: UnitOfWork, branch_code: str | None, conversation_id: str, owner_id: int | None = None) -> None:
    """The queue of a branch has changed: for its desks, its owner wherever that is, and the workers who wait in it."""
    uow.tell(f"desk:{branch_code or '*'}", type="queue", conversation=conversation_id)
    if owner_id is not None:
        uow.tell(f"staff:{owner_id}", type="queue", conversation=conversation_id)
    uow.tell(f"queue:{branch_code or '-'}", type="place")


def _answered_before(uow: UnitOfWork, conversation: Conversation) -> Staff | None:
    """Who answered last in this conversation and still works here."""
    for handoff in reversed(uow.handoffs.of_conversation(conversation.id)):
        person = uow.staff.get(handoff.taken_by)
        if person is not None:
            return person if person.active and person.role in ANSWERING else None
    return None


def _one(uow: UnitOfWork, now: dt.datetime, person: Staff | None) -> rules.Person | None:
    return people.by_conversations(uow, now, [person])[0] if person is not None else None
