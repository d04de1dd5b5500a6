"""Rows of the database as the chat API shows them. Nothing here that another worker may not see."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.intake.flow import progress
from casework.services import handoff
from casework.services.dialogue.memory import Memory
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Message

_PAYLOAD = {
    "asks": None,
    "topic": None,
    "step": None,
    "buttons": [],
    "card": None,
    "helper": None,
    "citations": [],
    "more": None,
    "summary": False,
    "call": None,
}


def message_view(uow: UnitOfWork | None, message: Message) -> dict[str, Any]:
    """One message; only one that staff wrote needs the database."""
    person = uow.staff.get(message.staff_id) if message.staff_id else None
    return {
        "seq": message.seq,
        "id": message.id,
        "sender": message.sender,
        "kind": message.kind,
        "name": person.name if person else None,
        "text": message.text,
        "at": message.created_at.isoformat(),
        "client_id": message.client_id if message.sender == "worker" else None,
        "answered": message.answered_at is not None,
        **{key: message.payload.get(key, default) for key, default in _PAYLOAD.items()},
    }


def status_view(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> dict[str, Any]:
    """Where the conversation stands."""
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    done = None
    if case is not None and case.state == "draft":
        count, total = progress(kit.definition, case.kind, uow.fields.answered(case.id), conversation.channel)
        step = Memory.of(conversation.memory).step or ""
        done = {
            "done": count,
            "total": total,
            "label": kit.words.render(
                "utter_progress_review" if step == "review" else "utter_progress", done=count, total=total
            ),
        }
    return {
        **handoff.status(uow, now, conversation, kit.words),
        "progress": done,
        "draft_number": case.number if case else None,
        "receipt_number": case.receipt_number if case else None,
    }
