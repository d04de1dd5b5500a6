"""The handler desk at /desk: pages for staff, rendered here; no API.

Every route carries its `access` (connectors/access.py) and passes the door in guard.py.
"""

from __future__ import annotations

from sanic import Blueprint

from connectors import console
from connectors.desk import (
    absences,
    cases,
    conversations,
    figures,
    files,
    guard,
    learn,
    live,
    papers,
    queue,
    sign_in,
    staff,
)


def blueprint() -> Blueprint:
    """All routes under /desk. Needs app.ctx: store, kit, events, in_thread, settings."""
    desk = Blueprint("desk", url_prefix="/desk")
    guard.install(desk)
    for part in (sign_in, queue, cases, files, papers, conversations, absences, staff, figures, learn, live, console):
        part.install(desk)
    return desk
