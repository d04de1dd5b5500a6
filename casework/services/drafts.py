"""Drafts: make one, and find it again with its number and the birth date."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence

from casework.domain.errors import DraftLocked, DraftNotFound
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation

TRIES = 3
LOCK = dt.timedelta(minutes=15)


def create(uow: UnitOfWork, now: dt.datetime, conversation: Conversation, kind: str) -> Case:
    """A draft of `kind` for the conversation, with a number that cannot be guessed from another."""
    number = _number()
    while uow.cases.by_number(number) is not None:
        number = _number()
    case = uow.cases.create(kind, number, now)
    conversation.case_id = case.id
    uow.audit.add("worker", "case.created", now, case_id=case.id, conversation_id=conversation.id, kind=kind)
    return case


def _number() -> str:
    digits = f"{secrets.randbelow(10**8):08d}"
    return f"{digits[:4]}-{digits[4:]}"


def set_birth_hash(uow: UnitOfWork, case: Case, birth_date: str, name: str | None) -> None:
    """Keyed hashes by which the draft, and the returning worker, are found."""
    birth = uow.vault.hash("birth", f"{case.number}:{birth_date}")
    person = uow.vault.hash("person", f"{''.join(name.split()).casefold()}:{birth_date}") if name else case.person_hash
    uow.cases.set_person(case, person, birth)


def phone_hash(uow: UnitOfWork, number: str) -> str:
    """The keyed hash of a telephone number, however it is written: 010-…, 010…, +82 10-…."""
    digits = re.sub(r"\D", "", number)
    national = "0" + digits[2:] if digits.startswith("82") and len(digits) >= 10 else digits
    return uow.vault.hash("caller", national)


def of_caller(uow: UnitOfWork, now: dt.datetime, cases: Sequence[Case], birth_date: str, by: str) -> list[Case]:
    """Of the cases of one telephone those with this birth date. Where none fits the wrong try counts for each of them.

    Raises DraftNotFound, DraftLocked. The caller commits even then, as with `find`.
    """
    known = [case for case in cases if case.birth_hash is not None]
    open_ = [case for case in known if case.locked_until is None or now >= case.locked_until]
    right = [case for case in open_ if _fits(uow, case, birth_date)]
    for case in right:
        case.failed_resumes, case.locked_until = 0, None
    if right:
        return right
    for case in open_:
        _wrong_try(uow, now, case, by)
    if known and all(case.locked_until is not None and now < case.locked_until for case in known):
        raise DraftLocked(max(case.locked_until for case in known if case.locked_until is not None))
    raise DraftNotFound("-")


def _fits(uow: UnitOfWork, case: Case, birth_date: str) -> bool:
    return uow.vault.hash("birth", f"{case.number}:{birth_date}") == case.birth_hash


def _wrong_try(uow: UnitOfWork, now: dt.datetime, case: Case, by: str) -> None:
    case.failed_resumes += 1
    uow.audit.add(by, "draft.wrong_try", now, case_id=case.id, tries=case.failed_resumes)
    if case.failed_resumes >= TRIES:
        case.failed_resumes, case.locked_until = 0, now + LOCK


def find(uow: UnitOfWork, now: dt.datetime, number: str, birth_date: str) -> Case:
    """The case with this draft number and birth date.

    Three wrong tries lock the draft for 15 minutes; an unknown number looks the
    same as a wrong birth date. Raises DraftNotFound, DraftLocked. The caller
    commits even then, so that tries are counted.
    """
    case = uow.cases.by_number(number)
    if case is None or case.birth_hash is None:
        raise DraftNotFound(number)
    if case.locked_until is not None and now < case.locked_until:
        raise DraftLocked(case.locked_until)
    if not _fits(uow, case, birth_date):
        _wrong_try(uow, now, case, "worker")
        if case.locked_until is not None and now < case.locked_until:
            raise DraftLocked(case.locked_until)
        raise DraftNotFound(number)
    case.failed_resumes, case.locked_until = 0, None
    return case
