"""What was reported, for the worker to read and keep: page data, PDF, transcript."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst

from casework.services import display, submission
from casework.services.kit import Kit
from casework.services.parties import handler_card
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "summary.typ"
KOREA = ZoneInfo("Asia/Seoul")


def of(uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case) -> dict[str, Any]:
    """Everything on the summary. Name and telephone in full, or nobody could see a slip in them."""
    rows = display.rows(uow, kit, case, masked=False)
    sections = [
        {"title": group.label_in(case.kind), "rows": [r for r in rows if r["group"] == group.id]}
        for group in kit.definition.groups.values()
    ]
    handler = handler_card(uow, kit, now, case) if case.state != "draft" else None
    key, values = submission.what_next(kit, case, now.astimezone(KOREA).date())
    return {
        "number": case.number,
        "receipt_number": case.receipt_number,
        "submitted_at": case.submitted_at.astimezone(KOREA).isoformat() if case.submitted_at else None,
        "kind": case.kind,
        "kind_label": kit.topics[f"report.{case.kind}"].label,
        "state": case.state,
        "state_label": kit.words.render(f"utter_state_{case.state}"),
        "branch": case.branch_code,
        "team": case.team,
        "assignment_reason": case.assignment_reason,
        "severity": case.severity,
        "sections": [section for section in sections if section["rows"]],
        "missing": display.missing(uow, kit, case),
        "handler": handler,
        "next": [kit.words.render(key, **values)],
    }


def as_pdf(summary: dict[str, Any], root: Path) -> bytes:
    """The summary as PDF, in the page's own typeface."""
    return typst.compile(
        str(TEMPLATE),
        font_paths=[str(path) for path in fonts(root)],
        sys_inputs={"summary": json.dumps(summary, ensure_ascii=False)},
    )


@lru_cache(maxsize=2)
def fonts(root: Path) -> tuple[Path, ...]:
    """The folders of the typeface that pages and papers share."""
    return tuple({path.parent for path in (root / "node_modules" / "pretendard-gov").rglob("*.otf")})


def transcript(uow: UnitOfWork, kit: Kit, conversation: Conversation) -> str:
    """The conversation as text, in order, with times."""
    lines = []
    seq = 0
    while rows := uow.messages.after(conversation.id, seq):
        for message in rows:
            who = kit.words.render(f"utter_sender_{message.sender}")
            lines.append(f"[{display.moment(message.created_at)}] {who}: {message.text}")
            seq = message.seq
    return "\n".join(lines) + "\n"
