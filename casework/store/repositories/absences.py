"""Planned absences of staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import Absence


class Absences:
    """Repository of `absences`. Cancelled ones stay in the table and are found nowhere but by id."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: Absence) -> Absence:
        """A new one."""
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, id: int) -> Absence | None:
        """The absence with this id."""
        return self._session.get(Absence, id)

    def from_day(self, staff_ids: Collection[int], day: dt.date) -> list[Absence]:
        """Those of these people that end on the day or later, in order."""
        query = select(Absence).where(
            Absence.staff_id.in_(staff_ids), Absence.last_day >= day, Absence.cancelled_at.is_(None)
        )
        return list(self._session.scalars(query.order_by(Absence.first_day, Absence.id)))

    def on(self, day: dt.date, staff_ids: Collection[int]) -> dict[int, Absence]:
        """Who of these people is away on the day."""
        return {row.staff_id: row for row in self.from_day(staff_ids, day) if row.first_day <= day}

    def beginning(self, day: dt.date) -> list[Absence]:
        """Those that have begun by the day and whose work nobody has passed on yet."""
        query = select(Absence).where(
            Absence.last_day >= day,
            Absence.first_day <= day,
            Absence.begun_at.is_(None),
            Absence.cancelled_at.is_(None),
        )
        return list(self._session.scalars(query.order_by(Absence.id)))
