"""Hand-offs told outside the desk, by e-mail or webhook: what is said, whether it is still to be said, and that it was.

What goes out carries no personal data: why, which branch, since when, and where at the desk it is. Each hand-off is told
once. A try is written down before it is made, so that a crash in the middle leads to a late repeat under the same id and
never to silence; the receiver of a webhook knows a repeat by that id.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from casework.store.database import UnitOfWork
from casework.store.models import HandoffNotice

LEASE = dt.timedelta(minutes=2)  # for one try; then it counts as lost
PAUSES = (dt.timedelta(seconds=10), dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30))
TRIES = len(PAUSES) + 1


@dataclass(frozen=True)
class Telling:
    """One notice to be sent now."""

    handoff_id: int
    to: str | None  # the owner's office address
    facts: dict[str, Any]


def anything_due(uow: UnitOfWork, now: dt.datetime) -> bool:
    """Whether there is something to tell."""
    return bool(uow.notices.due(now, limit=1))


def claim(uow: UnitOfWork, now: dt.datetime) -> Telling | None:
    """The next notice, which nobody else sends meanwhile; None where nothing is due."""
    while (row := uow.notices.claim(now)) is not None:
        handoff = uow.handoffs.get(row.handoff_id)
        if handoff.state != "waiting" or row.tries >= TRIES:
            row.due_at = None
            uow.session.flush()
            continue
        row.tries, row.due_at = row.tries + 1, now + LEASE
        owner = uow.staff.get(handoff.owner_id)
        case = uow.cases.get(handoff.case_id) if handoff.case_id else None
        facts = {
            "event": "handoff.waiting",
            "handoff": handoff.id,
            "reason": handoff.reason,
            "branch": handoff.branch_code,
            "owner": owner.login if owner is not None else None,
            "case": (case.receipt_number or case.number) if case is not None else None,
            "requested_at": handoff.requested_at.isoformat(),
            "desk": f"/desk/conversations/{handoff.conversation_id}",
        }
        return Telling(handoff.id, owner.email if owner is not None else None, facts)
    return None


def told(uow: UnitOfWork, now: dt.datetime, handoff_id: int) -> None:
    """It has gone out."""
    row = uow.notices.get(handoff_id)
    row.sent_at, row.due_at, row.problem = row.sent_at or now, None, None


def failed(uow: UnitOfWork, now: dt.datetime, handoff_id: int, problem: str) -> None:
    """It has not: again after a while, five times in all. The desk shows the request all the same."""
    row: HandoffNotice = uow.notices.get(handoff_id)
    row.problem = problem[:80]
    row.due_at = now + PAUSES[row.tries - 1] if row.tries <= len(PAUSES) else None
