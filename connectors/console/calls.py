"""The start page, one call's page, beginning and taking a call, the agent's own speed."""

from __future__ import annotations

import json
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty

from casework.domain.errors import CaseworkError
from casework.services.console import calls, speed
from casework.services.console import page as pages
from casework.services.desk import DeskError
from connectors import work
from connectors.console.common import ANSWERING, parts
from connectors.desk.notices import explain
from connectors.desk.pages import back_to, form, page

START = "/desk/console"


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/console", ctx_access=ANSWERING)
    async def console(request: Request) -> HTTPResponse:
        return await _start(request, notice=request.args.get("notice"))

    @blueprint.get("/console/list", ctx_access=ANSWERING)
    async def console_list(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        view = await work.reading(request, lambda uow, kit, now: pages.start(uow, kit, now, me))
        return page(request, "_console_list.html", **view)

    @blueprint.post("/console/calls", ctx_access=ANSWERING)
    async def console_begin_call(request: Request) -> HTTPResponse:
        me, number, client_id = (
            request.ctx.signed_in.staff,
            form(request, "number")[:40],
            form(request, "client_id")[:64],
        )
        begun = await work.writing(
            request, lambda uow, kit, now: calls.begin(uow, kit, now, me, client_id or number, number)
        )
        return back_to(f"{START}/{begun.id}")

    @blueprint.post("/console/<id:str>/take", ctx_access=ANSWERING)
    async def console_take_call(request: Request, id: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        try:
            taken = await work.writing(request, lambda uow, kit, now: calls.take(uow, kit, now, me, id))
        except (DeskError, CaseworkError) as error:
            notice, values, status = explain(error)
            return await _start(request, status, notice=notice, notice_values=values)
        return back_to(f"{START}/{taken.id}")

    @blueprint.get("/console/speed", ctx_access=ANSWERING)
    async def console_own_speed(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        view = await work.reading(request, lambda uow, kit, now: speed.of(uow, now, me))
        return page(request, "console_speed.html", speed=view)

    _install_call(blueprint)


def _install_call(blueprint: Blueprint) -> None:
    """The page of one call."""

    @blueprint.get("/console/<id:str>", ctx_access=ANSWERING)
    async def console_call_page(request: Request, id: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        view = await work.writing(request, lambda uow, kit, now: pages.call(uow, kit, now, me, id))
        return page(request, "console_call.html", notice=request.args.get("notice"), **view)

    @blueprint.get("/console/<id:str>/parts", ctx_access=ANSWERING)
    async def console_call_parts(request: Request, id: str) -> HTTPResponse:
        return await parts(request, id)

    @blueprint.post("/console/<id:str>/keep", ctx_access=ANSWERING)
    async def console_keep(request: Request, id: str) -> HTTPResponse:
        me, typed, keys = request.ctx.signed_in.staff, _typed(form(request, "typed")), form(request, "keys")
        count = int(keys) if keys.isascii() and keys.isdigit() and len(keys) < 8 else 0
        try:
            await work.writing(request, lambda uow, kit, now: calls.keep(uow, me, id, typed, count))
        except DeskError:
            return empty(422)
        return empty()


async def _start(request: Request, status: int = 200, **values: Any) -> HTTPResponse:
    me = request.ctx.signed_in.staff
    view = await work.reading(request, lambda uow, kit, now: pages.start(uow, kit, now, me))
    return page(request, "console.html", status, **view, **values)


def _typed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
