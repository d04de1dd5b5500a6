"""A call at the console: begin or take it, keep what is typed, end it with a reason."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Callable
from typing import Any

from casework.services import desk, drafts, handoff, inbox
from casework.services.console import turns
from casework.services.console.context import OnCall
from casework.services.console.state import State
from casework.services.desk import DeskError
from casework.services.desk_access import NotFound, find_conversation
from casework.services.kit import Kit
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import ConsoleCall, Conversation, Staff

CHANNEL = "console"
CHANNELS = ("phone", CHANNEL)
REASONS = ("submitted", "informed", "call_back", "transferred", "elsewhere", "dropped")
MOST_DRAFTS = 80
_NAMES = uuid.UUID("5b0f6a9e-6a5e-4f0c-9f3b-0b7a4be7a001")


def begin(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, client_id: str, number: str) -> Conversation:
    """A call that came to the agent's own telephone. The same `client_id` again is the same call."""
    id = str(uuid.uuid5(_NAMES, f"{staff.id}:{client_id}"))
    known = uow.conversations.for_update(id)
    if known is not None:
        return known
    conversation = uow.conversations.create(id, CHANNEL, inbox.hash_token(secrets.token_urlsafe(32)), now)
    handoff.take(uow, kit.words, now, conversation, staff)
    caller = drafts.phone_hash(uow, number) if any(c.isdigit() for c in number) else None
    uow.console.create(staff.id, id, caller, now)
    uow.audit.add(actor(staff), "console.begun", now, None, id)
    return conversation


def take(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation_id: str) -> Conversation:
    """A call of the voice gateway that waits for a person. Raises NotFound, AlreadyTaken, ConversationClosed."""
    conversation = find_conversation(uow, staff, conversation_id, lock=True)
    if conversation.channel not in CHANNELS:
        raise NotFound(conversation_id)
    handoff.take(uow, kit.words, now, conversation, staff)
    call = uow.console.of_conversation(conversation.id)
    if call is None:
        rows = uow.calls.of_conversation(conversation.id)
        call = uow.console.create(staff.id, conversation.id, rows[-1].caller_hash if rows else None, now)
        uow.audit.add(actor(staff), "console.begun", now, conversation.case_id, conversation.id)
    elif call.staff_id != staff.id or call.ended_at is not None:  # of a colleague who is gone, or called back
        call.staff_id, call.ended_at, call.reason = staff.id, None, None
    on = OnCall(uow, kit, now, staff, conversation, call, State.of(uow, call))
    turns.end(turns.begin(on), on.state)
    on.state.store(uow, call)
    return conversation


def mine(uow: UnitOfWork, staff: Staff, conversation_id: str, *, lock: bool = True) -> tuple[Conversation, ConsoleCall]:
    """The agent's own open call, locked until the commit on wish. Raises NotFound."""
    find = uow.conversations.for_update if lock else uow.conversations.get
    conversation = find(conversation_id)
    call = uow.console.of_conversation(conversation_id, lock=lock) if conversation is not None else None
    if conversation is None or call is None or call.staff_id != staff.id or call.ended_at is not None:
        raise NotFound(conversation_id)
    return conversation, call


def change(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation_id: str, act: Callable[[OnCall], Any]
) -> Any:
    """Do `act` in the agent's own call while it is theirs. Raises NotFound; DeskError: not_yours."""
    conversation, call = mine(uow, staff, conversation_id)
    if conversation.state != "human" or conversation.handler_id != staff.id:
        raise DeskError("not_yours")
    on = OnCall(uow, kit, now, staff, conversation, call, State.of(uow, call))
    done = act(on)
    on.state.store(uow, call)
    return done


def keep(uow: UnitOfWork, staff: Staff, conversation_id: str, typed: dict[str, Any], keys: int) -> None:
    """What stands in the fields and in the line at this moment, so that a crash loses nothing. Raises NotFound, DeskError."""
    _, call = mine(uow, staff, conversation_id)
    drafts_typed = typed.get("drafts")
    line, line_id = typed.get("line", ""), typed.get("line_id", "")
    if not isinstance(drafts_typed, dict) or not isinstance(line, str) or not isinstance(line_id, str):
        raise DeskError("not_done")
    rows = [(str(k)[:40], str(v)[: inbox.LONGEST]) for k, v in drafts_typed.items() if isinstance(v, str)]
    state = State.of(uow, call)
    state.drafts, state.line, state.line_id = dict(rows[:MOST_DRAFTS]), line[: inbox.LONGEST], line_id[:64]
    state.store(uow, call)
    call.keys = max(call.keys, min(keys, 1_000_000))


def wrap_up(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation_id: str, reason: str) -> None:
    """End the call with a reason; words that were typed and never sent are kept. Raises NotFound; DeskError: reason_needed."""
    if reason not in REASONS:
        raise DeskError("reason_needed")
    conversation, call = mine(uow, staff, conversation_id)
    state = State.of(uow, call)
    if conversation.state == "human" and conversation.handler_id == staff.id:
        if state.line.strip():
            inbox.receive(uow, kit, now, conversation.id, state.line_id or uuid.uuid4().hex, state.line)
        handoff.close(uow, kit.words, now, conversation, staff, f"console_{reason}")
    call.ended_at, call.reason = now, reason
    uow.audit.add(actor(staff), "console.ended", now, conversation.case_id, conversation.id, reason=reason)


def desk_number(uow: UnitOfWork, staff: Staff, conversation: Conversation) -> str | None:
    """The number of the call's case, if the agent reaches its page."""
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    if case is None:
        return None
    try:
        return desk.find_case(uow, staff, case.number).number
    except NotFound:
        return None
