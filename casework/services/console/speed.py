"""How long a claim took an agent, and how many keystrokes: for that agent and their lead, and nobody else."""

from __future__ import annotations

import datetime as dt
import statistics
from typing import Any

from casework.store.database import UnitOfWork
from casework.store.models import ConsoleCall, Staff

PERIOD = dt.timedelta(days=30)


def of(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> dict[str, Any]:
    """`mine`, and for a lead `team`: one row for each agent of the branch, by name and not by figure."""
    rows = uow.console.submitted([staff.id], now - PERIOD)
    team = []
    if staff.role == "lead":
        for person in uow.call_backs.colleagues(staff.branch_code):
            if person.id != staff.id:
                team.append({"name": person.name, **_summed(uow.console.submitted([person.id], now - PERIOD))})
    return {"days": PERIOD.days, "mine": _summed(rows), "latest": [_row(row) for row in rows[-10:][::-1]], "team": team}


def _row(call: ConsoleCall) -> dict[str, Any]:
    seconds = (call.submitted_at - call.started_at).total_seconds() if call.submitted_at else 0.0
    return {"at": call.started_at, "seconds": seconds, "keys": call.keys}


def _summed(calls: list[ConsoleCall]) -> dict[str, Any]:
    rows = [_row(call) for call in calls]
    return {
        "claims": len(rows),
        "seconds": statistics.median(row["seconds"] for row in rows) if rows else None,
        "keys": round(statistics.median(row["keys"] for row in rows)) if rows else None,
    }
