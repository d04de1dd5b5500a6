"""Calls that agents answer at the console, and calls back that were promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import CallBack, ConsoleCall, Staff


class ConsoleCalls:
    """Repository of `console_calls`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, staff_id: int, conversation_id: str, caller_hash: str | None, now: dt.datetime) -> ConsoleCall:
        """A call that an agent has just taken."""
        call = ConsoleCall(
            staff_id=staff_id, conversation_id=conversation_id, caller_hash=caller_hash, tries=0, keys=0, started_at=now
        )
        self._session.add(call)
        self._session.flush()
        return call

    def of_conversation(self, conversation_id: str, *, lock: bool = True) -> ConsoleCall | None:
        """The call that is this conversation, locked until the commit on wish."""
        query = select(ConsoleCall).where(ConsoleCall.conversation_id == conversation_id)
        return self._session.scalar(query.with_for_update() if lock else query)

    def open_of(self, staff_id: int) -> list[ConsoleCall]:
        """The calls of this agent that are not wrapped up yet, newest first."""
        query = select(ConsoleCall).where(ConsoleCall.staff_id == staff_id, ConsoleCall.ended_at.is_(None))
        return list(self._session.scalars(query.order_by(ConsoleCall.started_at.desc())))

    def submitted(self, staff_ids: Collection[int], since: dt.datetime) -> list[ConsoleCall]:
        """Calls of these agents in which a claim was handed in."""
        query = select(ConsoleCall).where(
            ConsoleCall.staff_id.in_(staff_ids), ConsoleCall.started_at >= since, ConsoleCall.submitted_at.is_not(None)
        )
        return list(self._session.scalars(query.order_by(ConsoleCall.started_at)))


class CallBacks:
    """Repository of `call_backs`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(
        self,
        conversation_id: str,
        case_id: int | None,
        *,
        staff_id: int,
        booked_by: int,
        due_at: dt.datetime,
        note_sealed: str | None,
        now: dt.datetime,
    ) -> CallBack:
        """A promise."""
        row = CallBack(
            conversation_id=conversation_id,
            case_id=case_id,
            staff_id=staff_id,
            booked_by=booked_by,
            due_at=due_at,
            note_sealed=note_sealed,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, id: int) -> CallBack | None:
        """The promise with this id."""
        return self._session.get(CallBack, id, with_for_update=True, populate_existing=True)

    def open_of_conversation(self, conversation_id: str) -> list[CallBack]:
        """What was promised in a conversation and is not kept yet."""
        query = select(CallBack).where(CallBack.conversation_id == conversation_id, CallBack.done_at.is_(None))
        return list(self._session.scalars(query.order_by(CallBack.due_at)))

    def open_of(self, staff_ids: Collection[int], until: dt.datetime | None = None) -> list[CallBack]:
        """What these people still owe, the earliest first; with `until` only what is due by then."""
        query = select(CallBack).where(CallBack.staff_id.in_(staff_ids), CallBack.done_at.is_(None))
        if until is not None:
            query = query.where(CallBack.due_at <= until)
        return list(self._session.scalars(query.order_by(CallBack.due_at)))

    def colleagues(self, branch_code: str | None) -> list[Staff]:
        """The agents whose speed and promises a lead of this branch sees; None: those of every branch."""
        query = select(Staff).where(Staff.active, Staff.role == "agent")
        if branch_code is not None:
            query = query.where(Staff.branch_code == branch_code)
        return list(self._session.scalars(query.order_by(Staff.name)))
