"""The line beside the form, what it would fill while it is typed, and answers to other questions."""

from __future__ import annotations

import uuid

from sanic import Blueprint, HTTPResponse, Request

from casework.domain.errors import CaseworkError
from casework.services import inbox
from casework.services.console import answers, calls, filling, hearing
from casework.services.console.context import OnCall
from casework.services.desk import DeskError
from connectors import work
from connectors.console.common import ANSWERING, NOTHING, change, in_call, refused, understand
from connectors.desk.pages import form, page


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.post("/console/<id:str>/line", ctx_access=ANSWERING)
    async def console_line(request: Request, id: str) -> HTTPResponse:
        return await _line(request, id)

    @blueprint.post("/console/<id:str>/hint", ctx_access=ANSWERING)
    async def console_hint(request: Request, id: str) -> HTTPResponse:
        text = filling.plain(form(request, "line")[: inbox.LONGEST])
        me, meant = request.ctx.signed_in.staff, await understand(request, text)

        def look(uow, kit, now) -> dict:
            conversation, _ = calls.mine(uow, me, id, lock=False)
            return hearing.preview(uow, kit, now, conversation, text, meant)

        return page(request, "_console_hint.html", hint=await work.reading(request, look))

    @blueprint.post("/console/<id:str>/ask", ctx_access=ANSWERING)
    async def console_ask(request: Request, id: str) -> HTTPResponse:
        text, topic = filling.plain(form(request, "question")[: inbox.LONGEST]), form(request, "topic")[:60]
        meant = NOTHING if topic else await understand(request, text)
        return await change(request, id, lambda on: answers.find(on.kit, on.state, text, meant, topic))


async def _line(request: Request, id: str) -> HTTPResponse:
    """Stored first, with identifiers sealed and replaced; then understood. A repeat changes nothing."""
    text, client_id = form(request, "line"), form(request, "line_id")[:64] or uuid.uuid4().hex

    def store(on: OnCall) -> tuple[int, str]:
        try:
            got = inbox.receive(on.uow, on.kit, on.now, on.conversation.id, client_id, text)
        except inbox.BadMessage as error:
            raise DeskError(f"message_{error.problem}") from None
        return got.message.id, got.message.text

    try:
        message_id, plain = await in_call(request, id, store)
    except (DeskError, CaseworkError) as error:
        return await refused(request, id, error)
    meant = await understand(request, plain)
    return await change(request, id, lambda on: hearing.hear(on, on.uow.messages.get(message_id), meant))
