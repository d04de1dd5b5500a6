"""What the pages of the console show."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.services import desk_case
from casework.services.console import answers, call_backs, calls, form, matching
from casework.services.console.state import State
from casework.services.contact import known_number
from casework.services.desk_access import branches_of, may_see
from casework.services.dialogue.memory import Memory
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.services.parties import handler_card
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Staff
from casework.store.repositories.desk_views import DeskViews

LAST_LINES = 6


def start(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff) -> dict[str, Any]:
    """Calls that wait for a person, the agent's unfinished ones, and what was promised."""
    return {
        "waiting": _waiting(uow, now, staff),
        "open": [_call(uow, kit, call.conversation_id, call.started_at) for call in uow.console.open_of(staff.id)],
        "call_backs": call_backs.rows(uow, now, staff),
    }


def _waiting(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> list[dict[str, Any]]:
    requests = uow.handoffs.queue(branches_of(staff))
    views = DeskViews(uow.session)
    conversations = views.conversations([h.conversation_id for h in requests])
    cases = views.cases({c.case_id for c in conversations.values() if c.case_id is not None})
    rows = []
    for request in requests:
        conversation = conversations[request.conversation_id]
        case = cases.get(conversation.case_id or 0)
        if conversation.channel not in calls.CHANNELS or not may_see(staff, conversation, case, request):
            continue
        row = {"conversation": conversation.id, "reason": request.reason, "since": request.requested_at}
        rows.append(row | {"waited": (now - request.requested_at).total_seconds(), "kind": case.kind if case else None})
    return rows


def _call(uow: UnitOfWork, kit: Kit, conversation_id: str, started_at: dt.datetime) -> dict[str, Any]:
    conversation = uow.conversations.get(conversation_id)
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    return {
        "conversation": conversation_id,
        "started_at": started_at,
        "channel": conversation.channel,
        "kind": case.kind if case else None,
        "number": (case.receipt_number or case.number) if case else None,
    }


def call(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation_id: str) -> dict[str, Any]:
    """The whole page of a call. Reading it is an audit row where there is a claim. Raises NotFound."""
    view = work(uow, kit, now, staff, conversation_id)
    case_id = uow.conversations.get(conversation_id).case_id
    if case_id is not None:
        uow.audit.add(actor(staff), "case.read", now, case_id=case_id, conversation_id=conversation_id)
    return view


def work(uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation_id: str) -> dict[str, Any]:
    """The changing parts of it."""
    conversation, row = calls.mine(uow, staff, conversation_id, lock=False)
    state, today = State.of(uow, row), now.astimezone(KOREA).date()
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    memory = Memory.of(conversation.memory)
    draft = case is not None and case.state == "draft"
    asks = memory.asks if draft else None
    passed_on = conversation.state != "human" or conversation.handler_id != staff.id
    return {
        "call": {
            "id": conversation.id,
            "channel": conversation.channel,
            "started_at": row.started_at,
            "keys": row.keys,
            "has_number": row.caller_hash is not None,
            "passed_on": _passed_on(uow, conversation) if passed_on else None,
        },
        "case": _case(uow, kit, now, staff, conversation),
        "form": form.view(uow, kit, conversation, case, asks, state) if draft else None,
        "kind": case.kind if case is not None else None,
        "asks": asks,
        "ready": draft and memory.step == "review",
        "question": state.question if asks else "",
        "notes": state.notes,
        **answers.shown(kit, state, today),
        "typed": {"line": state.line, "line_id": state.line_id},
        "optional_on": state.optional,
        "matched": matching.confirmed(uow, kit, now, state),
        "said": _said(uow, conversation),
        "briefing": _briefing(uow, conversation),
        "slots": call_backs.slots(now),
        "number_known": known_number(uow, conversation) is not None,
        "promised": [r.due_at for r in uow.call_backs.open_of_conversation(conversation.id)],
        "reasons": calls.REASONS,
    }


def _case(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, staff: Staff, conversation: Conversation
) -> dict[str, Any] | None:
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    if case is None:
        return None
    return {
        "number": case.number,
        "receipt": case.receipt_number,
        "kind": case.kind,
        "state": case.state,
        "submitted_at": case.submitted_at,
        "handler": handler_card(uow, kit, now, case) if case.state != "draft" else None,
        "page": calls.desk_number(uow, staff, conversation),
    }


def _passed_on(uow: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
    request = uow.handoffs.open_for(conversation.id)
    owner = uow.staff.get(request.owner_id) if request is not None else None
    talker = uow.staff.get(conversation.handler_id) if conversation.state == "human" else None
    return {
        "to": talker.name if talker else owner.name if owner else "",
        "phone": (talker or owner).phone or "" if talker or owner else "",
        "taken": talker is not None,
    }


def _said(uow: UnitOfWork, conversation: Conversation) -> list[dict[str, Any]]:
    rows = uow.messages.after(conversation.id, max(0, conversation.last_seq - 40))
    told = [row for row in rows if row.sender == "worker" and row.kind == "text"]
    return [{"seq": row.seq, "text": row.text, "at": row.created_at} for row in told[-LAST_LINES:]]


def _briefing(uow: UnitOfWork, conversation: Conversation) -> dict[str, list[str]]:
    """What a first draft for the handler is made of: `told` and what is still `missing`."""
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    if case is None:
        return {"told": [], "missing": []}
    facts = desk_case.facts(uow, case)
    values = facts["values"]
    return {
        "told": [values[name] for name in _TOLD if values.get(name)],
        "missing": [row["label"] for row in facts["missing"] if row["required"]],
    }


_TOLD = (
    "accident.date",
    "accident.type",
    "disease.name",
    "death.date",
    "injury.parts",
    "workplace.name",
    "care.hospital",
)
