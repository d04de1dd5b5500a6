"""Hand a claim in: receipt number, branch, handler, severity. Exactly once."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from casework.domain import severity
from casework.domain.figures import Uncovered
from casework.parameters import Parameters
from casework.services import assignment, drafts
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case

KOREA = ZoneInfo("Asia/Seoul")


def submit(uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case) -> Case:
    """Submit the draft; a case that was submitted already stays as it is."""
    uow.cases.for_update(case.id)
    if case.state != "draft":
        return case
    values = {name: uow.fields.value_of(row) for name, row in uow.fields.current(case.id).items()}
    uow.fields.confirm_all(case.id, "worker", now)
    uow.cases.set_receipt(case, _receipt_number(uow, now))
    uow.cases.set_state(case, "submitted", now)
    _remember_person(uow, case, values)
    assignment.assign(uow, now, case, values.get("workplace.address"))
    proposal = severity.propose(case.kind, values, severity_limits(kit.parameters, now.astimezone(KOREA).date()))
    uow.cases.set_severity(case, proposal)
    uow.audit.add("worker", "case.submitted", now, case_id=case.id, number=case.receipt_number)
    uow.tell(f"desk:{case.branch_code or '*'}", type="case", case=case.number)
    return case


def _remember_person(uow: UnitOfWork, case: Case, values: dict[str, Any]) -> None:
    """So that the same worker gets the same handler, however name and birth date were given."""
    if values.get("worker.birth_date") and values.get("worker.name"):
        drafts.set_birth_hash(uow, case, values["worker.birth_date"], values["worker.name"])


def _receipt_number(uow: UnitOfWork, now: dt.datetime) -> str:
    day = now.astimezone(KOREA).strftime("%y%m%d")
    while True:
        number = f"{day}-{secrets.randbelow(10**5):05d}"
        if uow.cases.by_receipt(number) is None:
            return number


def processing_days(parameters: Parameters, on: dt.date) -> str | None:
    """Statutory processing days of a first claim, or None where nobody has verified them."""
    try:
        figure = parameters.on("processing.medical-application-days", on)
    except Uncovered:
        return None
    return str(figure.value) if figure.verified else None


def what_next(kit: Kit, case: Case, on: dt.date) -> tuple[str, dict[str, str]]:
    """The response that says what happens after the claim is in, and its values."""
    if case.kind == "death":
        return "utter_submitted_next_death", {}
    days = processing_days(kit.parameters, on)
    return ("utter_submitted_next", {"days": days}) if days else ("utter_submitted_next_unverified", {})


def severity_limits(parameters: Parameters, on: dt.date) -> dict[str, int]:
    """Thresholds of the severity proposal in force on a day."""
    names = {
        "intensive_level": "intensive-level",
        "burn_3": "burn-level-3",
        "burn_4": "burn-level-4",
        "burn_5": "burn-level-5",
    }
    return {name: int(parameters.on(f"severity.{entry}", on).value) for name, entry in names.items()}
