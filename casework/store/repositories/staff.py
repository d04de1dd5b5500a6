"""People who sign in to the desk, and their sign-ins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.store.models import Staff, StaffSession


class StaffMembers:
    """Repository of `staff` and `staff_sessions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(
        self,
        login: str,
        name: str,
        role: str,
        password_hash: str,
        now: dt.datetime,
        *,
        branch_code: str | None = None,
        team: str | None = None,
        phone: str | None = None,
        capacity: int = 30,
        on_duty: bool = True,
        deputy_id: int | None = None,
        must_change_password: bool = False,
    ) -> Staff:
        """A new active person. Raises sqlalchemy IntegrityError if the login is taken."""
        person = Staff(
            login=login,
            name=name,
            role=role,
            branch_code=branch_code,
            team=team,
            phone=phone,
            password_hash=password_hash,
            must_change_password=must_change_password,
            capacity=capacity,
            on_duty=on_duty,
            deputy_id=deputy_id,
            active=True,
            failed_logins=0,
            created_at=now,
        )
        self._session.add(person)
        self._session.flush()
        return person

    def get(self, id: int | None) -> Staff | None:
        """The person with this id; None for None."""
        return None if id is None else self._session.get(Staff, id)

    def by_login(self, login: str) -> Staff | None:
        """The person who signs in with `login`."""
        return self._session.scalar(select(Staff).where(Staff.login == login))

    def for_update(self, id: int) -> Staff | None:
        """The newest state of the person, locked until the commit."""
        return self._session.get(Staff, id, with_for_update=True, populate_existing=True)

    def all(self, branch_codes: Collection[str] | None = None) -> list[Staff]:
        """Everybody of these branches (None: all), by login, the disabled too."""
        query = select(Staff)
        if branch_codes is not None:
            query = query.where(Staff.branch_code.in_(branch_codes))
        return list(self._session.scalars(query.order_by(Staff.login)))

    def on_duty(self, branch_code: str | None, team: str | None = None, role: str | None = None) -> list[Staff]:
        """Active people of a branch (None: of no branch, as the call centre) who are on duty, by id."""
        place = Staff.branch_code.is_(None) if branch_code is None else Staff.branch_code == branch_code
        query = select(Staff).where(place, Staff.active, Staff.on_duty)
        if team is not None:
            query = query.where(Staff.team == team)
        if role is not None:
            query = query.where(Staff.role == role)
        return list(self._session.scalars(query.order_by(Staff.id)))

    def leads(self, branch_code: str | None) -> list[Staff]:
        """Active leads of a branch (None: those above all branches), on duty first, then by id."""
        place = Staff.branch_code.is_(None) if branch_code is None else Staff.branch_code == branch_code
        query = select(Staff).where(Staff.role == "lead", Staff.active, place)
        return list(self._session.scalars(query.order_by(Staff.on_duty.desc(), Staff.id)))

    def add_session(
        self, id_hash: str, staff_id: int, csrf: str, now: dt.datetime, expires_at: dt.datetime
    ) -> StaffSession:
        """A sign-in; `id_hash` is the hash of the browser's secret."""
        signed_in = StaffSession(
            id_hash=id_hash, staff_id=staff_id, csrf=csrf, created_at=now, seen_at=now, expires_at=expires_at
        )
        self._session.add(signed_in)
        self._session.flush()
        return signed_in

    def session(self, id_hash: str, now: dt.datetime) -> StaffSession | None:
        """The sign-in, unless it has expired."""
        found = self._session.get(StaffSession, id_hash)
        return found if found is not None and found.expires_at > now else None

    def end_session(self, id_hash: str) -> None:
        """Sign this browser out."""
        self._session.execute(delete(StaffSession).where(StaffSession.id_hash == id_hash))

    def end_sessions(self, staff_id: int) -> None:
        """Sign the person out everywhere."""
        self._session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))

    def drop_expired_sessions(self, now: dt.datetime) -> None:
        """Forget sign-ins that have expired."""
        self._session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
