"""The first page and the bell in the head of every page."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services import desk
from casework.services.console import call_backs
from casework.services.desk_access import find_case
from connectors import access, work
from connectors.desk.pages import back_to, page

WORKING = access.staff("agent", "handler", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    async def view(request: Request) -> dict:
        me = request.ctx.signed_in.staff
        return await work.reading(request, lambda uow, kit, now: desk.queue(uow, now, me))

    @blueprint.get("/queue", ctx_access=WORKING)
    async def queue_page(request: Request) -> HTTPResponse:
        return page(request, "queue.html", queue=await view(request), notice=request.args.get("notice"))

    @blueprint.get("/queue/list", ctx_access=WORKING)
    async def queue_list(request: Request) -> HTTPResponse:
        return page(request, "_queue.html", queue=await view(request))

    @blueprint.get("/bell", ctx_access=WORKING)
    async def bell(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff

        def look(uow, kit, now) -> tuple[dict, int]:
            return desk.bell(uow, me), call_backs.due(uow, now, me)

        state, due = await work.reading(request, look)
        return page(request, "_bell.html", bell=state, due=due)

    @blueprint.get("/find", ctx_access=WORKING)
    async def find(request: Request) -> HTTPResponse:
        me, wanted = request.ctx.signed_in.staff, (request.args.get("number") or "").strip()
        try:
            case = await work.reading(request, lambda uow, kit, now: find_case(uow, me, wanted))
        except desk.NotFound:
            return back_to("/desk/queue", "number_not_found")
        return back_to(f"/desk/cases/{case.number}")
