"""What handlers do at the desk besides talking: read a case, reveal a value, note, close.

Every function raises NotFound for a case or conversation that the person does not reach.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.errors import CannotTransfer
from casework.intake import definition
from casework.services import desk_case, desk_files, display, handoff, paper, summary
from casework.services.desk_access import (
    NotFound,
    find_case,
    find_conversation,
)
from casework.services.desk_queue import bell, queue
from casework.services.kit import Kit
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, Staff
from casework.store.repositories.cases import ENDED
from casework.words import Words

__all__ = ["DeskError", "NotFound", "bell", "queue"]

LONGEST_NOTE = 4_000
LONGEST_REASON = 500


class DeskError(Exception):
    """Something that cannot be done. `problem` is an id whose words stand in the desk's templates."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def case_page(uow: UnitOfWork, now: dt.datetime, staff: Staff, number: str) -> dict[str, Any]:
    """The whole page of a case. Reading it is an audit row."""
    case = find_case(uow, staff, number)
    conversation, others = desk_case.main_conversation(uow, case)
    facts = desk_case.facts(uow, case)
    view = {
        "case": desk_case.head(uow, now, case),
        "summary": desk_case.summary(case, facts["values"]),
        "groups": facts["groups"],
        "missing": facts["missing"],
        "attachments": desk_files.rows(uow, case),
        "papers": paper.available(case),
        "notes": _notes(uow, case),
        "thread": desk_case.thread(uow, now, staff, conversation) if conversation else None,
        "others": [{"id": c.id, "state": c.state, "channel": c.channel, "updated_at": c.updated_at} for c in others],
        "activity": [
            {"at": row.at, "actor": row.actor, "action": row.action, "details": row.details}
            for row in uow.audit.of_case(case.id, limit=40)
        ],
    }
    _read(uow, now, staff, case.id, conversation)
    return view


def case_facts(uow: UnitOfWork, now: dt.datetime, staff: Staff, number: str) -> dict[str, Any]:
    """The changing parts of an open page: head, summary, fields, missing, files, notes.

    An audit row of its own kind: it is seen, but nobody need have looked.
    """
    case = find_case(uow, staff, number)
    uow.audit.add(actor(staff), "case.refreshed", now, case_id=case.id)
    facts = desk_case.facts(uow, case)
    return {
        "case": desk_case.head(uow, now, case),
        "summary": desk_case.summary(case, facts["values"]),
        "groups": facts["groups"],
        "missing": facts["missing"],
        "attachments": desk_files.rows(uow, case),
        "notes": _notes(uow, case),
    }


def conversation_page(uow: UnitOfWork, now: dt.datetime, staff: Staff, id: str) -> dict[str, Any]:
    """A conversation alone, with its case's number where it has one. Reading it is an audit row."""
    conversation = find_conversation(uow, staff, id)
    case = uow.cases.get(conversation.case_id) if conversation.case_id is not None else None
    view = {
        "thread": desk_case.thread(uow, now, staff, conversation),
        "case": desk_case.head(uow, now, case) if case else None,
    }
    _read(uow, now, staff, conversation.case_id, conversation)
    return view


def thread(uow: UnitOfWork, now: dt.datetime, staff: Staff, id: str, after: int | None) -> dict[str, Any]:
    """The conversation's state and its messages after `after`; new words of the worker count as read."""
    conversation = find_conversation(uow, staff, id)
    view = desk_case.thread(uow, now, staff, conversation, after=after)
    if any(message["sender"] == "worker" for message in view["messages"]):
        _read(uow, now, staff, conversation.case_id, conversation)
    return view


def transcript(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, id: str) -> str:
    """The whole conversation as text, as the worker can keep it too. Writes an audit row."""
    conversation = find_conversation(uow, staff, id)
    uow.audit.add(actor(staff), "conversation.copied", now, conversation.case_id, id, seq=conversation.last_seq)
    return summary.transcript(uow, kit, conversation)


def transfer(uow: UnitOfWork, words: Words, now: dt.datetime, staff: Staff, id: str, login: str, briefing: str) -> None:
    """Give one's conversation to a colleague. Raises NotYours, CannotTransfer; DeskError: reason_needed, reason_too_long."""
    briefing = _reason(briefing)
    conversation = find_conversation(uow, staff, id, lock=True)
    to = uow.staff.by_login(login)
    if to is None or not to.active or to.role == "admin":
        raise CannotTransfer("unknown")
    handoff.transfer(uow, words, now, conversation, staff, briefing, to=to)


def reveal(uow: UnitOfWork, now: dt.datetime, staff: Staff, number: str, row_id: int) -> dict[str, Any]:
    """A masked value in the clear, by the row that holds it. Writes an audit row."""
    case = find_case(uow, staff, number)
    rows = [
        *uow.fields.current(case.id).values(),
        *(row for name in definition().fields for row in uow.fields.history(case.id, name) if row.id == row_id),
    ]
    row = next((row for row in rows if row.id == row_id), None)
    field = definition().fields.get(row.field_id) if row is not None else None
    if row is None or field is None:
        raise NotFound(str(row_id))
    uow.audit.add(actor(staff), "case.revealed", now, case_id=case.id, field=row.field_id, row=row.id)
    return {"label": field.label, "value": display.show(field, uow.fields.value_of(row))}


def add_note(uow: UnitOfWork, now: dt.datetime, staff: Staff, number: str, text: str, client_id: str) -> None:
    """Write a note once, however often it is sent. Raises DeskError: note_empty, note_too_long."""
    text = text.strip()
    if not text:
        raise DeskError("note_empty")
    if len(text) > LONGEST_NOTE:
        raise DeskError("note_too_long")
    case = find_case(uow, staff, number)
    uow.cases.for_update(case.id)
    for row in uow.audit.of_case(case.id):
        if row.action == "case.noted" and row.details.get("client_id") == client_id:
            return
    note = uow.notes.add(case.id, staff.id, text, now)
    uow.audit.add(actor(staff), "case.noted", now, case_id=case.id, note=note.id, client_id=client_id)
    _tell(uow, case)


def close_case(uow: UnitOfWork, words: Words, now: dt.datetime, staff: Staff, number: str, reason: str) -> None:
    """End a case with its conversations; a closed one stays as it is.

    Raises DeskError: reason_needed, reason_too_long; AlreadyTaken where a
    colleague talks with the worker right now.
    """
    reason = _reason(reason)
    case = find_case(uow, staff, number)
    fresh = uow.cases.for_update(case.id)
    if fresh is None or fresh.state in ENDED:
        return
    for conversation in uow.conversations.of_case(case.id):
        if conversation.state != "closed":
            locked = uow.conversations.for_update(conversation.id)
            handoff.close(uow, words, now, locked, staff, reason)
    uow.cases.set_state(fresh, "closed", now, reason=reason)
    uow.audit.add(actor(staff), "case.closed", now, case_id=case.id)
    _tell(uow, fresh)


def close_conversation(uow: UnitOfWork, words: Words, now: dt.datetime, staff: Staff, id: str, reason: str) -> None:
    """End a conversation, its case staying open. Raises as close_case."""
    reason = _reason(reason)
    conversation = find_conversation(uow, staff, id, lock=True)
    if conversation.state != "closed":
        handoff.close(uow, words, now, conversation, staff, reason)


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise DeskError("reason_needed")
    if len(reason) > LONGEST_REASON:
        raise DeskError("reason_too_long")
    return reason


def _read(
    uow: UnitOfWork, now: dt.datetime, staff: Staff, case_id: int | None, conversation: Conversation | None
) -> None:
    action = "case.read" if case_id is not None else "conversation.read"
    seq = conversation.last_seq if conversation else 0
    uow.audit.add(actor(staff), action, now, case_id, conversation.id if conversation else None, seq=seq)


def _notes(uow: UnitOfWork, case: Case) -> list[dict[str, Any]]:
    names = {person.id: person.name for person in uow.staff.all()}
    return [
        {"author": names.get(note.author_id, ""), "text": note.text, "at": note.created_at}
        for note in uow.notes.of_case(case.id)
    ]


def _tell(uow: UnitOfWork, case: Case) -> None:
    uow.tell(f"desk:{case.branch_code or '*'}", type="case", case=case.number)
