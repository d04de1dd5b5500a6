"""Files of a case: to download, and the link by which a caller sends them."""

from __future__ import annotations

from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from casework.services import desk_files
from connectors import access, work
from connectors.desk.pages import page

WORKING = access.staff("agent", "handler", "lead")
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/attachments/<id:int>", ctx_access=WORKING)
    async def attachment(request: Request, id: int) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        try:
            file = await work.writing(request, lambda uow, kit, now: desk_files.download(uow, now, me, id))
        except desk_files.FileHeld as held:
            return page(request, "problem.html", status=409, title=f"file_{held.state}")
        return as_download(request, file["name"], file["content"])

    @blueprint.post("/cases/<number:str>/upload-link", ctx_access=WORKING)
    async def upload_link(request: Request, number: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        made = await work.writing(request, lambda uow, kit, now: desk_files.make_link(uow, now, me, number))
        return page(request, "_upload_link.html", url=_server(request) + made.path, until=made.expires_at)


def as_download(request: Request, name: str, content: bytes) -> HTTPResponse:
    """Always a download and never the sender's own media type: nothing of it runs in the desk's name."""
    request.ctx.policy = SANDBOX
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return raw(content, headers={"content-disposition": disposition}, content_type="application/octet-stream")


def _server(request: Request) -> str:
    known = getattr(request.app.ctx.settings, "public_url", None)
    return known or f"{request.scheme}://{request.host}"
