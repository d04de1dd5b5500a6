"""Cases: find, list, set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.store.models import Case, CasePhone

ENDED = ("rejected", "closed", "withdrawn")


class Cases:
    """Repository of `cases`. "Open" is every state but those in ENDED."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, kind: str, number: str, now: dt.datetime) -> Case:
        """A new draft. Raises sqlalchemy IntegrityError if `number` is taken."""
        case = Case(kind=kind, number=number, state="draft", failed_resumes=0, created_at=now)
        self._session.add(case)
        self._session.flush()
        return case

    def get(self, id: int) -> Case | None:
        """The case with this id."""
        return self._session.get(Case, id)

    def for_update(self, id: int) -> Case | None:
        """The newest state of the case, locked until the commit."""
        return self._session.get(Case, id, with_for_update=True, populate_existing=True)

    def by_number(self, number: str) -> Case | None:
        """The case with this draft number."""
        return self._session.scalar(select(Case).where(Case.number == number))

    def by_receipt(self, number: str) -> Case | None:
        """The case with this receipt number."""
        return self._session.scalar(select(Case).where(Case.receipt_number == number))

    def open_of_person(self, person_hash: str) -> list[Case]:
        """The open cases of a person, newest first."""
        return [case for case in self.of_person(person_hash) if case.state not in ENDED]

    def of_person(self, person_hash: str) -> list[Case]:
        """All cases of a person, newest first."""
        query = select(Case).where(Case.person_hash == person_hash)
        return list(self._session.scalars(query.order_by(Case.created_at.desc(), Case.id.desc())))

    def add_phone(self, case: Case, phone_hash: str) -> None:
        """A telephone number, keyed, under which the case may be found."""
        if self._session.get(CasePhone, (phone_hash, case.id)) is None:
            self._session.add(CasePhone(phone_hash=phone_hash, case_id=case.id))
            self._session.flush()

    def of_phones(self, hashes: Collection[str]) -> list[Case]:
        """Open cases of these telephone numbers, newest first."""
        query = select(Case).join(CasePhone, CasePhone.case_id == Case.id)
        query = query.where(CasePhone.phone_hash.in_(hashes), Case.state.not_in(ENDED)).distinct()
        return list(self._session.scalars(query.order_by(Case.created_at.desc(), Case.id.desc())))

    def open_load(self, staff_ids: Collection[int]) -> dict[int, int]:
        """How many open cases each of these handlers has; 0 where none."""
        query = select(Case.handler_id, func.count()).where(Case.handler_id.in_(staff_ids), Case.state.not_in(ENDED))
        load = dict.fromkeys(staff_ids, 0)
        for staff_id, count in self._session.execute(query.group_by(Case.handler_id)):
            load[staff_id] = count
        return load

    def for_branch(
        self,
        branch_codes: Collection[str] | None,
        *,
        states: Collection[str] | None = None,
        limit: int = 200,
    ) -> list[Case]:
        """Cases of these branches (None: all), newest first."""
        query = select(Case)
        if branch_codes is not None:
            query = query.where(Case.branch_code.in_(branch_codes))
        if states is not None:
            query = query.where(Case.state.in_(states))
        return list(self._session.scalars(query.order_by(Case.created_at.desc(), Case.id.desc()).limit(limit)))

    def for_handler(self, staff_id: int, *, states: Collection[str] | None = None) -> list[Case]:
        """Cases of this handler, newest first; open ones unless `states` says which."""
        query = select(Case).where(Case.handler_id == staff_id)
        query = query.where(Case.state.not_in(ENDED) if states is None else Case.state.in_(states))
        return list(self._session.scalars(query.order_by(Case.created_at.desc(), Case.id.desc())))

    def set_state(self, case: Case, state: str, now: dt.datetime, *, reason: str | None = None) -> None:
        """Write the state and the times that go with it; the caller has checked the change."""
        case.state = state
        if state == "submitted" and case.submitted_at is None:
            case.submitted_at = now
        if state in ENDED:
            case.closed_at = now
            case.close_reason = reason
        self._session.flush()

    def set_receipt(self, case: Case, number: str) -> None:
        """Give the receipt number. Raises sqlalchemy IntegrityError if it is taken."""
        case.receipt_number = number
        self._session.flush()

    def set_person(self, case: Case, person_hash: str | None, birth_hash: str | None) -> None:
        """The keyed hashes by which this worker's cases and draft are found."""
        case.person_hash = person_hash
        case.birth_hash = birth_hash
        self._session.flush()

    def set_assignment(
        self, case: Case, *, branch_code: str | None, team: str | None, handler_id: int | None, reason: str
    ) -> None:
        """Who has the case, and by which rule."""
        case.branch_code = branch_code
        case.team = team
        case.handler_id = handler_id
        case.assignment_reason = reason
        self._session.flush()

    def set_severity(self, case: Case, severity: dict[str, Any]) -> None:
        """The proposed or confirmed severity with its reasons."""
        case.severity = dict(severity)
        self._session.flush()
