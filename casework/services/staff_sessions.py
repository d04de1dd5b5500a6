"""Signing in to the desk and out again."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from casework.services import passwords
from casework.services.staff import StaffError, actor
from casework.store.database import Store, UnitOfWork
from casework.store.models import Staff

LONGEST = dt.timedelta(hours=12)
IDLE = dt.timedelta(hours=2)
TRIES = 5
LOCKED_FOR = dt.timedelta(minutes=15)
# `seen_at` need not be exact to the second, and each page would be a write otherwise.
_SEEN_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class SignedIn:
    """Who is behind a request. `seen_long_ago` asks the caller for `touch`."""

    staff: Staff
    csrf: str
    seen_long_ago: bool


@dataclass(frozen=True)
class Opened:
    """A new sign-in: `secret` goes into the browser's cookie and nowhere else."""

    secret: str
    csrf: str
    expires_at: dt.datetime


def authenticate(store: Store, now: dt.datetime, login: str, password: str) -> Staff | None:
    """The person if login and password fit, else None whatever the cause.

    Five wrong tries lock the login for 15 minutes. Each try is counted before
    it is checked, so that many at once get no more than five; the slow check
    itself runs outside any transaction and holds no lock of the database.
    """
    with store.write() as uow:
        staff_id, password_hash = _begin_try(uow, now, login)
    if not passwords.matches(password_hash, password) or staff_id is None:
        return None
    renewed = passwords.hash_of(password) if passwords.is_outdated(password_hash or "") else None
    with store.write() as uow:
        person = uow.staff.for_update(staff_id)
        if person is None or not person.active or person.password_hash != password_hash:
            return None
        person.failed_logins, person.locked_until = 0, None
        if renewed is not None:
            person.password_hash = renewed
        uow.audit.add(actor(person), "staff.signed_in", now, staff_id=person.id)
        return person


def _begin_try(uow: UnitOfWork, now: dt.datetime, login: str) -> tuple[int | None, str | None]:
    known = uow.staff.by_login(login.strip().lower()[:40])
    person = uow.staff.for_update(known.id) if known is not None else None
    if person is None or not person.active:
        # No login here: people type passwords into the wrong box.
        uow.audit.add("anonymous", "staff.sign_in_tried", now)
        return None, None
    uow.audit.add("anonymous", "staff.sign_in_tried", now, staff_id=person.id)
    if person.locked_until is not None and person.locked_until > now:
        return None, None
    person.failed_logins += 1
    if person.failed_logins >= TRIES:
        person.failed_logins, person.locked_until = 0, now + LOCKED_FOR
        uow.audit.add("system", "staff.locked", now, staff_id=person.id)
    return person.id, person.password_hash


def open_session(uow: UnitOfWork, now: dt.datetime, staff_id: int) -> Opened:
    """Sign a browser in for at most 12 hours."""
    uow.staff.drop_expired_sessions(now)
    opened = Opened(secrets.token_urlsafe(32), secrets.token_hex(32), now + LONGEST)
    uow.staff.add_session(_hash(uow, opened.secret), staff_id, opened.csrf, now, opened.expires_at)
    return opened


def session_of(uow: UnitOfWork, now: dt.datetime, secret: str | None) -> SignedIn | None:
    """Who holds `secret`; None after 12 hours, after 2 idle ones, or once the person is disabled."""
    if not secret:
        return None
    session = uow.staff.session(_hash(uow, secret), now)
    if session is None or session.seen_at + IDLE <= now:
        return None
    person = uow.staff.get(session.staff_id)
    if person is None or not person.active:
        return None
    return SignedIn(person, session.csrf, session.seen_at + _SEEN_EVERY <= now)


def touch(uow: UnitOfWork, now: dt.datetime, secret: str) -> None:
    """The person has just done something: the idle time starts anew."""
    session = uow.staff.session(_hash(uow, secret), now)
    if session is not None:
        session.seen_at = max(session.seen_at, now)


def end_session(uow: UnitOfWork, now: dt.datetime, secret: str) -> None:
    """Sign this browser out."""
    session = uow.staff.session(_hash(uow, secret), now)
    person = uow.staff.get(session.staff_id) if session is not None else None
    if person is not None:
        uow.audit.add(actor(person), "staff.signed_out", now, staff_id=person.id)
    uow.staff.end_session(_hash(uow, secret))


def change_password(store: Store, now: dt.datetime, staff_id: int, current: str, new: str) -> Opened:
    """Set a new password, end every sign-in of the person and open one for this browser.

    Raises StaffError: wrong_password, same_password, or an id of passwords.problem.
    """
    with store.read() as uow:
        person = uow.staff.get(staff_id)
    if person is None or not passwords.matches(person.password_hash, current):
        raise StaffError("wrong_password")
    if wrong := passwords.problem(new, person.login):
        raise StaffError(wrong)
    if new == current:
        raise StaffError("same_password")
    new_hash = passwords.hash_of(new)
    with store.write() as uow:
        fresh = uow.staff.for_update(staff_id)
        if fresh is None or fresh.password_hash != person.password_hash:
            raise StaffError("wrong_password")
        fresh.password_hash, fresh.must_change_password = new_hash, False
        uow.staff.end_sessions(staff_id)
        uow.audit.add(actor(fresh), "staff.password_changed", now, staff_id=staff_id)
        return open_session(uow, now, staff_id)


def _hash(uow: UnitOfWork, secret: str) -> str:
    return uow.vault.hash("staff_session", secret)
