"""Days off with a deputy: one's own, and for leads those of the branch."""

from __future__ import annotations

import datetime as dt

from sanic import Blueprint, HTTPResponse, Request

from casework.services import absences, staff
from connectors import access, work
from connectors.desk.pages import back_to, form, page

LARGEST = 2**31 - 1  # no database takes more
WORKING = access.staff("agent", "handler", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/absences", ctx_access=WORKING)
    async def absence_page(request: Request) -> HTTPResponse:
        return await _list(request, notice=request.args.get("notice"))

    @blueprint.post("/absences", ctx_access=WORKING)
    async def plan_absence(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        given = {name: form(request, name).strip() for name in ("login", "first", "last", "kind", "deputy")}
        try:
            first, last = dt.date.fromisoformat(given["first"]), dt.date.fromisoformat(given["last"] or given["first"])
        except ValueError:
            return await _list(request, 422, notice="bad_day")
        try:
            await work.writing(
                request,
                lambda uow, kit, now: absences.plan(
                    uow, kit.words, now, me, given["login"] or me.login, first=first, last=last, kind=given["kind"],
                    deputy=given["deputy"] or None,
                ),
            )  # fmt: skip
        except staff.StaffError as error:
            return await _list(request, 422, notice=error.problem)
        return back_to("/desk/absences", "absence_planned")

    @blueprint.post("/absences/<id:int>/cancel", ctx_access=WORKING)
    async def cancel_absence(request: Request, id: int) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        try:
            await work.writing(request, lambda uow, kit, now: absences.cancel(uow, now, me, min(id, LARGEST)))
        except staff.StaffError as error:
            return await _list(request, 422, notice=error.problem)
        return back_to("/desk/absences", "absence_cancelled")


async def _list(request: Request, status: int = 200, **values) -> HTTPResponse:
    me = request.ctx.signed_in.staff
    view = await work.reading(request, lambda uow, kit, now: absences.page(uow, now, me))
    return page(request, "absences.html", status, view=view, **values)
