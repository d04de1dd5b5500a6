"""One case, one conversation, as the desk shows them: plain dictionaries for a template."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import Answered, is_required, missing
from casework.domain.privacy import mask_registration
from casework.intake import definition
from casework.services import display
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, FieldValue, Handoff, Message, Staff
from casework.store.repositories.desk_views import DeskViews

SHOWN_AT_FIRST = 200  # messages; the rest on wish
LOW_CONFIDENCE = 0.7
MASKED_TYPES = frozenset({"registration"})
_LIVE = {"human": 0, "waiting": 1, "bot": 2, "closed": 3}


def head(uow: UnitOfWork, now: dt.datetime, case: Case) -> dict[str, Any]:
    """Numbers, state, who has it and since when."""
    handler = uow.staff.get(case.handler_id)
    return {
        "id": case.id,
        "number": case.number,
        "receipt": case.receipt_number,
        "kind": case.kind,
        "state": case.state,
        "branch": case.branch_code,
        "team": case.team,
        "handler": {"name": handler.name, "phone": handler.phone} if handler else None,
        "reason": case.assignment_reason,
        "created_at": case.created_at,
        "submitted_at": case.submitted_at,
        "since_submitted": (now - case.submitted_at).total_seconds() if case.submitted_at else None,
        "closed_at": case.closed_at,
        "close_reason": case.close_reason,
        "severity": case.severity,
    }


def facts(uow: UnitOfWork, case: Case) -> dict[str, Any]:
    """groups (fields with evidence), missing, and `values` (field id -> shown words) for the summary."""
    intake = definition()
    fields = intake.within(case.kind)
    current = uow.fields.current(case.id)
    views = DeskViews(uow.session)
    history = views.history(case.id)
    every = [*current.values(), *(row for rows in history.values() for row in rows)]
    places = views.places({row.message_id for row in every if row.message_id is not None})
    groups: list[dict[str, Any]] = []
    values: dict[str, str] = {}
    for group in intake.groups.values():
        rows = []
        for field in fields.values():
            if field.group != group.id or field.id not in current:
                continue
            row = _row(uow, field, current[field.id], places)
            row["history"] = [_row(uow, field, old, places) for old in history.get(field.id, [])]
            rows.append(row)
            if row["status"] == "given" and not row["masked"]:
                values[field.id] = row["value"]
        if rows:
            groups.append({"id": group.id, "label": group.label_in(case.kind), "rows": rows})
    answers = {name: Answered(uow.fields.value_of(row), row.status) for name, row in current.items()}
    lacking = [
        {
            "id": f.id,
            "label": f.label,
            "required": is_required(intake, case.kind, f),
            "status": answers[f.id].status if f.id in answers else "open",
        }
        for f in missing(intake, case.kind, answers)
    ]
    return {"groups": groups, "missing": lacking, "values": values}


def _row(uow: UnitOfWork, field: Field, row: FieldValue, places: dict[int, tuple[str, int]]) -> dict[str, Any]:
    masked = field.type in MASKED_TYPES and row.status == "given"
    value = uow.fields.value_of(row)
    shown = "" if row.status != "given" else (mask_registration(str(value)) if masked else display.show(field, value))
    place = places.get(row.message_id or 0)
    return {
        "id": field.id,
        "row": row.id,
        "label": field.label,
        "value": shown,
        "status": row.status,
        "masked": masked,
        "words": row.words,
        "conversation": place[0] if place else None,
        "seq": place[1] if place else None,
        "channel": row.channel,
        "confidence": row.confidence,
        "unsure": row.confidence < LOW_CONFIDENCE,
        "corrected_by": row.corrected_by,
        "confirmed_at": row.confirmed_at,
        "confirmed_by": row.confirmed_by,
        "at": row.created_at,
    }


def summary(case: Case, values: dict[str, str]) -> dict[str, Any]:
    """What the template's one-paragraph summary is made of, by short names."""
    names = {
        "who": "worker.name", "born": "worker.birth_date", "phone": "worker.phone", "hours": "worker.contact_hours",
        "reporter": "reporter.relation", "date": "accident.date", "time": "accident.time", "place": "accident.place",
        "task": "accident.task", "type": "accident.type", "object": "accident.object", "parts": "injury.parts",
        "injury": "injury.kinds", "condition": "injury.condition", "workplace": "workplace.name",
        "address": "workplace.address", "form": "job.employment_form", "hospital": "care.hospital",
        "visited": "care.first_visit_on", "setting": "care.setting", "surgery": "care.surgery",
        "disease": "disease.name", "group": "disease.group", "since": "disease.symptom_start",
        "diagnosed": "disease.diagnosed_on", "work": "disease.exposure", "years": "disease.years",
        "hours_a_day": "disease.hours", "posture": "disease.posture", "weight": "disease.weight",
        "weekly_hours": "disease.weekly_hours", "shifts": "disease.shifts", "noise": "disease.noise",
        "substance": "disease.substance", "lasted": "disease.events_period",
        "direction": "commute.direction", "route": "commute.route", "means": "commute.means",
        "detour": "commute.detour", "other": "third_party", "other_party": "commute.other_party",
        "kinship": "reporter.kinship", "cause": "death.cause", "died": "death.date", "died_at": "death.place",
        "survivors": "death.survivors", "funeral": "death.funeral_by", "advance": "death.advance",
        "knows": "reporter.worker_knows", "language": "worker.language", "interpreter": "worker.interpreter",
        "story": "accident.story",
    }  # fmt: skip
    return {"kind": case.kind, **{short: values.get(field, "") for short, field in names.items()}}


def main_conversation(uow: UnitOfWork, case: Case) -> tuple[Conversation | None, list[Conversation]]:
    """The thread to show, a person's before a waiting one before the latest, and the others."""
    threads = sorted(
        uow.conversations.of_case(case.id), key=lambda c: (_LIVE.get(c.state, 9), -c.updated_at.timestamp())
    )
    return (threads[0], threads[1:]) if threads else (None, [])


def thread(
    uow: UnitOfWork, now: dt.datetime, staff: Staff, conversation: Conversation, *, after: int | None = None
) -> dict[str, Any]:
    """A conversation with its messages later than `after` (None: the last ones) and what may be done in it."""
    first = max(0, conversation.last_seq - SHOWN_AT_FIRST) if after is None else after
    talker = uow.staff.get(conversation.handler_id)
    request = uow.handoffs.open_for(conversation.id)
    waiting = request is not None and request.state == "waiting"
    owner = uow.staff.get(request.owner_id) if request is not None and waiting else None
    names = {person.id: person.name for person in uow.staff.all()}
    mine = conversation.state == "human" and conversation.handler_id == staff.id
    return {
        "id": conversation.id,
        "state": conversation.state,
        "channel": conversation.channel,
        "created_at": conversation.created_at,
        "handler": talker.name if talker and conversation.state == "human" else None,
        "mine": mine,
        "may_take": conversation.state in ("bot", "waiting"),
        "reason": request.reason if request is not None else None,
        "since": request.requested_at if request is not None and waiting else None,
        "waited": (now - request.requested_at).total_seconds() if request is not None and waiting else None,
        "position": uow.handoffs.position(request) if request is not None and waiting else None,
        "owner": owner.name if owner else None,
        "moved": request.moved_reason if request is not None and waiting else None,
        "call_back_at": request.call_back_at if request is not None else None,
        "briefing": _briefing(uow, staff, request),
        "colleagues": _colleagues(uow, staff) if mine else [],
        "messages": [_message(m, names) for m in uow.messages.after(conversation.id, first)],
        "last_seq": conversation.last_seq,
        "earlier": first,
    }


def _briefing(uow: UnitOfWork, staff: Staff, request: Handoff | None) -> str | None:
    """What a colleague has written for whoever takes it: the owner, and who has taken it."""
    if request is None or request.briefing_sealed is None or staff.id not in (request.owner_id, request.taken_by):
        return None
    return uow.vault.unseal(request.briefing_sealed)


def _colleagues(uow: UnitOfWork, staff: Staff) -> list[dict[str, Any]]:
    """Who a conversation may be passed on to: everybody who answers, one's own branch first."""
    others = [p for p in uow.staff.all() if p.active and p.on_duty and p.role != "admin" and p.id != staff.id]
    others.sort(key=lambda p: (p.branch_code != staff.branch_code, p.branch_code or "", p.login))
    return [{"login": p.login, "name": p.name, "branch": p.branch_code, "team": p.team} for p in others]


def _message(message: Message, names: dict[int, str]) -> dict[str, Any]:
    payload = message.payload or {}
    field = definition().fields.get(payload.get("asks") or "")
    return {
        "seq": message.seq,
        "sender": message.sender,
        "kind": message.kind,
        "name": names.get(message.staff_id) if message.staff_id is not None else None,
        "text": message.text,
        "at": message.created_at,
        "asks": field.label if field else None,
        "client_id": message.client_id,
    }
