"""The demonstration: staff of a few branches and some cases, from the files under demo/.

Everything goes through the use cases that real claims go through. Loading it
again adds only what is missing, so it never doubles anything.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework import branches
from casework.domain import assignment
from casework.parameters import read_strict
from casework.services import drafts, handoff, passwords, submission
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case

ACTOR = "demo"
CHANNEL = "web"


class DemoError(ValueError):
    """A file under demo/ is wrong; the message names the entry."""


@dataclass
class Loaded:
    """What was added. `password` is that of every person added now; it is kept nowhere."""

    password: str | None = None
    staff: list[dict[str, Any]] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Plain data; each person with the password."""
        people = [person | {"password": self.password} for person in self.staff]
        return {"staff": people, "cases": self.cases}


def load(uow: UnitOfWork, kit: Kit, now: dt.datetime, folder: Path) -> Loaded:
    """Add the people and cases that are not there yet. Raises DemoError for a faulty file."""
    loaded = Loaded()
    _add_staff(uow, now, read_strict(folder / "staff.yaml"), loaded)
    for row in read_strict(folder / "cases.yaml")["cases"]:
        number = _add_case(uow, kit, now, row)
        if number is not None:
            loaded.cases.append(number)
    return loaded


def _add_staff(uow: UnitOfWork, now: dt.datetime, document: dict[str, Any], loaded: Loaded) -> None:
    missing = [row for row in document["staff"] if uow.staff.by_login(row["login"]) is None]
    if not missing:
        return
    loaded.password = passwords.one_time()
    password_hash = passwords.hash_of(loaded.password)
    for row in missing:
        code = row.get("branch")
        if code is not None and branches.by_code(code) is None:
            raise DemoError(f"staff.yaml: {row['login']}: no branch {code}")
        # Straight to the table: these people share one password, and an agent of the call centre has no branch.
        person = uow.staff.create(
            row["login"],
            row["name"],
            row["role"],
            password_hash,
            now,
            branch_code=code,
            team=assignment.TEAM_COUNSELLING if row["role"] == "handler" else None,
            phone=row.get("phone"),
            capacity=row.get("capacity", 30),
            on_duty=row.get("on_duty", True),
        )
        person.chat_capacity = row.get("chats", 5)
        uow.audit.add(ACTOR, "staff.added", now, staff_id=person.id, login=person.login, role=person.role)
        loaded.staff.append({"login": person.login, "name": person.name, "role": person.role, "branch": code})
    _set_deputies(uow, document["staff"])


def _set_deputies(uow: UnitOfWork, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if row.get("deputy"):
            person, deputy = uow.staff.by_login(row["login"]), uow.staff.by_login(row["deputy"])
            if deputy is None:
                raise DemoError(f"staff.yaml: {row['login']}: no deputy {row['deputy']}")
            person.deputy_id = person.deputy_id or deputy.id


def _add_case(uow: UnitOfWork, kit: Kit, now: dt.datetime, row: dict[str, Any]) -> str | None:
    """The number of the new case; None if it is there already."""
    # The id is made of the entry's name: that is how a second loading knows it.
    conversation_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"ieum-demo:{row['id']}"))
    if uow.conversations.get(conversation_id) is not None:
        return None
    began = now - dt.timedelta(hours=row["hours_ago"])
    nobody = hashlib.sha256(secrets.token_bytes(32)).hexdigest()  # no worker's page can open it
    conversation = uow.conversations.create(conversation_id, CHANNEL, nobody, began)
    case = drafts.create(uow, began, conversation, row["kind"])
    asked = _write_messages(uow, began, conversation, row["messages"])
    _fill(uow, kit, began, case, row, asked)
    if row["submitted"]:
        submission.submit(uow, kit, began + dt.timedelta(minutes=20), case)
    if row.get("waiting_for"):
        handoff.request(uow, kit.words, now - dt.timedelta(minutes=4), conversation, row["waiting_for"])
    return case.receipt_number or case.number


def _write_messages(uow: UnitOfWork, began: dt.datetime, conversation: Any, rows: list[Any]) -> int:
    """Write the conversation a minute apart; returns the id of the worker's first message."""
    first = 0
    for minute, row in enumerate(rows):
        (sender, text), *_ = row.items()
        at = began + dt.timedelta(minutes=minute)
        message = uow.messages.append(conversation, sender, "text", text, at)
        if sender == "worker":
            message.answered_at = at
            first = first or message.id
    return first


def _fill(uow: UnitOfWork, kit: Kit, began: dt.datetime, case: Case, row: dict[str, Any], message_id: int) -> None:
    for name, value in row["fields"].items():
        definition = kit.definition.fields.get(name)
        if definition is None:
            raise DemoError(f"cases.yaml: {row['id']}: no field {name}")
        if value == "$day":
            value = began.date().isoformat()
        uow.fields.put(
            case,
            name,
            value=value,
            words=str(value) if definition.type in ("text", "story", "address") else None,
            message_id=message_id,
            channel=CHANNEL,
            confidence=0.9,
            sealed=definition.sealed,
            now=began,
        )
    birth_date, name = row["fields"].get("worker.birth_date"), row["fields"].get("worker.name")
    if birth_date:
        drafts.set_birth_hash(uow, case, birth_date, name)
