"""The page behind an upload link, and what it sends. It shows nothing of the case.

The page lies at /attach/<secret>; its script keeps the secret to the Authorization header.
"""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import file, json

from casework.services import files, upload_links
from connectors import access, uploads, work
from connectors.problems import Problem
from connectors.web_chat.guard import bearer
from connectors.web_chat.routes import after_change


def blueprint() -> Blueprint:
    """The page and its API."""
    bp = Blueprint("attach")

    @bp.get("/attach/<secret:str>", ctx_access=access.PUBLIC)
    async def page(request: Request, secret: str) -> HTTPResponse:
        """The page for sending files; the same whatever the secret."""
        path = request.app.ctx.settings.root / "web" / "attach" / "index.html"
        return await file(path, headers={"Cache-Control": "no-store"})

    @bp.get("/api/attach", ctx_access=access.WORKER)
    async def status(request: Request) -> HTTPResponse:
        """How long the link lasts and how many files it still takes."""
        return json(await _status(request, bearer(request)))

    @bp.post("/api/attach", ctx_access=access.WORKER)
    async def attach(request: Request) -> HTTPResponse:
        """One file for the link's case."""
        secret = bearer(request)
        client_id, name, content = uploads.sent_file(request)
        await _status(request, secret)  # nobody's file is worth looking into
        inspected = await uploads.inspect(request, name, content)

        def store(uow, kit, now):
            stored = upload_links.attach(uow, kit, now, secret, client_id, inspected)
            return stored, files.notice(kit, stored)

        try:
            stored, notice = await work.writing(request, store)
        except upload_links.LinkGone:
            raise Problem(410, "link_gone") from None
        except upload_links.LinkFull:
            raise Problem(409, "link_full") from None
        await after_change(request, stored.conversation_id)
        return json({"name": stored.name, "size": stored.size, "state": stored.state, "notice": notice}, status=201)

    @bp.post("/api/attach/done", ctx_access=access.WORKER)
    async def done(request: Request) -> HTTPResponse:
        """All is sent: the link ends."""
        secret = bearer(request)
        try:
            count = await work.writing(request, lambda uow, kit, now: upload_links.finish(uow, now, secret))
        except upload_links.LinkGone:
            raise Problem(410, "link_gone") from None
        return json({"sent": count})

    return bp


async def _status(request: Request, secret: str) -> dict:
    request.app.ctx.limits.check(request, "attach")
    try:
        return await work.reading(request, lambda uow, kit, now: upload_links.status(uow, now, secret))
    except upload_links.LinkGone:
        raise Problem(410, "link_gone") from None
