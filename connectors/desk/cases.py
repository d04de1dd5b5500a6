"""The case page: fields with evidence, notes, closing."""

from __future__ import annotations

from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request

from casework.domain.errors import CaseworkError
from casework.services import desk
from connectors import access, work
from connectors.desk.notices import explain
from connectors.desk.pages import back_to, form, is_htmx, page

WORKING = access.staff("agent", "handler", "lead")
DECIDING = access.staff("handler", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/cases/<number:str>", ctx_access=WORKING)
    async def case_page(request: Request, number: str) -> HTTPResponse:
        return await _whole(request, number, notice=request.args.get("notice"))

    @blueprint.get("/cases/<number:str>/facts", ctx_access=WORKING)
    async def facts(request: Request, number: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        view = await work.writing(request, lambda uow, kit, now: desk.case_facts(uow, now, me, number))
        return page(request, "_facts.html", **view)

    @blueprint.post("/cases/<number:str>/reveal/<row:int>", ctx_access=WORKING)
    async def reveal(request: Request, number: str, row: int) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        shown = await work.writing(request, lambda uow, kit, now: desk.reveal(uow, now, me, number, row))
        return page(request, "_revealed.html", **shown)

    @blueprint.post("/cases/<number:str>/notes", ctx_access=WORKING)
    async def add_note(request: Request, number: str) -> HTTPResponse:
        me, text, client_id = request.ctx.signed_in.staff, form(request, "text"), form(request, "client_id")[:64]
        notice, status = None, 200
        try:
            await work.writing(request, lambda uow, kit, now: desk.add_note(uow, now, me, number, text, client_id))
        except desk.DeskError as error:
            notice, status = error.problem, 422
        if not is_htmx(request):
            return back_to(f"/desk/cases/{quote(number)}", notice)
        view = await work.writing(request, lambda uow, kit, now: desk.case_facts(uow, now, me, number))
        draft = text if notice else ""
        return page(request, "_notes.html", status, case=view["case"], notes=view["notes"], notice=notice, draft=draft)

    @blueprint.post("/cases/<number:str>/close", ctx_access=DECIDING)
    async def close_case(request: Request, number: str) -> HTTPResponse:
        me, reason = request.ctx.signed_in.staff, reason_of(request)
        try:
            await work.writing(request, lambda uow, kit, now: desk.close_case(uow, kit.words, now, me, number, reason))
        except (desk.DeskError, CaseworkError) as error:
            notice, values, status = explain(error)
            return await _whole(request, number, status=status, notice=notice, notice_values=values)
        return back_to(f"/desk/cases/{quote(number)}", "case_closed")


async def _whole(request: Request, number: str, status: int = 200, **values) -> HTTPResponse:
    me = request.ctx.signed_in.staff
    view = await work.writing(request, lambda uow, kit, now: desk.case_page(uow, now, me, number))
    return page(request, "case.html", status, **view, **values)


def reason_of(request: Request) -> str:
    """The chosen reason and the words added to it."""
    chosen, added = form(request, "reason").strip(), form(request, "reason_text").strip()
    return f"{chosen} - {added}" if chosen and added else chosen or added
