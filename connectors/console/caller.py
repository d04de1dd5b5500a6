"""Who calls: confirmed by a birth date, then a claim that is open may be taken up."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services.console import matching
from connectors.console.common import ANSWERING, change
from connectors.desk.pages import form


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.post("/console/<id:str>/match", ctx_access=ANSWERING)
    async def console_match(request: Request, id: str) -> HTTPResponse:
        request.app.ctx.limits.check(request, "resume")
        born = form(request, "born")[:40]
        # The notice is returned and not raised: the count of wrong tries must be kept.
        return await change(request, id, lambda on: matching.confirm(on, born))

    @blueprint.post("/console/<id:str>/go-on/<number:str>", ctx_access=ANSWERING)
    async def console_go_on(request: Request, id: str, number: str) -> HTTPResponse:
        return await change(request, id, lambda on: matching.go_on(on, number))
