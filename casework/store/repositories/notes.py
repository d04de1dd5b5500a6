"""Notes of staff on a case."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import CaseNote


class Notes:
    """Repository of `case_notes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, case_id: int, author_id: int, text: str, now: dt.datetime) -> CaseNote:
        """Write a note."""
        note = CaseNote(case_id=case_id, author_id=author_id, text=text, created_at=now)
        self._session.add(note)
        self._session.flush()
        return note

    def of_case(self, case_id: int) -> list[CaseNote]:
        """The notes of a case, oldest first."""
        return list(self._session.scalars(select(CaseNote).where(CaseNote.case_id == case_id).order_by(CaseNote.id)))
