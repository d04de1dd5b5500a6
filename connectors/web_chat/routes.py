"""The chat API over HTTP. The wire format is described at /api/docs."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw, text

from casework.domain.errors import DraftLocked, DraftNotFound
from casework.services import cards, files, handoff, inbox, requests, resume, summary
from casework.store.database import AWAY
from connectors import uploads
from connectors.problems import Problem
from connectors.turns import Open
from connectors.web_chat.guard import bearer, own_conversation, text_of
from connectors.web_chat.views import message_view, status_view
from connectors.work import now, reading, writing

LONGEST_WAIT = 25.0
api = Blueprint("web_chat", url_prefix="/api/chat")


@api.post("/conversations", ctx_access="public")
async def create(request: Request) -> HTTPResponse:
    """A new conversation and its secret."""
    request.app.ctx.limits.check(request, "create")
    made = await writing(request, lambda uow, kit, now: inbox.open_conversation(uow, kit, now, "web"))
    return json({"conversation": made[0].id, "token": made[1]}, status=201)


@api.get("/conversations/<conversation_id:str>/messages", ctx_access="worker")
async def messages(request: Request, conversation_id: str) -> HTTPResponse:
    """Messages after `after`; with `wait` the answer is held until there is one."""
    token = bearer(request)
    after, wait = _number(request, "after"), min(_number(request, "wait"), LONGEST_WAIT)

    def look(uow, kit, now):
        conversation = own_conversation(uow, conversation_id, token)
        rows = [message_view(uow, m) for m in uow.messages.after(conversation_id, int(after))]
        status = status_view(uow, kit, now, conversation)
        return {"status": status, "messages": rows}, handoff.queue_of(uow, conversation)

    async with request.app.ctx.events.subscribe([f"conversation:{conversation_id}", "queue:*"]) as news:
        found, queue = await reading(request, look)
        if not found["messages"] and wait > 0 and await _changed(news, queue, wait):
            found, _ = await reading(request, look)
    return json(found | {"typing": request.app.ctx.turns.busy(conversation_id)})


async def _changed(news: asyncio.Queue, queue: str | None, wait: float) -> bool:
    """Whether the conversation, or its place in the queue, changes within the time."""
    try:
        async with asyncio.timeout(wait):
            while True:
                topic, _ = await news.get()
                if topic.startswith("conversation:") or topic == queue:
                    return True
    except TimeoutError:
        return False


@api.post("/conversations/<conversation_id:str>/messages", ctx_access="worker")
async def say(request: Request, conversation_id: str) -> HTTPResponse:
    """Store what the worker says; the answer comes as a message of its own."""
    body = request.json
    client_id = text_of(body, "client_id")
    if not isinstance(body.get("text"), str):
        raise Problem(400, "bad_body", what="text")
    got = await store_message(request, conversation_id, bearer(request), client_id, body["text"])
    return json({"seq": got.message.seq, "repeated": got.repeated}, status=202)


async def store_message(request, conversation_id: str, token: str, client_id: str, words: str) -> inbox.Received:
    """Store, wake the bot, tell open pages. Shared by HTTP and WebSocket. Raises Problem."""

    def work(uow, kit, now):
        own_conversation(uow, conversation_id, token)
        return inbox.receive(uow, kit, now, conversation_id, client_id, words)

    try:
        got = await writing(request, work)
    except inbox.BadMessage as error:
        raise Problem(413 if error.problem == "too_long" else 422, error.problem) from None
    except AWAY:
        # The database is away. Nothing is lost: the worker gets a number, and `hand_in` brings it back.
        ctx = request.app.ctx
        number = await ctx.in_thread(ctx.spool.keep, conversation_id, token, client_id, words, now())
        raise Problem(503, "kept_aside", number=number) from None
    await after_change(request, conversation_id, got)
    return got


async def hand_in(request) -> int:
    """Store what was kept aside while the database was away; says how many messages."""

    async def deliver(entry) -> None:
        def work(uow, kit, now):
            own_conversation(uow, entry["conversation"], entry["token"])
            got = inbox.receive(uow, kit, now, entry["conversation"], entry["client_id"], entry["text"])
            conversation = uow.conversations.get(entry["conversation"])
            uow.audit.add(
                "system", "message.handed_in", now, conversation.case_id, conversation.id, number=entry["number"]
            )
            return got

        try:
            got = await writing(request, work)
        except inbox.BadMessage as error:
            raise Problem(422, error.problem) from None
        await after_change(request, entry["conversation"], got)

    return await request.app.ctx.spool.hand_in(deliver)


async def after_change(request, conversation_id: str, got: inbox.Received | None = None) -> None:
    """Something was stored in the conversation: answer it, show it on the desk. Its own pages hear of the commit."""
    request.app.ctx.turns.wake(conversation_id, Open.of(got.message) if got and got.alone else None)
    await request.app.ctx.events.publish("desk:*", {"type": "message", "conversation": conversation_id})


@api.post("/conversations/<conversation_id:str>/card", ctx_access="worker")
async def fill_card(request: Request, conversation_id: str) -> HTTPResponse:
    """Values of a card, stored sealed; they never become chat text."""
    token, body = bearer(request), request.json
    client_id, card = text_of(body, "client_id"), text_of(body, "card")
    values = body.get("values")
    if not isinstance(values, dict):
        raise Problem(400, "bad_body", what="values")

    def work(uow, kit, now):
        own_conversation(uow, conversation_id, token)
        return cards.fill_in(uow, kit, now, conversation_id, client_id, card, values)

    try:
        message = await writing(request, work)
    except cards.BadCard as error:
        raise Problem(422, "bad_card", fields=error.fields) from None
    await after_change(request, conversation_id)
    return json({"seq": message.seq}, status=202)


@api.post("/conversations/<conversation_id:str>/attachments", ctx_access="worker")
async def attach(request: Request, conversation_id: str) -> HTTPResponse:
    """A photo or document."""
    token = bearer(request)
    client_id, name, content = uploads.sent_file(request)
    await reading(request, lambda uow, kit, now: own_conversation(uow, conversation_id, token))
    inspected = await uploads.inspect(request, name, content)

    def work(uow, kit, now):
        own_conversation(uow, conversation_id, token)
        stored = files.attach(uow, kit, now, conversation_id, client_id, inspected)
        return stored, files.notice(kit, stored)

    stored, notice = await writing(request, work)
    await after_change(request, conversation_id)
    shown = {"name": stored.name, "size": stored.size, "type": stored.media_type, "state": stored.state}
    return json(shown | {"notice": notice}, status=201)


@api.post("/conversations/<conversation_id:str>/handoff", ctx_access="worker")
async def ask_for_person(request: Request, conversation_id: str) -> HTTPResponse:
    """The button that is always there."""
    return await _handoff(request, conversation_id, requests.ask_for_person)


@api.post("/conversations/<conversation_id:str>/handoff/cancel", ctx_access="worker")
async def cancel_wait(request: Request, conversation_id: str) -> HTTPResponse:
    """Go on with the bot instead of waiting."""
    return await _handoff(request, conversation_id, requests.cancel_wait)


async def _handoff(request: Request, conversation_id: str, act) -> HTTPResponse:
    token = bearer(request)

    def work(uow, kit, now):
        act(uow, kit, now, own_conversation(uow, conversation_id, token))
        return {}

    found = await writing(request, work)
    await after_change(request, conversation_id)
    return json(found, status=202)


@api.post("/resume", ctx_access="public")
async def go_on(request: Request) -> HTTPResponse:
    """Go on with a draft by its number and the birth date, on any device."""
    request.app.ctx.limits.check(request, "resume")
    number = text_of(request.json, "draft_number", 40)
    born = text_of(request.json, "birth_date", 40)

    def work(uow, kit, now):
        try:
            return resume.resume(uow, kit, now, number, born, channel="web")
        except (DraftNotFound, DraftLocked) as error:
            return error  # returned, not raised: the count of wrong tries must be kept

    found = await writing(request, work)
    if isinstance(found, DraftLocked):
        raise Problem(423, "draft_locked")
    if isinstance(found, DraftNotFound):
        raise Problem(404, "no_draft")
    await after_change(request, found[0].id)
    return json({"conversation": found[0].id, "token": found[1]})


@api.get("/conversations/<conversation_id:str>/summary", ctx_access="worker")
async def show_summary(request: Request, conversation_id: str) -> HTTPResponse:
    """What was reported, to read."""
    return json(await _summary(request, conversation_id))


@api.get("/conversations/<conversation_id:str>/summary.pdf", ctx_access="worker")
async def print_summary(request: Request, conversation_id: str) -> HTTPResponse:
    """What was reported, to keep."""
    found = await _summary(request, conversation_id)
    pdf = await request.app.ctx.in_thread(summary.as_pdf, found, request.app.ctx.settings.root)
    return raw(pdf, content_type="application/pdf", headers={"Content-Disposition": "attachment; filename=summary.pdf"})


async def _summary(request: Request, conversation_id: str) -> dict:
    token = bearer(request)

    def work(uow, kit, now):
        conversation = own_conversation(uow, conversation_id, token)
        if conversation.case_id is None:
            raise Problem(404, "no_case")
        return summary.of(uow, kit, now, uow.cases.get(conversation.case_id))

    return await reading(request, work)


@api.get("/conversations/<conversation_id:str>/transcript", ctx_access="worker")
async def transcript(request: Request, conversation_id: str) -> HTTPResponse:
    """The whole conversation as plain text."""
    token = bearer(request)

    def work(uow, kit, now):
        return summary.transcript(uow, kit, own_conversation(uow, conversation_id, token))

    return text(await reading(request, work), headers={"Content-Disposition": "attachment; filename=conversation.txt"})


@api.get("/regions", ctx_access="public")
async def regions(request: Request) -> HTTPResponse:
    """시·도 and their 시·군·구, for the address helper."""
    return json({"regions": request.app.ctx.regions()})


def _number(request: Request, name: str) -> float:
    try:
        value = float(request.args.get(name) or 0)
    except ValueError:
        raise Problem(400, "bad_body", what=name) from None
    if not 0 <= value <= 2**31:
        raise Problem(400, "bad_body", what=name)
    return value
