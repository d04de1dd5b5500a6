"""What the console's routes share: who may, the parts of the page that changed, and what a text means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanic import HTTPResponse, Request

from casework.branches import gazetteer
from casework.domain.errors import CaseworkError
from casework.domain.understanding import Understanding
from casework.korean.entities import extract
from casework.services.console import calls
from casework.services.console import page as pages
from casework.services.console.context import OnCall
from casework.services.desk import DeskError
from casework.services.hours import KOREA
from connectors import access, work
from connectors.desk.notices import explain
from connectors.desk.pages import page
from connectors.engine_client import EngineFailed

ANSWERING = access.staff("agent", "lead")
NOTHING = Understanding((), ())
Act = Callable[[OnCall], Any]


async def in_call(request: Request, id: str, act: Act) -> Any:
    """Do `act` in the agent's own call, in one transaction."""
    me = request.ctx.signed_in.staff
    return await work.writing(request, lambda uow, kit, now: calls.change(uow, kit, now, me, id, act))


async def change(request: Request, id: str, act: Act) -> HTTPResponse:
    """Do `act` and show what the call looks like then, with what it returns as a notice.

    A refusal is shown with the page as it stands.
    """
    try:
        notice = await in_call(request, id, act)
    except (DeskError, CaseworkError) as error:
        return await refused(request, id, error)
    return await parts(request, id, notice=notice)


async def refused(request: Request, id: str, error: DeskError | CaseworkError) -> HTTPResponse:
    """The page as it stands, and why nothing was done."""
    notice, values, status = explain(error)
    return await parts(request, id, status, notice=notice, notice_values=values)


async def parts(request: Request, id: str, status: int = 200, **values: Any) -> HTTPResponse:
    """The changing parts of the page."""
    me = request.ctx.signed_in.staff
    view = await work.reading(request, lambda uow, kit, now: pages.work(uow, kit, now, me, id))
    return page(request, "_console_work.html", status, **view, **values)


async def understand(request: Request, text: str) -> Understanding:
    """What a text without identifiers means at this moment."""
    if not text.strip():
        return NOTHING
    at = work.now()
    try:
        return await request.app.ctx.engine.understand(text, at)
    except EngineFailed:
        found = await request.app.ctx.in_thread(lambda: tuple(extract(text, at.astimezone(KOREA), gazetteer())))
        return Understanding((), found)
