"""Who calls: the open claims of a telephone number, shown once a birth date confirms them, never before."""

from __future__ import annotations

import datetime as dt

from casework.domain.errors import DraftLocked, DraftNotFound
from casework.domain.intake.validation import birth_date
from casework.services import drafts
from casework.services.console import turns
from casework.services.console.context import OnCall
from casework.services.console.state import State
from casework.services.desk import DeskError
from casework.services.desk_access import NotFound
from casework.services.kit import Kit
from casework.services.parties import handler_card
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Case, ConsoleCall
from casework.store.repositories.cases import ENDED


def confirm(on: OnCall, born: str) -> str:
    """Try a birth date. The notice: caller_confirmed, caller_unknown, caller_locked, bad_birth.

    A number without claims answers as one with another birth date does. Wrong tries count for the call and for each
    claim of the number, with the limits of a draft that somebody takes up again.
    """
    uow, now, call, who = on.uow, on.now, on.call, actor(on.staff)
    day = birth_date(born)
    if day is None:
        return "bad_birth"
    if call.locked_until is not None and now < call.locked_until:
        return "caller_locked"
    try:
        found = drafts.of_caller(uow, now, _of_number(uow, call), day, who)
    except (DraftNotFound, DraftLocked) as error:
        call.tries += 1
        if call.tries >= drafts.TRIES or isinstance(error, DraftLocked):
            call.tries, call.locked_until = 0, now + drafts.LOCK
        uow.audit.add(who, "console.wrong_birth", now, None, on.conversation.id)
        return "caller_locked" if call.locked_until is not None and now < call.locked_until else "caller_unknown"
    call.tries, call.locked_until = 0, None
    on.state.confirmed = [case.id for case in found]
    for case in found:
        uow.audit.add(who, "console.confirmed", now, case.id, on.conversation.id)
    return "caller_confirmed"


def _of_number(uow: UnitOfWork, call: ConsoleCall) -> list[Case]:
    """Open claims in which the number stands, or that were told by telephone from it; not the one of this very call."""
    if call.caller_hash is None:
        return []
    found = {case.id: case for case in uow.cases.of_phones([call.caller_hash])}
    for id in uow.calls.conversations_of([call.caller_hash]):
        earlier = uow.conversations.get(id)
        case = uow.cases.get(earlier.case_id) if earlier is not None and earlier.case_id else None
        if case is not None and case.state not in ENDED and id != call.conversation_id:
            found[case.id] = case
    return list(found.values())


def go_on(on: OnCall, number: str) -> None:
    """Take up a confirmed claim in this call. Raises NotFound; DeskError: call_has_case."""
    case, conversation = on.uow.cases.by_number(number), on.conversation
    if case is None or case.id not in on.state.confirmed:
        raise NotFound(number)
    if conversation.case_id not in (None, case.id) and on.uow.fields.answered(conversation.case_id):
        raise DeskError("call_has_case")
    conversation.case_id = case.id
    conversation.memory = {"kind": case.kind}
    on.note("draft.resumed")
    turns.end(turns.begin(on), on.state)


def confirmed(uow: UnitOfWork, kit: Kit, now: dt.datetime, state: State) -> list[dict[str, object]]:
    """The caller's claims as they are shown after the match."""
    rows = []
    for id in state.confirmed:
        case = uow.cases.get(id)
        if case is None:
            continue
        rows.append(
            {
                "number": case.number,
                "receipt": case.receipt_number,
                "kind": case.kind,
                "state": case.state,
                "is_draft": case.state == "draft",
                "since": case.submitted_at or case.created_at,
                "handler": handler_card(uow, kit, now, case) if case.state != "draft" else None,
            }
        )
    return rows
