"""`ieum case NUMBER`."""

from __future__ import annotations

from typing import Any

from casework import branches, clock
from casework.bootstrap import Application
from casework.commands.environment import application
from casework.commands.output import CommandFailed, print_json, print_table, say
from casework.services import display
from casework.store.database import UnitOfWork
from casework.store.models import Case

ACTOR = "cli"


def case(number: str, *, as_json: bool) -> None:
    """Show the case and note the reading in the audit trail. Raises CommandFailed for an unknown number."""
    number = number.strip()
    with application() as app:
        now = clock.now()

        def look(uow: UnitOfWork) -> tuple[dict[str, Any], list[list[str]]] | None:
            found = uow.cases.by_receipt(number) or uow.cases.by_number(number)
            if found is None:
                return None
            uow.audit.add(ACTOR, "case.read", now, case_id=found.id)
            shown = display.rows(uow, app.kit, found, masked=True)
            return describe(uow, app, found), [[row["label"], row["value"] or row["status"]] for row in shown]

        seen = app.store.run(look)
    if seen is None:
        raise CommandFailed(f"{number}: no case has this draft or receipt number")
    description, rows = seen
    print_json(description) if as_json else _print(description, rows)


def describe(uow: UnitOfWork, app: Application, found: Case) -> dict[str, Any]:
    """The case as plain data; sealed values masked."""
    handler = uow.staff.get(found.handler_id)
    branch = branches.by_code(found.branch_code)
    fields = {}
    for name, row in uow.fields.current(found.id).items():
        field = app.kit.definition.fields.get(name)
        value = uow.fields.value_of(row) if row.status == "given" else None
        if field is None or field.sealed:
            value = display.show(field, value, masked=True) if field and value is not None else None
        fields[name] = {
            "value": value,
            "words": row.words,
            "confirmed": row.confirmed_at is not None,
            "status": row.status,
        }
    return {
        "number": found.receipt_number or found.number,
        "draft_number": found.number,
        "receipt_number": found.receipt_number,
        "kind": found.kind,
        "state": found.state,
        "branch": found.branch_code,
        "branch_name": branch.name if branch else None,
        "team": found.team,
        "handler": handler.name if handler else None,
        "fields": fields,
        "missing": [row["id"] for row in display.missing(uow, app.kit, found)],
        "severity": found.severity,
    }


def _print(description: dict[str, Any], rows: list[list[str]]) -> None:
    severity = description["severity"] or {}
    heads = {
        "draft": description["draft_number"],
        "receipt": description["receipt_number"] or "-",
        "kind": description["kind"],
        "state": description["state"],
        "branch": f"{description['branch']} {description['branch_name']}" if description["branch"] else "-",
        "team": description["team"] or "-",
        "handler": description["handler"] or "-",
        "severity": f"{severity.get('level')} ({severity.get('class')})" if severity else "-",
        "missing": ", ".join(description["missing"]) or "-",
    }
    for name, value in heads.items():
        say(f"{name:<9} {value}")
    print_table(["", ""], rows)
