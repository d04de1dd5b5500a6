"""Watching a conversation, taking it, talking, giving it back, ending it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import text

from casework.domain.errors import CaseworkError
from casework.services import desk, handoff, requests
from casework.services.desk_access import find_conversation
from connectors import access, work
from connectors.desk.cases import reason_of
from connectors.desk.notices import explain
from connectors.desk.pages import back_to, form, is_htmx, page

WORKING = access.staff("agent", "handler", "lead")
LONGEST_MESSAGE = 4_000


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/conversations/<id:str>", ctx_access=WORKING)
    async def conversation_page(request: Request, id: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        view = await work.writing(request, lambda uow, kit, now: desk.conversation_page(uow, now, me, id))
        return page(request, "conversation.html", notice=request.args.get("notice"), **view)

    @blueprint.get("/conversations/<id:str>/messages", ctx_access=WORKING)
    async def messages(request: Request, id: str) -> HTTPResponse:
        after = request.args.get("after") or ""
        return await _news(request, id, after=int(after) if after.isdigit() and len(after) < 10 else None)

    @blueprint.post("/conversations/<id:str>/take", ctx_access=WORKING)
    async def take(request: Request, id: str) -> HTTPResponse:
        return await _act(request, id, "taken", handoff.take)

    @blueprint.post("/conversations/<id:str>/give-back", ctx_access=WORKING)
    async def give_back(request: Request, id: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff

        def act(uow, kit, now) -> None:
            requests.give_back(uow, kit, now, find_conversation(uow, me, id, lock=True), me)

        return await _answer(request, id, "given_back", act)

    @blueprint.post("/conversations/<id:str>/transfer", ctx_access=WORKING)
    async def pass_to_colleague(request: Request, id: str) -> HTTPResponse:
        me, login, note = request.ctx.signed_in.staff, form(request, "to").strip(), form(request, "note")

        def pass_on(uow, kit, now) -> None:
            desk.transfer(uow, kit.words, now, me, id, login, note)

        return await _answer(request, id, "transferred", pass_on)

    @blueprint.get("/conversations/<id:str>/transcript", ctx_access=WORKING)
    async def conversation_transcript(request: Request, id: str) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        words = await work.writing(request, lambda uow, kit, now: desk.transcript(uow, kit, now, me, id))
        return text(words, headers={"Content-Disposition": "attachment; filename=conversation.txt"})

    @blueprint.post("/conversations/<id:str>/close", ctx_access=WORKING)
    async def close_conversation(request: Request, id: str) -> HTTPResponse:
        me, reason = request.ctx.signed_in.staff, reason_of(request)

        def end(uow, kit, now) -> None:
            desk.close_conversation(uow, kit.words, now, me, id, reason)

        return await _answer(request, id, "conversation_ended", end)

    @blueprint.post("/conversations/<id:str>/say", ctx_access=WORKING)
    async def say(request: Request, id: str) -> HTTPResponse:
        me, said = request.ctx.signed_in.staff, form(request, "text").strip()
        client_id = form(request, "client_id")[:64] or uuid.uuid4().hex

        def speak(uow, kit, now) -> None:
            if not said:
                raise desk.DeskError("message_empty")
            if len(said) > LONGEST_MESSAGE:
                raise desk.DeskError("message_too_long")
            handoff.staff_says(uow, now, find_conversation(uow, me, id, lock=True), me, said, client_id)

        return await _answer(request, id, None, speak)


async def _act(request: Request, id: str, notice: str, use_case: Callable[..., Any]) -> HTTPResponse:
    me = request.ctx.signed_in.staff

    def act(uow, kit, now) -> None:
        use_case(uow, kit.words, now, find_conversation(uow, me, id, lock=True), me)

    return await _answer(request, id, notice, act)


async def _answer(request: Request, id: str, notice: str | None, act: work.Work) -> HTTPResponse:
    """Do it and show the conversation as it is then, with what happened or why it did not."""
    values: dict[str, str] = {}
    status = 200
    try:
        await work.writing(request, act)
    except (desk.DeskError, CaseworkError) as error:
        notice, values, status = explain(error)
    if is_htmx(request):
        after = form(request, "after")
        return await _news(
            request, id, int(after) if after.isdigit() and len(after) < 10 else None, status,
            notice=notice, notice_values=values,
        )  # fmt: skip
    if status == 200:
        return back_to(f"/desk/conversations/{id}", notice)
    me = request.ctx.signed_in.staff
    view = await work.writing(request, lambda uow, kit, now: desk.conversation_page(uow, now, me, id))
    return page(request, "conversation.html", status, notice=notice, notice_values=values, **view)


async def _news(request: Request, id: str, after: int | None, status: int = 200, **values) -> HTTPResponse:
    me = request.ctx.signed_in.staff
    view = await work.writing(request, lambda uow, kit, now: desk.thread(uow, now, me, id, after))
    return page(request, "_news.html", status, thread=view, **values)
