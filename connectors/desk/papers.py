"""Papers of a case, printed for the person that the handler talks with. Each printing is in the audit."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services import paper
from casework.services.desk_access import NotFound, find_case
from casework.services.staff import actor
from connectors import access, work
from connectors.desk.files import as_download

WORKING = access.staff("agent", "handler", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the route."""

    @blueprint.get("/cases/<number:str>/papers/<name:str>", ctx_access=WORKING)
    async def print_paper(request: Request, number: str, name: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff

        def work_(uow, kit, now):
            return paper.print_(uow, kit, now, find_case(uow, me, number), name, actor(me))

        try:
            sheet = await work.writing(request, work_)
        except (paper.UnknownPaper, paper.NotYet):
            raise NotFound(name) from None
        pdf = await request.app.ctx.in_thread(sheet.as_pdf, request.app.ctx.settings.root)
        return as_download(request, sheet.file, pdf)
