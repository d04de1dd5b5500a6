"""Calls back, promised for a time at which people are there, and remembered until they are made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.figures import Uncovered
from casework.services import hours
from casework.services.console.context import OnCall
from casework.services.contact import known_number
from casework.services.desk import DeskError
from casework.services.desk_access import NotFound
from casework.services.hours import KOREA
from casework.services.phone import keyed
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import CallBack, Staff

LONGEST_NOTE = 500
FARTHEST = dt.timedelta(days=30)  # for which one may be promised
SLOT, SLOTS = dt.timedelta(minutes=30), 6
REMIND = dt.timedelta(minutes=10)  # before the time, and from then on until it is done


def slots(now: dt.datetime) -> list[dt.datetime]:
    """The next times at which people are there to call back."""
    standard, found = hours.standard(), []
    local = now.astimezone(KOREA)
    moment = local.replace(minute=30 if local.minute >= 30 else 0, second=0, microsecond=0) + SLOT
    try:
        while len(found) < SLOTS and moment < local + FARTHEST:
            here = standard.at(moment)
            if here.is_open:
                found.append(moment)
                moment += SLOT
            else:
                moment = here.next_opening.astimezone(KOREA)
    except (Uncovered, LookupError):
        return found
    return found


def book(on: OnCall, *, when: str, by_handler: bool, number: str, note: str) -> CallBack:
    """Promise a call back. `when` is the local time. Raises DeskError: bad_time, closed_then, too_far, no_number, note_too_long."""
    uow, now, conversation = on.uow, on.now, on.conversation
    due = _moment(now, when)
    if len(note) > LONGEST_NOTE:
        raise DeskError("note_too_long")
    known = next((row for row in uow.call_backs.open_of_conversation(conversation.id) if row.due_at == due), None)
    if known is not None:
        return known
    digits = "".join(c for c in number if c.isdigit())
    if digits and not 8 <= len(digits) <= 15:
        raise DeskError("no_number")
    if digits:
        keyed.keep_number(uow, on.kit, now, conversation, digits)
    elif known_number(uow, conversation) is None:
        raise DeskError("no_number")
    case = on.case
    who = case.handler_id if by_handler and case is not None and case.handler_id else on.staff.id
    row = uow.call_backs.create(
        conversation.id,
        conversation.case_id,
        staff_id=who,
        booked_by=on.staff.id,
        due_at=due,
        note_sealed=uow.vault.seal(note.strip()) if note.strip() else None,
        now=now,
    )
    on.note("console.call_back", at=due.isoformat(), by=who)
    uow.tell(f"desk:{on.staff.branch_code or '*'}", type="queue", conversation=conversation.id)
    return row


def _moment(now: dt.datetime, when: str) -> dt.datetime:
    try:
        due = dt.datetime.fromisoformat(when.strip())
    except ValueError:
        raise DeskError("bad_time") from None
    due = (due.replace(tzinfo=KOREA) if due.tzinfo is None else due).astimezone(dt.UTC)
    if due <= now:
        raise DeskError("bad_time")
    if due > now + FARTHEST:
        raise DeskError("too_far")
    try:
        is_open = hours.standard().is_open(due)
    except Uncovered:
        is_open = False
    if not is_open:
        raise DeskError("closed_then")
    return due


def called_back(uow: UnitOfWork, now: dt.datetime, staff: Staff, id: int) -> None:
    """The promise was kept; keeping it twice is keeping it once. Raises NotFound."""
    row = uow.call_backs.get(id)
    if row is None or row.staff_id not in {one.id for one in owners(uow, staff)}:
        raise NotFound(str(id))
    if row.done_at is None:
        row.done_at = now
        uow.audit.add(actor(staff), "console.called_back", now, row.case_id, row.conversation_id, call_back=row.id)


def owners(uow: UnitOfWork, staff: Staff) -> list[Staff]:
    """Whose promises somebody sees: their own, a lead those of the branch's agents."""
    others = uow.call_backs.colleagues(staff.branch_code) if staff.role == "lead" else []
    return [staff, *(one for one in others if one.id != staff.id)]


def due(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> int:
    """How many of their own promises somebody is to be reminded of now."""
    return len(uow.call_backs.open_of([staff.id], until=now + REMIND))


def rows(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> list[dict[str, Any]]:
    """What is still owed, the earliest first."""
    return [_row(uow, now, row, staff) for row in uow.call_backs.open_of([one.id for one in owners(uow, staff)])]


def _row(uow: UnitOfWork, now: dt.datetime, row: CallBack, staff: Staff) -> dict[str, Any]:
    case = uow.cases.get(row.case_id) if row.case_id else None
    owner = uow.staff.get(row.staff_id)
    return {
        "id": row.id,
        "conversation": row.conversation_id,
        "due_at": row.due_at,
        "due": row.due_at <= now + REMIND,
        "late": row.due_at <= now,
        "mine": row.staff_id == staff.id,
        "owner": owner.name if owner is not None else "",
        "note": uow.vault.unseal(row.note_sealed) if row.note_sealed else "",
        "kind": case.kind if case is not None else None,
        "number": (case.receipt_number or case.number) if case is not None else None,
    }
