"""What was promised to callers: the list of whoever has to call, agent or handler."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services.console import call_backs
from connectors import access, work
from connectors.desk.pages import back_to, page

WORKING = access.staff("agent", "handler", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/call-backs", ctx_access=WORKING)
    async def console_owed(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        rows = await work.reading(request, lambda uow, kit, now: call_backs.rows(uow, now, me))
        return page(request, "call_backs.html", call_backs=rows, notice=request.args.get("notice"))

    @blueprint.post("/call-backs/<row:int>/done", ctx_access=WORKING)
    async def console_called_back(request: Request, row: int) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        await work.writing(request, lambda uow, kit, now: call_backs.called_back(uow, now, me, row))
        return back_to("/desk/call-backs", "call_back_done")
