"""What is to be told of hand-offs by e-mail or webhook."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import HandoffNotice


class Notices:
    """Repository of `handoff_notices`: at most one a hand-off."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, handoff_id: int, now: dt.datetime) -> None:
        """To be told, at once."""
        self._session.add(HandoffNotice(handoff_id=handoff_id, created_at=now, due_at=now, tries=0))
        self._session.flush()

    def get(self, handoff_id: int) -> HandoffNotice | None:
        """The notice of a hand-off."""
        return self._session.get(HandoffNotice, handoff_id)

    def due(self, now: dt.datetime, limit: int = 20) -> list[HandoffNotice]:
        """What is due, oldest first."""
        query = select(HandoffNotice).where(HandoffNotice.due_at <= now)
        return list(self._session.scalars(query.order_by(HandoffNotice.due_at).limit(limit)))

    def claim(self, now: dt.datetime) -> HandoffNotice | None:
        """The oldest that is due, locked; what another process is at is passed over."""
        query = select(HandoffNotice).where(HandoffNotice.due_at <= now).order_by(HandoffNotice.due_at).limit(1)
        return self._session.scalar(query.with_for_update(skip_locked=True))
