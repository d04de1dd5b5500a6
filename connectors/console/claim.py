"""The claim form, field by field."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services import inbox
from casework.services.console import filling, finishing
from connectors.console.common import ANSWERING, NOTHING, change, understand
from connectors.desk.pages import form


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.post("/console/<id:str>/kind", ctx_access=ANSWERING)
    async def console_kind(request: Request, id: str) -> HTTPResponse:
        chosen = form(request, "kind")
        return await change(request, id, lambda on: filling.open_claim(on, chosen))

    @blueprint.post("/console/<id:str>/fields/<field:str>", ctx_access=ANSWERING)
    async def console_fill(request: Request, id: str, field: str) -> HTTPResponse:
        text = form(request, "text")[: inbox.LONGEST]
        known = request.app.ctx.kit.definition.fields.get(field)
        private = known is None or filling.is_private(known)
        meant = NOTHING if private else await understand(request, filling.plain(text))
        return await change(request, id, lambda on: filling.fill(on, field, text, meant))

    @blueprint.post("/console/<id:str>/unknown/<field:str>", ctx_access=ANSWERING)
    async def console_unknown(request: Request, id: str, field: str) -> HTTPResponse:
        return await change(request, id, lambda on: filling.leave_open(on, field))

    @blueprint.post("/console/<id:str>/optional", ctx_access=ANSWERING)
    async def console_optional(request: Request, id: str) -> HTTPResponse:
        wanted = form(request, "on") == "1"
        return await change(request, id, lambda on: finishing.ask_optional(on, wanted))
