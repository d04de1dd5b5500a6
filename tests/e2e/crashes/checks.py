"""What must be true of a conversation whatever died in it, looked up in the database itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework.store.database import Store, UnitOfWork
from casework.store.models import AuditRow, Case, Conversation, FieldValue, Handoff, Message
from casework.talk.player import Played

NUMBER = re.compile(r"\d+(?:이에요|예요)?")  # the ending depends on the last digit
RECEIPT = re.compile(r"\d{6}-\d{5}")


@dataclass(frozen=True)
class Trace:
    """What one played claim left behind, without what differs between two of them (numbers, times, the handler)."""

    said: list[tuple[Any, ...]]
    fields: dict[str, tuple[str, Any, Any]]
    former: Counter[str]  # field → values that were replaced by a correction


def trace(store: Store, conversation_id: str) -> Trace:
    """Read what is stored. Fails if there is no case."""
    with store.read() as uow:
        conversation = uow.conversations.get(conversation_id)
        assert conversation is not None and conversation.case_id is not None, "no case"
        rows = _rows(uow, FieldValue, FieldValue.case_id == conversation.case_id)
        values = {r.field_id: (r.status, uow.fields.value_of(r), r.words) for r in rows if r.current}
        former = Counter(r.field_id for r in rows if not r.current)
        return Trace(_said(uow, conversation_id), values, former)


def _said(uow: UnitOfWork, conversation_id: str) -> list[tuple[Any, ...]]:
    """Worker's messages and the answers to them, in order. An apology and notices of waiting answer nothing."""
    said: list[tuple[Any, ...]] = []
    submitted = False
    for row in _rows(uow, Message, Message.conversation_id == conversation_id):
        if row.sender != "worker" and row.in_reply_to is None:
            continue
        submitted = submitted or "receipt_number" in row.payload
        text = None if submitted else NUMBER.sub("#", row.text)
        marks = [row.payload.get(key) for key in ("asks", "step", "topic")]
        said.append((row.sender, row.kind, *marks, text))
    return said


def problems(store: Store, conversation_id: str, sent: list[str], played: Played, reference: Trace) -> list[str]:
    """Everything that was lost, doubled or is different from an undisturbed claim; empty when all is right."""
    wrong = [f"gave up: {played.why}"] if played.why else []
    with store.read() as uow:
        conversation = uow.session.get(Conversation, conversation_id)
        if conversation is None or conversation.case_id is None:
            return [*wrong, "no case"]
        case = uow.session.get(Case, conversation.case_id)
        wrong += _messages(uow, conversation, sent) + _case(uow, case, played)
        open_ = [
            h.reason for h in _rows(uow, Handoff, Handoff.conversation_id == conversation_id) if h.ended_at is None
        ]
        if open_ or conversation.state != "bot":
            wrong.append(f"left in state {conversation.state}, waiting for a person: {open_}")
    mine = trace(store, conversation_id)
    wrong += [f"field {name}: {mine.fields.get(name)!r}, undisturbed {reference.fields.get(name)!r}"
              for name in sorted(mine.fields.keys() | reference.fields.keys())
              if mine.fields.get(name) != reference.fields.get(name)]  # fmt: skip
    if mine.former != reference.former:
        wrong.append(f"replaced values: {dict(mine.former)}, undisturbed {dict(reference.former)}")
    if mine.said != reference.said:
        at = next((i for i, (a, b) in enumerate(zip(mine.said, reference.said, strict=False)) if a != b), -1)
        wrong.append(f"the conversation differs at {at}: {mine.said[at]}, undisturbed {reference.said[at]}")
    return wrong


def _messages(uow: UnitOfWork, conversation: Conversation, sent: list[str]) -> list[str]:
    wrong = []
    rows = _rows(uow, Message, Message.conversation_id == conversation.id)
    stored = [row.client_id for row in rows if row.sender == "worker"]
    if stored != sent:
        wrong.append(f"sent {len(sent)} messages, stored {len(stored)}, or in another order")
    if [row.seq for row in rows] != list(range(1, conversation.last_seq + 1)):
        wrong.append(f"gaps in the numbering: {[row.seq for row in rows]}")
    replies = Counter(row.in_reply_to for row in rows if row.in_reply_to is not None)
    twice = Counter((row.in_reply_to, row.text) for row in rows if row.in_reply_to is not None)
    for row in rows:
        if row.sender == "worker" and (row.answered_at is None or not replies[row.id]):
            wrong.append(f"not answered: {row.text!r}")
    return wrong + [f"said {count} times: {text!r}" for (_, text), count in twice.items() if count > 1]


def _case(uow: UnitOfWork, case: Case, played: Played) -> list[str]:
    wrong = []
    if case.state != "submitted":
        wrong.append(f"the case is in state {case.state}")
    of_case = _rows(uow, Conversation, Conversation.case_id == case.id)
    if len(of_case) != 1:
        wrong.append(f"{len(of_case)} conversations with this case")
    for action in ("case.created", "case.submitted"):
        count = len(_rows(uow, AuditRow, AuditRow.case_id == case.id, AuditRow.action == action))
        if count > 1 or (action == "case.submitted" and count != 1):
            wrong.append(f"{action}: {count} times")
    current = Counter(row.field_id for row in _rows(uow, FieldValue, FieldValue.case_id == case.id) if row.current)
    wrong += [f"{count} current values of {name}" for name, count in current.items() if count > 1]
    announced = [m for m in played.transcript if m["summary"] and m["step"] != "review"]
    told = [RECEIPT.findall(m["text"]) for m in announced]
    if told != [[case.receipt_number]] or played.status.get("receipt_number") != case.receipt_number:
        wrong.append(f"receipt number told: {told}, of the case: {case.receipt_number}")
    return wrong


def handoffs(store: Store, conversation_id: str) -> list[tuple[str, str | None]]:
    """(reason, how it ended) of every wait for a person."""
    with store.read() as uow:
        return [(h.reason, h.end_reason) for h in _rows(uow, Handoff, Handoff.conversation_id == conversation_id)]


def cases(store: Store) -> int:
    """How many there are in all."""
    with store.read() as uow:
        return len(_rows(uow, Case))


def _rows(uow: UnitOfWork, table: Any, *where: Any) -> list[Any]:
    return list(
        uow.session.scalars(
            select(table).where(*where).order_by(table.id if table is not Conversation else table.created_at)
        )
    )
