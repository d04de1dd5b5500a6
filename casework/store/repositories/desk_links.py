"""Which desk pages are open, and who has left work behind."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from casework.store.models import Conversation, DeskLink, Staff


class DeskLinks:
    """Repository of `desk_links`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, id: str, staff_id: int, gateway: str, now: dt.datetime) -> None:
        """A page has connected."""
        self._session.add(DeskLink(id=id, staff_id=staff_id, gateway=gateway, seen_at=now))
        self._session.flush()

    def close(self, id: str) -> None:
        """Its connection has ended."""
        self._session.execute(delete(DeskLink).where(DeskLink.id == id))

    def of(self, staff_id: int) -> int:
        """How many pages the person has open."""
        return len(self._session.scalars(select(DeskLink.id).where(DeskLink.staff_id == staff_id)).all())

    def seen(self, gateway: str, now: dt.datetime) -> None:
        """The process says that its pages are still there."""
        self._session.execute(update(DeskLink).where(DeskLink.gateway == gateway).values(seen_at=now))

    def drop(self, *, gateway: str | None = None, before: dt.datetime | None = None) -> list[int]:
        """Forget the pages of a process, or those that nobody has seen since; whose they were."""
        query = select(DeskLink)
        query = query.where(DeskLink.gateway == gateway) if gateway is not None else query
        query = query.where(DeskLink.seen_at < before) if before is not None else query
        rows = list(self._session.scalars(query))
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        return sorted({row.staff_id for row in rows})

    def any_before(self, moment: dt.datetime) -> bool:
        """Whether there are pages that nobody has seen since."""
        return self._session.scalar(select(DeskLink.id).where(DeskLink.seen_at < moment).limit(1)) is not None

    def gone_since(self, moment: dt.datetime) -> list[int]:
        """People who talk with a worker and closed their last page before the moment."""
        talking = exists().where(Conversation.handler_id == Staff.id, Conversation.state == "human")
        query = select(Staff.id).where(Staff.left_at <= moment, talking)
        return list(self._session.scalars(query.order_by(Staff.id)))
