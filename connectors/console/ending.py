"""Hand in, pass on, promise a call back, wrap up."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services.console import call_backs, calls, finishing
from casework.services.console.context import OnCall
from casework.services.desk import DeskError
from connectors import work
from connectors.console.calls import START
from connectors.console.common import ANSWERING, change, refused
from connectors.desk.pages import back_to, form


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.post("/console/<id:str>/submit", ctx_access=ANSWERING)
    async def console_submit(request: Request, id: str) -> HTTPResponse:
        return await change(request, id, _submit)

    @blueprint.post("/console/<id:str>/transfer", ctx_access=ANSWERING)
    async def console_transfer(request: Request, id: str) -> HTTPResponse:
        briefing = form(request, "briefing")
        return await change(request, id, lambda on: _told(finishing.transfer(on, briefing), "call_passed_on"))

    @blueprint.post("/console/<id:str>/call-back", ctx_access=ANSWERING)
    async def console_call_back(request: Request, id: str) -> HTTPResponse:
        given = {
            "when": form(request, "when")[:40],
            "number": form(request, "number")[:40],
            "note": form(request, "note"),
        }
        by_handler = form(request, "by") == "handler"
        return await change(
            request, id, lambda on: _told(call_backs.book(on, by_handler=by_handler, **given), "call_back_booked")
        )

    @blueprint.post("/console/<id:str>/end", ctx_access=ANSWERING)
    async def console_wrap_up(request: Request, id: str) -> HTTPResponse:
        me, reason = request.ctx.signed_in.staff, form(request, "reason")
        try:
            await work.writing(request, lambda uow, kit, now: calls.wrap_up(uow, kit, now, me, id, reason))
        except DeskError as error:
            return await refused(request, id, error)
        return back_to(START, "call_ended")


def _submit(on: OnCall) -> str:
    finishing.submit(on)
    return "claim_submitted"


def _told(done: object, notice: str) -> str:
    return notice
