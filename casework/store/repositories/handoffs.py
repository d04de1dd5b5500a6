"""Requests for a person and their queue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from casework.store.models import Handoff

OPEN = ("waiting", "taken")
URGENT = ("crisis", "emergency")

_RANK = case((Handoff.reason.in_(URGENT), 0), else_=1)


class Handoffs:
    """Repository of `handoffs`. The queue is by urgency, then by time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_for(self, conversation_id: str) -> Handoff | None:
        """The one that is waiting or taken, if any."""
        query = select(Handoff).where(Handoff.conversation_id == conversation_id, Handoff.state.in_(OPEN))
        return self._session.scalar(query)

    def get(self, id: int) -> Handoff | None:
        """The hand-off with this id."""
        return self._session.get(Handoff, id)

    def create(
        self,
        conversation_id: str,
        now: dt.datetime,
        *,
        case_id: int | None,
        reason: str,
        branch_code: str | None,
        owner_id: int | None,
        owner_rule: str,
        state: str = "waiting",
        taken_by: int | None = None,
    ) -> Handoff:
        """A new request. Raises sqlalchemy IntegrityError if one is open already."""
        handoff = Handoff(
            conversation_id=conversation_id,
            case_id=case_id,
            state=state,
            reason=reason,
            branch_code=branch_code,
            owner_id=owner_id,
            owner_rule=owner_rule,
            taken_by=taken_by,
            requested_at=now,
            taken_at=now if taken_by is not None else None,
        )
        self._session.add(handoff)
        self._session.flush()
        return handoff

    def of_conversation(self, conversation_id: str) -> list[Handoff]:
        """All of a conversation, oldest first."""
        query = select(Handoff).where(Handoff.conversation_id == conversation_id)
        return list(self._session.scalars(query.order_by(Handoff.id)))

    def queue(self, branch_codes: Collection[str] | None = None) -> list[Handoff]:
        """Who waits in these branches (None: all), first one first; those without a branch are in every queue."""
        query = select(Handoff).where(Handoff.state == "waiting")
        if branch_codes is not None:
            query = query.where(or_(Handoff.branch_code.in_(branch_codes), Handoff.branch_code.is_(None)))
        return list(self._session.scalars(query.order_by(_RANK, Handoff.requested_at, Handoff.id)))

    def position(self, handoff: Handoff) -> int | None:
        """Its place in its branch's queue from 1; None if it does not wait."""
        if handoff.state != "waiting":
            return None
        if handoff.branch_code is None:
            same_queue = Handoff.branch_code.is_(None)
        else:
            same_queue = Handoff.branch_code == handoff.branch_code
        query = select(Handoff.id).where(Handoff.state == "waiting", same_queue)
        ids = list(self._session.scalars(query.order_by(_RANK, Handoff.requested_at, Handoff.id)))
        return ids.index(handoff.id) + 1

    def recent_waits(
        self, branch_code: str | None, since: dt.datetime, limit: int = 100
    ) -> list[tuple[dt.datetime, dt.datetime]]:
        """(asked, taken) of the latest ones of this branch that someone took from the queue."""
        query = select(Handoff.requested_at, Handoff.taken_at).where(
            Handoff.taken_at.is_not(None),
            Handoff.requested_at >= since,
            Handoff.branch_code.is_(None) if branch_code is None else Handoff.branch_code == branch_code,
            Handoff.owner_rule != "step_in",
        )
        rows = self._session.execute(query.order_by(Handoff.requested_at.desc()).limit(limit))
        return [(requested, taken) for requested, taken in rows]

    def live_of(self, staff_ids: Collection[int]) -> dict[int, int]:
        """How many conversations each of these people answers now; 0 where none."""
        query = select(Handoff.taken_by, func.count()).where(Handoff.state == "taken", Handoff.taken_by.in_(staff_ids))
        load = dict.fromkeys(staff_ids, 0)
        for staff_id, count in self._session.execute(query.group_by(Handoff.taken_by)):
            load[staff_id] = count
        return load
