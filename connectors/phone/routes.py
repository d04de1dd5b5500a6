"""The neutral protocol over HTTP: one POST an event, the answer is what to do."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, text

from connectors import access
from connectors.phone import guard, protocol

GATEWAY = "neutral"
ASYNCAPI = Path(__file__).with_name("asyncapi.yml")
api = Blueprint("phone", url_prefix="/api/phone")


@api.post("/calls/<call:str>/events", ctx_access=access.GATEWAY)
async def event(request: Request, call: str) -> HTTPResponse:
    """One event of a call; gives the commands for the voice gateway, and where the call stands."""
    guard.must_know_secret(request)
    name, happened = protocol.call_name(call), protocol.read(request.json)
    commands = await request.app.ctx.calls.take(GATEWAY, name, happened)
    status = await request.app.ctx.calls.status(GATEWAY, name)
    return json({"call": name, "event": happened.id, "commands": commands, "status": status})


@api.get("/asyncapi.yml", ctx_access="public")
async def description(request: Request) -> HTTPResponse:
    """The protocol, for those who build a voice gateway."""
    return text(ASYNCAPI.read_text(encoding="utf-8"), content_type="application/yaml; charset=utf-8")
