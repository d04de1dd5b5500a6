"""Who has the desk open, and what becomes of live conversations when somebody has gone for longer than the grace time."""

from __future__ import annotations

import datetime as dt

from casework.services import people, reassigning, routing
from casework.store.database import UnitOfWork
from casework.words import Words

LOST = dt.timedelta(minutes=5)  # a gateway that has said nothing for so long is gone, and the pages with it
SEEN_EVERY = 30.0  # seconds


def opened(uow: UnitOfWork, now: dt.datetime, link: str, staff_id: int, gateway: str) -> None:
    """A desk page has connected. Whoever was away is back, and gets requests that nobody else can take."""
    uow.desk_links.open(link, staff_id, gateway, now)
    person = uow.staff.for_update(staff_id)
    person.left_at = None
    if person.away_since is not None:
        person.away_since = None
        uow.session.flush()
        uow.audit.add("system", "staff.back", now, staff_id=person.id)
        routing.reroute_waiting(uow, now, person.branch_code, "back")


def closed(uow: UnitOfWork, now: dt.datetime, link: str, staff_id: int) -> None:
    """A desk page is gone. With the last one the grace time begins."""
    uow.desk_links.close(link)
    _left(uow, now, staff_id)


def started(uow: UnitOfWork, now: dt.datetime, gateway: str) -> None:
    """A gateway has just started: pages that it held before are not there any more."""
    for staff_id in uow.desk_links.drop(gateway=gateway):
        _left(uow, now, staff_id)


def pass_on(uow: UnitOfWork, words: Words, now: dt.datetime, grace: dt.timedelta) -> int:
    """Give the live conversations of people who left longer than `grace` ago to others; says how many moved."""
    for staff_id in uow.desk_links.drop(before=now - LOST):
        _left(uow, now, staff_id)
    moved = 0
    for staff_id in uow.desk_links.gone_since(now - grace):
        person = uow.staff.for_update(staff_id)
        if person.left_at is None or person.left_at > now - grace:  # back this moment
            continue
        person.away_since = person.away_since or now
        uow.audit.add("system", "staff.gone", now, staff_id=person.id, since=person.left_at.isoformat())
        moved += reassigning.away(uow, words, now, person, people.LOGGED_OUT)
    return moved


def _left(uow: UnitOfWork, now: dt.datetime, staff_id: int) -> None:
    person = uow.staff.for_update(staff_id)
    if uow.desk_links.of(staff_id) == 0 and person.left_at is None:
        person.left_at = now
