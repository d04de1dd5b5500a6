"""Conversations: find, lock, list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.store.models import Case, Conversation


class Conversations:
    """Repository of `conversations`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._locked: dict[str, Conversation] = {}  # held, or the session would forget them and read them again

    def create(self, id: str, channel: str, token_hash: str, now: dt.datetime) -> Conversation:
        """A new conversation in state `bot`."""
        conversation = Conversation(
            id=id,
            channel=channel,
            state="bot",
            token_hash=token_hash,
            memory={},
            last_seq=0,
            created_at=now,
            updated_at=now,
        )
        self._session.add(conversation)
        self._session.flush()
        self._locked[id] = conversation
        return conversation

    def get(self, id: str) -> Conversation | None:
        """The conversation, as this transaction sees it."""
        return self._session.get(Conversation, id)

    def by_token_hash(self, token_hash: str) -> Conversation | None:
        """The conversation whose secret hashes to `token_hash`."""
        return self._session.scalar(select(Conversation).where(Conversation.token_hash == token_hash))

    def for_update(self, id: str) -> Conversation | None:
        """The newest state of the conversation, which nobody else can change until the commit.

        On SQLite `Store.write` already holds the only write lock.
        """
        if id in self._locked:
            return self._locked[id]
        conversation = self._session.get(Conversation, id, with_for_update=True, populate_existing=True)
        if conversation is not None:
            self._locked[id] = conversation
        return conversation

    def lock(self, conversation: Conversation) -> None:
        """Lock a row that was read without a lock and read it anew; nothing if it is locked already."""
        if conversation.id in self._locked:
            return
        self._session.flush()
        self._session.refresh(conversation, with_for_update=True)
        self._locked[conversation.id] = conversation

    def is_locked(self, id: str) -> bool:
        """Whether nobody else can change the conversation until the commit."""
        return id in self._locked

    def of_case(self, case_id: int) -> list[Conversation]:
        """All threads of a case, oldest first."""
        query = select(Conversation).where(Conversation.case_id == case_id).order_by(Conversation.created_at)
        return list(self._session.scalars(query))

    def live_bot(
        self,
        branch_codes: Collection[str] | None = None,
        *,
        since: dt.datetime | None = None,
        limit: int = 200,
    ) -> list[Conversation]:
        """Conversations that the bot leads now, newest first.

        `branch_codes` None means every branch; otherwise also those that no
        branch has yet, since someone must be able to step in there too.
        """
        query = select(Conversation).outerjoin(Case, Conversation.case_id == Case.id)
        query = query.where(Conversation.state == "bot")
        if branch_codes is not None:
            query = query.where(or_(Case.branch_code.in_(branch_codes), Case.branch_code.is_(None)))
        if since is not None:
            query = query.where(Conversation.updated_at >= since)
        return list(self._session.scalars(query.order_by(Conversation.updated_at.desc()).limit(limit)))

    def of_handler(self, staff_id: int) -> list[Conversation]:
        """Conversations that this person answers now, oldest change first."""
        query = select(Conversation).where(Conversation.handler_id == staff_id, Conversation.state == "human")
        return list(self._session.scalars(query.order_by(Conversation.updated_at)))
