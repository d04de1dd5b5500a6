"""What the desk's lists need of many rows at once. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from casework.store.models import (
    AuditRow,
    Case,
    Conversation,
    FieldValue,
    Handoff,
    Message,
)

READ = "case.read"


class DeskViews:
    """Lists of the desk, a few queries each however long they are."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def cases(self, ids: Collection[int]) -> dict[int, Case]:
        """Cases by id."""
        return {case.id: case for case in self._session.scalars(select(Case).where(Case.id.in_(ids)))}

    def conversations(self, ids: Collection[str]) -> dict[str, Conversation]:
        """Conversations by id."""
        query = select(Conversation).where(Conversation.id.in_(ids))
        return {conversation.id: conversation for conversation in self._session.scalars(query)}

    def fields(self, case_ids: Collection[int], field_ids: Collection[str]) -> dict[int, dict[str, FieldValue]]:
        """Current values of a few fields of each case."""
        query = select(FieldValue).where(
            FieldValue.case_id.in_(case_ids), FieldValue.field_id.in_(field_ids), FieldValue.current
        )
        found: dict[int, dict[str, FieldValue]] = {case_id: {} for case_id in case_ids}
        for row in self._session.scalars(query):
            found[row.case_id][row.field_id] = row
        return found

    def last_reads(self, actor: str, case_ids: Collection[int]) -> dict[int, dt.datetime]:
        """When this person last read each case; a case never read is absent."""
        query = select(AuditRow.case_id, func.max(AuditRow.at)).where(
            AuditRow.actor == actor, AuditRow.action == READ, AuditRow.case_id.in_(case_ids)
        )
        rows = self._session.execute(query.group_by(AuditRow.case_id))
        return {case_id: at for case_id, at in rows if case_id is not None}

    def unread(self, actor: str, case_ids: Collection[int]) -> dict[int, int]:
        """How many messages of the worker this person has not seen, by case; absent where none."""
        reads = (
            select(AuditRow.case_id, func.max(AuditRow.at).label("at"))
            .where(AuditRow.actor == actor, AuditRow.action == READ)
            .group_by(AuditRow.case_id)
            .subquery()
        )
        query = (
            select(Conversation.case_id, func.count(Message.id))
            .join(Message, Message.conversation_id == Conversation.id)
            .outerjoin(reads, reads.c.case_id == Conversation.case_id)
            .where(Conversation.case_id.in_(case_ids), Message.sender == "worker")
            .where(or_(reads.c.at.is_(None), Message.created_at > reads.c.at))
            .group_by(Conversation.case_id)
        )
        return {case_id: count for case_id, count in self._session.execute(query) if case_id is not None}

    def last_words(self, conversation_ids: Collection[str]) -> dict[str, Message]:
        """The worker's latest message in each conversation."""
        latest = (
            select(Message.conversation_id, func.max(Message.seq).label("seq"))
            .where(Message.sender == "worker", Message.conversation_id.in_(conversation_ids))
            .group_by(Message.conversation_id)
            .subquery()
        )
        query = select(Message).join(
            latest, (Message.conversation_id == latest.c.conversation_id) & (Message.seq == latest.c.seq)
        )
        return {message.conversation_id: message for message in self._session.scalars(query)}

    def places(self, message_ids: Collection[int]) -> dict[int, tuple[str, int]]:
        """(conversation, seq) of messages by id."""
        query = select(Message.id, Message.conversation_id, Message.seq).where(Message.id.in_(message_ids))
        return {id: (conversation, seq) for id, conversation, seq in self._session.execute(query)}

    def history(self, case_id: int) -> dict[str, list[FieldValue]]:
        """Former values of each field of a case, oldest first."""
        query = select(FieldValue).where(FieldValue.case_id == case_id, FieldValue.current.is_(False))
        found: dict[str, list[FieldValue]] = {}
        for row in self._session.scalars(query.order_by(FieldValue.id)):
            found.setdefault(row.field_id, []).append(row)
        return found

    def waiting(self, conversation_ids: Collection[str]) -> dict[str, Handoff]:
        """Open requests for a person by conversation."""
        query = select(Handoff).where(
            Handoff.conversation_id.in_(conversation_ids), Handoff.state.in_(("waiting", "taken"))
        )
        return {handoff.conversation_id: handoff for handoff in self._session.scalars(query)}
