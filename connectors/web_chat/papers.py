"""The worker's own papers: the receipt and the claim forms, filled in, to keep or to sign."""

from __future__ import annotations

from urllib.parse import quote

from sanic import HTTPResponse, Request
from sanic.response import json, raw

from casework.services import paper
from connectors.problems import Problem
from connectors.web_chat.guard import bearer, own_conversation
from connectors.web_chat.routes import api
from connectors.work import reading, writing


@api.get("/conversations/<conversation_id:str>/papers", ctx_access="worker")
async def papers(request: Request, conversation_id: str) -> HTTPResponse:
    """Which papers there are of the claim: name and the words of its button."""
    token = bearer(request)

    def look(uow, kit, now):
        conversation = own_conversation(uow, conversation_id, token)
        return paper.available(uow.cases.get(conversation.case_id)) if conversation.case_id is not None else []

    return json({"papers": await reading(request, look)})


@api.get("/conversations/<conversation_id:str>/papers/<name:str>", ctx_access="worker")
async def print_paper(request: Request, conversation_id: str, name: str) -> HTTPResponse:
    """One paper as PDF."""
    token = bearer(request)

    def work(uow, kit, now):
        conversation = own_conversation(uow, conversation_id, token)
        if conversation.case_id is None:
            raise Problem(404, "no_case")
        case = uow.cases.get(conversation.case_id)
        return paper.print_(uow, kit, now, case, name, "worker", conversation_id)

    try:
        sheet = await writing(request, work)
    except paper.NotYet:
        raise Problem(404, "no_receipt") from None
    except paper.UnknownPaper:
        raise Problem(404, "no_paper") from None
    pdf = await request.app.ctx.in_thread(sheet.as_pdf, request.app.ctx.settings.root)
    disposition = f"attachment; filename*=UTF-8''{quote(sheet.file, safe='')}"
    return raw(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )
