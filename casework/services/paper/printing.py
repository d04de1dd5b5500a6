"""Print a form or the receipt of a case. Sealed values are opened here, for this moment, and the act is in the audit."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from casework.services import display, submission
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.services.paper.filling import UNSURE, Filling, Known
from casework.services.paper.layout import FOLDER, FORMS, layout, read
from casework.services.parties import handler_card
from casework.services.summary import fonts
from casework.store.database import UnitOfWork
from casework.store.models import Case

RECEIPT = "receipt"
MOST_MISSING = 8  # on the receipt; it has one page


class UnknownPaper(LookupError):
    """No paper of this name belongs to a case of this kind."""


class NotYet(LookupError):
    """There is no receipt before the claim is handed in."""


@dataclass(frozen=True)
class Sheet:
    """What is to be printed. `file` is a name without anything personal in it."""

    template: str
    data: dict[str, Any]
    file: str

    def as_pdf(self, root: Path) -> bytes:
        """The PDF, in the pages' own typeface from below `root`. Takes no database."""
        return typst.compile(
            str(FOLDER / f"{self.template}.typ"),
            font_paths=[str(path) for path in fonts(root)],
            sys_inputs={"data": json.dumps(self.data, ensure_ascii=False)},
        )


def available(case: Case) -> list[dict[str, str]]:
    """The papers of a case: name, the words of its button, the file's name. The receipt comes first, once there is one."""
    receipts = [(RECEIPT, read(RECEIPT)["button"], read(RECEIPT)["file"])] if case.receipt_number else []
    forms = [(f.name, f.button, f.file) for f in map(layout, FORMS) if case.kind in f.kinds]
    return [{"name": name, "label": label, "file": _file(file, case)} for name, label, file in [*receipts, *forms]]


def print_(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case, name: str, by: str, conversation_id: str | None = None
) -> Sheet:
    """The paper called `name`, one of `available`. Raises UnknownPaper, NotYet."""
    if name == RECEIPT:
        return receipt(uow, kit, now, case, by, conversation_id)
    return form(uow, kit, now, case, name, by, conversation_id)


def form(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case, name: str, by: str, conversation_id: str | None = None
) -> Sheet:
    """The form called `name`, filled in; `by` is the actor of the audit. Raises UnknownPaper."""
    if name not in FORMS or case.kind not in layout(name).kinds:
        raise UnknownPaper(name)
    filling = Filling(kit.definition, case.kind, _known(uow, kit, case))
    data = filling.form(layout(name)) | _head(now, case)
    _note(uow, kit, now, case, name, by, conversation_id, filling.opened)
    return Sheet("form", data, _file(layout(name).file, case))


def receipt(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, case: Case, by: str, conversation_id: str | None = None
) -> Sheet:
    """One page that says that the claim was taken, by whom, and what comes next. Raises NotYet."""
    if case.receipt_number is None or case.submitted_at is None:
        raise NotYet(case.number)
    words = read(RECEIPT)
    death = case.kind == "death"
    which = "death" if death else "claim"
    known = _known(uow, kit, case)
    missing = [row["label"] for row in display.missing(uow, kit, case) if row["id"] not in words["never"][which]]
    days = None if death else submission.processing_days(kit.parameters, now.astimezone(KOREA).date())
    about = words["days"]["known" if days else "unknown"].format(days=days)
    name = known.get("worker.name")
    data = _head(now, case) | {
        "kind": kit.topics[f"report.{case.kind}"].label,
        "death": death,
        "name": name.shown if name else "",
        "handler": handler_card(uow, kit, now, case),
        "steps": [*words["steps"][which], about],
        "keep": words["keep"][which],
        "together": words["together"][which],
        "missing": missing[:MOST_MISSING],
        "more_missing": max(0, len(missing) - MOST_MISSING),
    }
    _note(uow, kit, now, case, RECEIPT, by, conversation_id, {"worker.name"} & set(known))
    return Sheet(RECEIPT, data, _file(words["file"], case))


def _known(uow: UnitOfWork, kit: Kit, case: Case) -> dict[str, Known]:
    """Given values of fields that still belong to the claim; sealed ones in the clear."""
    rows = {name: row for name, row in uow.fields.current(case.id).items() if row.status == "given"}
    values = {name: uow.fields.value_of(row) for name, row in rows.items()}
    known = {}
    for name, row in rows.items():
        field = kit.definition.fields.get(name)
        if field is None or (field.only_if is not None and not field.only_if.holds(values)):
            continue
        shown = display.show(field, values[name])
        if shown:
            known[name] = Known(values[name], shown, row.confidence < UNSURE, row.created_at)
    return known


def _head(now: dt.datetime, case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "receipt_number": case.receipt_number,
        "submitted_at": display.moment(case.submitted_at) if case.submitted_at else "",
        "printed_at": display.moment(now),
    }


def _note(
    uow: UnitOfWork,
    kit: Kit,
    now: dt.datetime,
    case: Case,
    paper: str,
    by: str,
    conversation_id: str | None,
    opened: set[str],
) -> None:
    sealed = sorted(name for name in opened if kit.definition.fields[name].sealed)
    uow.audit.add(by, "paper.printed", now, case.id, conversation_id, paper=paper, opened=sealed)


def _file(label: str, case: Case) -> str:
    return f"{label}-{case.receipt_number or case.number}.pdf"
