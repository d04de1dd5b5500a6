"""Messages: append in order, exactly once, and find them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casework.store.models import Conversation, Message
from casework.store.repositories.conversations import Conversations


class Messages:
    """Repository of `messages`."""

    def __init__(self, session: Session, conversations: Conversations, tell: Callable[..., None]) -> None:
        self._session = session
        self._conversations = conversations
        self._tell = tell
        self._new: set[tuple[str, str]] = set()  # asked for by `client_id` under the lock, and not there

    def append(
        self,
        conversation: Conversation,
        sender: str,
        kind: str,
        text: str,
        now: dt.datetime,
        *,
        client_id: str | None = None,
        payload: dict[str, Any] | None = None,
        in_reply_to: int | None = None,
        staff_id: int | None = None,
    ) -> Message:
        """Write the next message of the conversation and give it its `seq`.

        A `client_id` that the conversation already has returns the message
        written then and writes nothing: ask `by_client` first to tell the two apart.
        """
        self._conversations.lock(conversation)
        if client_id is not None and (conversation.id, client_id) not in self._new:
            known = self.by_client(conversation.id, client_id)
            if known is not None:
                return known
        self._new.discard((conversation.id, client_id or ""))
        conversation.last_seq += 1
        conversation.updated_at = now
        message = Message(
            conversation_id=conversation.id,
            seq=conversation.last_seq,
            sender=sender,
            kind=kind,
            client_id=client_id,
            text=text,
            payload=payload or {},
            in_reply_to=in_reply_to,
            staff_id=staff_id,
            created_at=now,
        )
        self._session.add(message)
        if sender != "bot":  # what the bot says is written with whatever comes next: nobody asks for its id
            self._session.flush()
        self._tell(f"conversation:{conversation.id}", type="message", conversation=conversation.id, seq=message.seq)
        return message

    def get(self, id: int) -> Message | None:
        """The message with this id."""
        return self._session.get(Message, id)

    def by_client(self, conversation_id: str, client_id: str) -> Message | None:
        """The message that its sender named `client_id`."""
        query = select(Message).where(Message.conversation_id == conversation_id, Message.client_id == client_id)
        found = self._session.scalar(query)
        if found is None and self._conversations.is_locked(conversation_id):
            self._new.add((conversation_id, client_id))
        return found

    def after(self, conversation_id: str, seq: int, limit: int = 500) -> list[Message]:
        """Messages later than `seq`, in order."""
        query = select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq)
        return list(self._session.scalars(query.order_by(Message.seq).limit(limit)))

    def replies_to(self, message_id: int) -> list[Message]:
        """What was said in answer to this message, in order."""
        return list(
            self._session.scalars(select(Message).where(Message.in_reply_to == message_id).order_by(Message.seq))
        )

    def count_unanswered(self, conversation_id: str) -> int:
        """How many messages of the worker the bot is not done with."""
        return self._session.scalar(self._open(select(func.count()), conversation_id)) or 0

    def unanswered(self, conversation_id: str) -> list[Message]:
        """The worker's messages that the bot is not done with, oldest first."""
        return list(self._session.scalars(self._open(select(Message), conversation_id).order_by(Message.seq)))

    def conversations_with_unanswered(self) -> list[str]:
        """Ids of conversations where the bot still owes an answer; those of a person are left out."""
        query = (
            select(Message.conversation_id)
            .join(Conversation, Conversation.id == Message.conversation_id)
            .where(Message.sender == "worker", Message.answered_at.is_(None))
            .where(Conversation.state.in_(("bot", "waiting")))
            .distinct()
        )
        return list(self._session.scalars(query))

    def mark_answered(self, message: Message, now: dt.datetime) -> None:
        """The bot is done with this message of the worker; the first time counts."""
        if message.answered_at is None:
            message.answered_at = now

    def settle(self, conversation_id: str, now: dt.datetime) -> None:
        """A person answers from here on: the bot owes nothing for what was said so far."""
        for message in self.unanswered(conversation_id):
            message.answered_at = now
        self._session.flush()

    @staticmethod
    def _open(query: Select, conversation_id: str) -> Select:
        return query.where(
            Message.conversation_id == conversation_id, Message.sender == "worker", Message.answered_at.is_(None)
        )
