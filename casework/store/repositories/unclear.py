"""Messages that were not clearly understood, and their labels."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.store.models import Message, Unclear

SKIPPED = "skipped"  # looked at, and of no use for training


class UnclearMessages:
    """Repository of `unclear`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, message: Message, reason: str, ranking: list[Any], now: dt.datetime) -> None:
        """Note a message; one that is noted already stays as it is."""
        if self._session.get(Unclear, message.id) is None:
            self._session.add(Unclear(message_id=message.id, reason=reason, ranking=ranking, seen_at=now))

    def get(self, message_id: int) -> tuple[Unclear, Message] | None:
        """A noted message with what was said."""
        found = self._session.execute(
            select(Unclear, Message)
            .join(Message, Message.id == Unclear.message_id)
            .where(Unclear.message_id == message_id)
        ).first()
        return (found[0], found[1]) if found else None

    def open(self, limit: int) -> list[tuple[Unclear, Message]]:
        """Those that nobody has looked at, the newest first."""
        rows = self._session.execute(
            select(Unclear, Message)
            .join(Message, Message.id == Unclear.message_id)
            .where(Unclear.label.is_(None))
            .order_by(Unclear.seen_at.desc(), Unclear.message_id.desc())
            .limit(limit)
        )
        return [(one, message) for one, message in rows]

    def labelled(self) -> list[tuple[str, str]]:
        """(topic, text) of all that were given a topic, in the order of labelling."""
        rows = self._session.execute(
            select(Unclear.label, Message.text)
            .join(Message, Message.id == Unclear.message_id)
            .where(Unclear.label.is_not(None), Unclear.label != SKIPPED)
            .order_by(Unclear.labelled_at, Unclear.message_id)
        )
        return [(label, text) for label, text in rows]

    def count_labelled(self) -> int:
        """How many were given a topic."""
        found = select(func.count()).where(Unclear.label.is_not(None), Unclear.label != SKIPPED)
        return int(self._session.scalar(found) or 0)
