"""The desk's first page: who waits, my conversations and cases, and what the bot is doing now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.privacy import mask_name
from casework.intake import definition
from casework.services import display
from casework.services.desk_access import branches_of, may_see, sees_every_branch
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, Staff
from casework.store.repositories.desk_views import DeskViews

LIVE_FOR = dt.timedelta(minutes=30)  # a worker silent for longer has left the page
PREVIEW = 80  # characters
_WHAT = ("death.date", "death.cause", "accident.date", "accident.type", "disease.name", "injury.parts")
_SHOWN = ("worker.name", "workplace.name", *_WHAT)


def queue(uow: UnitOfWork, now: dt.datetime, staff: Staff) -> dict[str, Any]:
    """waiting (first come first, urgent before), talking (mine), cases (mine), live (bot), branch (all; leads)."""
    views = DeskViews(uow.session)
    branches = branches_of(staff)
    requests = uow.handoffs.queue(branches)
    mine_waiting = [h for h in uow.handoffs.queue(None) if h.owner_id == staff.id] if branches is not None else []
    requests += [h for h in mine_waiting if h.id not in {r.id for r in requests}]
    talking = uow.conversations.of_handler(staff.id)
    live = uow.conversations.live_bot(branches, since=now - LIVE_FOR, limit=100)
    mine = uow.cases.for_handler(staff.id, states=_open_states())
    every = _branch_cases(uow, staff, branches)

    asked = views.conversations([h.conversation_id for h in requests])
    conversations = [*asked.values(), *talking, *live]
    cases = views.cases({c.case_id for c in conversations if c.case_id is not None})
    cases |= {case.id: case for case in [*mine, *every]}
    heads = _heads(uow, views, cases)
    words = views.last_words([c.id for c in conversations])
    staff_names = {person.id: person.name for person in uow.staff.all()}

    def row(conversation: Conversation) -> dict[str, Any]:
        last = words.get(conversation.id)
        return {
            "conversation": conversation.id,
            "preview": _shorten(last.text) if last else "",
            "said_at": last.created_at if last else conversation.created_at,
            "updated_at": conversation.updated_at,
            **heads.get(conversation.case_id or 0, _nothing()),
        }

    reads = views.last_reads(actor(staff), [case.id for case in mine])
    unread = views.unread(actor(staff), [case.id for case in mine])
    return {
        "waiting": [
            {
                **row(asked[h.conversation_id]),
                "reason": h.reason,
                "since": h.requested_at,
                "waited": (now - h.requested_at).total_seconds(),
                "branch": h.branch_code or heads.get(asked[h.conversation_id].case_id or 0, _nothing())["branch"],
                "owner": staff_names.get(h.owner_id or 0),
                "owner_rule": h.owner_rule,
                "moved": h.moved_reason,
                "call_back_at": h.call_back_at,
                "mine": h.owner_id == staff.id,
                "handoff": h.id,
            }
            for h in requests
            if may_see(staff, asked[h.conversation_id], cases.get(asked[h.conversation_id].case_id or 0), h)
        ],
        "talking": [row(conversation) for conversation in talking],
        "cases": sorted(
            (
                {
                    **heads[case.id],
                    "new": case.id not in reads,
                    "unread": unread.get(case.id, 0) if case.id in reads else 0,
                }
                for case in mine
            ),
            key=lambda one: (not one["new"], not one["unread"], -one["since"].timestamp()),
        ),
        "live": [row(c) for c in live if may_see(staff, c, cases.get(c.case_id or 0), None)],
        "branch": [{**heads[case.id], "handler": staff_names.get(case.handler_id or 0)} for case in every],
        "every_branch": sees_every_branch(staff),
    }


def bell(uow: UnitOfWork, staff: Staff) -> dict[str, Any]:
    """What the head of every page shows: the requests that wait here, and the new words in my conversations."""
    views = DeskViews(uow.session)
    branches = branches_of(staff)
    requests = [h for h in uow.handoffs.queue(None) if h.owner_id == staff.id or _in_reach(h.branch_code, branches)]
    asked = views.conversations([h.conversation_id for h in requests])
    cases = views.cases({c.case_id for c in asked.values() if c.case_id is not None})
    waiting = [
        h.id
        for h in requests
        if may_see(staff, asked[h.conversation_id], cases.get(asked[h.conversation_id].case_id or 0), h)
    ]
    talking = [c.id for c in uow.conversations.of_handler(staff.id)]
    mine = [case.id for case in uow.cases.for_handler(staff.id, states=_open_states())]
    reads = views.last_reads(actor(staff), mine)
    return {
        "waiting": waiting,
        "words": [f"{m.conversation_id}:{m.seq}" for m in views.last_words(talking).values()],
        "new_cases": [case_id for case_id in mine if case_id not in reads],
    }


def _in_reach(code: str | None, branches: tuple[str, ...] | None) -> bool:
    return branches is None or code is None or code in branches


def _open_states() -> tuple[str, ...]:
    return ("submitted", "accepted", "approved", "in_care", "care_ended", "rehabilitation")


def _branch_cases(uow: UnitOfWork, staff: Staff, branches: tuple[str, ...] | None) -> list[Case]:
    if staff.role not in ("lead", "agent"):
        return []
    found = uow.cases.for_branch(branches, states=_open_states(), limit=200)
    return sorted(found, key=lambda case: (case.handler_id is not None, case.branch_code is not None))


def _nothing() -> dict[str, Any]:
    return {"number": None, "receipt": None, "kind": None, "state": None, "person": "", "what": "", "branch": None}


def _heads(uow: UnitOfWork, views: DeskViews, cases: dict[int, Case]) -> dict[int, dict[str, Any]]:
    """One line about each case, the name masked: lists are read over shoulders."""
    values = views.fields(list(cases), _SHOWN)
    fields = definition().fields
    heads: dict[int, dict[str, Any]] = {}
    for id, case in cases.items():
        shown = {
            name: display.show(fields[name], uow.fields.value_of(row))
            for name, row in values[id].items()
            if row.status == "given" and name in fields
        }
        heads[id] = {
            "number": case.number,
            "receipt": case.receipt_number,
            "kind": case.kind,
            "state": case.state,
            "person": mask_name(shown.get("worker.name", "")),
            "what": " · ".join(shown[name] for name in _WHAT if shown.get(name)),
            "workplace": shown.get("workplace.name", ""),
            "branch": case.branch_code,
            "since": case.submitted_at or case.created_at,
            "reason": case.assignment_reason,
        }
    return heads


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= PREVIEW else text[: PREVIEW - 1] + "…"
