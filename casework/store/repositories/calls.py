"""Telephone calls: one row a call of a gateway."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import Call


class Calls:
    """Repository of `calls`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(
        self, gateway: str, call_id: str, conversation_id: str, caller_hash: str | None, now: dt.datetime
    ) -> Call:
        """A call that has just begun."""
        call = Call(
            gateway=gateway, call_id=call_id, conversation_id=conversation_id, caller_hash=caller_hash, started_at=now
        )
        self._session.add(call)
        self._session.flush()
        return call

    def find(self, gateway: str, call_id: str) -> Call | None:
        """The call, as this transaction sees it."""
        return self._session.scalar(select(Call).where(Call.gateway == gateway, Call.call_id == call_id))

    def of_conversation(self, conversation_id: str) -> list[Call]:
        """The calls in which a conversation was spoken, oldest first."""
        query = select(Call).where(Call.conversation_id == conversation_id).order_by(Call.started_at)
        return list(self._session.scalars(query))

    def conversations_of(self, caller_hashes: Collection[str]) -> list[str]:
        """The conversations of every call from these numbers."""
        return list(self._session.scalars(select(Call.conversation_id).where(Call.caller_hash.in_(caller_hashes))))
