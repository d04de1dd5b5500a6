"""The page to talk on, or how to get it."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import file

from connectors import access
from connectors.speech import guard

bp = Blueprint("call_me")


@bp.get("/call-me", ctx_access=access.PUBLIC)
async def page(request: Request) -> HTTPResponse:
    """The trial's page; where it is off or not installed, the page that says so."""
    name = "index.html" if guard.why_not(request) is None else "absent.html"
    path = request.app.ctx.settings.root / "web" / "call-me" / name
    return await file(path, headers={"Cache-Control": "no-store"})
