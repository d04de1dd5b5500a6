"""People of the desk: adding, disabling and resetting them, and being on duty."""

from __future__ import annotations

import datetime as dt
import re

from casework.domain import duty
from casework.services import passwords, reassigning, routing
from casework.store.database import UnitOfWork
from casework.store.models import Staff
from casework.words import Words

ROLES = ("agent", "handler", "lead", "admin")
FIRST_ADMIN = "admin"

_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")


class StaffError(Exception):
    """A change that cannot be made. `problem` is an id whose words stand in the desk's templates."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def add(
    uow: UnitOfWork,
    now: dt.datetime,
    *,
    login: str,
    name: str,
    role: str,
    branch_code: str | None = None,
    team: str | None = None,
    phone: str | None = None,
    capacity: int = 30,
    chat_capacity: int = 5,
    duty_hours: str | None = None,
    email: str | None = None,
    by: str = "system",
) -> str:
    """Add someone and return the one-time password, which is kept nowhere.

    `branch_code` None is for the administration, the call centre's agents and leads above all branches.
    Raises StaffError: bad_login, bad_name, bad_role, bad_capacity, bad_hours, bad_email,
    branch_needed, login_taken.
    """
    login, name = login.strip().lower(), " ".join(name.split())
    if not _LOGIN.fullmatch(login):
        raise StaffError("bad_login")
    if not 1 <= len(name) <= 40:
        raise StaffError("bad_name")
    if role not in ROLES:
        raise StaffError("bad_role")
    if not (0 <= capacity <= 500 and 0 <= chat_capacity <= 50):
        raise StaffError("bad_capacity")
    if duty_hours:
        try:
            duty.parse_hours(duty_hours)
        except ValueError:
            raise StaffError("bad_hours") from None
    if email and not _EMAIL.fullmatch(email):
        raise StaffError("bad_email")
    if branch_code is None and role == "handler":
        raise StaffError("branch_needed")
    if uow.staff.by_login(login) is not None:
        raise StaffError("login_taken")
    password = passwords.one_time()
    person = uow.staff.create(
        login,
        name,
        role,
        passwords.hash_of(password),
        now,
        branch_code=branch_code,
        team=team or None,
        phone=phone or None,
        capacity=capacity,
        on_duty=role != "admin",
        must_change_password=True,
    )
    person.chat_capacity, person.duty_hours, person.email = chat_capacity, duty_hours or None, email or None
    uow.audit.add(by, "staff.added", now, staff_id=person.id, login=login, role=role)
    return password


def ensure_first_admin(uow: UnitOfWork, now: dt.datetime, *, name: str = "관리자") -> str | None:
    """Create the first administrator and return the password once; None when there is one already."""
    if any(person.role == "admin" for person in uow.staff.all()):
        return None
    return add(uow, now, login=FIRST_ADMIN, name=name, role="admin")


def disable(uow: UnitOfWork, words: Words, now: dt.datetime, login: str, *, by: str = "system") -> None:
    """Let someone in no more, sign them out everywhere and pass their open conversations on.

    Raises StaffError: unknown, yourself, last_admin.
    """
    person = _person(uow, login)
    if by == actor(person):
        raise StaffError("yourself")
    if person.role == "admin" and len([p for p in uow.staff.all() if p.role == "admin" and p.active]) == 1:
        raise StaffError("last_admin")
    person.active = False
    person.on_duty = False
    uow.staff.end_sessions(person.id)
    uow.audit.add(by, "staff.disabled", now, staff_id=person.id, login=person.login)
    reassigning.away(uow, words, now, person, "disabled")


def enable(uow: UnitOfWork, now: dt.datetime, login: str, *, by: str = "system") -> None:
    """Let someone in again, with the password they had. Raises StaffError: unknown."""
    person = _person(uow, login)
    person.active = True
    uow.audit.add(by, "staff.enabled", now, staff_id=person.id, login=person.login)


def reset(uow: UnitOfWork, now: dt.datetime, login: str, *, by: str = "system") -> str:
    """Give a new one-time password, lift a lock and sign the person out. Raises StaffError: unknown."""
    person = _person(uow, login)
    password = passwords.one_time()
    person.password_hash = passwords.hash_of(password)
    person.must_change_password = True
    person.failed_logins, person.locked_until = 0, None
    uow.staff.end_sessions(person.id)
    uow.audit.add(by, "staff.reset", now, staff_id=person.id, login=person.login)
    return password


def set_on_duty(uow: UnitOfWork, words: Words, now: dt.datetime, staff_id: int, on_duty: bool) -> None:
    """Take part in the assignment of new cases and requests, or not.

    Who goes off duty passes open requests and conversations on, and keeps the
    cases. Raises StaffError: unknown.
    """
    person = uow.staff.for_update(staff_id)
    if person is None or not person.active:
        raise StaffError("unknown")
    if person.on_duty != on_duty:
        person.on_duty = on_duty
        uow.audit.add(actor(person), "staff.duty", now, staff_id=person.id, on=on_duty)
        if not on_duty:
            reassigning.away(uow, words, now, person, "off_duty")
        else:
            person.away_since = None
            uow.session.flush()
            routing.reroute_waiting(uow, now, person.branch_code, "on_duty")


def actor(person: Staff) -> str:
    """The person's name in the audit trail."""
    return f"staff:{person.login}"


def _person(uow: UnitOfWork, login: str) -> Staff:
    known = uow.staff.by_login(login.strip().lower())
    person = uow.staff.for_update(known.id) if known is not None else None
    if person is None:
        raise StaffError("unknown")
    return person
