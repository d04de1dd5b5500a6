"""Who handles a case, in words a worker can use."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from casework import branches
from casework.domain.figures import Uncovered
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case


def handler_card(uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case) -> dict[str, str]:
    """name, team, branch, phone of the handler; empty strings where there is none yet."""
    person = uow.staff.get(case.handler_id) if case.handler_id else None
    branch = branches.by_code(case.branch_code) if case.branch_code else None
    phone = (person.phone if person else None) or (branch.phone if branch else None)
    return {
        "name": person.name if person else "",
        "team": kit.words.render(f"utter_team_{case.team}") if case.team else "",
        "branch": branch.name if branch else "",
        "phone": phone or _call_centre(kit, now),
    }


def _call_centre(kit: Kit, now: dt.datetime) -> str:
    try:
        return str(kit.parameters.on("contact.call-centre", now.astimezone(ZoneInfo("Asia/Seoul")).date()).value)
    except Uncovered:
        return ""
