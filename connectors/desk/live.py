"""The desk's WebSocket: tells an open page what to fetch again. It carries no content."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from typing import Any
from urllib.parse import urlsplit

from sanic import Blueprint, Request
from sanic.server.websockets.impl import WebsocketImplProtocol as Socket

from casework.services import presence
from casework.services.desk_access import NotFound, find_conversation, sees_every_branch
from casework.store.models import Staff
from connectors import access, work
from connectors.desk import guard

CHECK_SECONDS = 30  # how long a signed-out browser may still hear that something changed
POLICY_VIOLATION = 1008


def install(blueprint: Blueprint) -> None:
    """Add the route."""

    @blueprint.websocket("/ws", ctx_access=access.staff("agent", "handler", "lead"))
    async def live(request: Request, ws: Socket) -> None:
        if not _from_our_page(request):
            await ws.close(POLICY_VIOLATION, "origin")
            return
        watched = await _watched(request)
        me, link = request.ctx.signed_in.staff, str(uuid.uuid4())
        gateway = getattr(request.app.ctx, "gateway", "")
        await work.writing(request, lambda uow, kit, now: presence.opened(uow, now, link, me.id, gateway))
        hearing = asyncio.create_task(_until_gone(ws))
        try:
            await ws.send(json.dumps({"type": "welcome"}))
            while not hearing.done():
                if not await _relay(request, ws, hearing, watched):
                    await ws.send(json.dumps({"type": "signed_out"}))
                    return
        finally:
            hearing.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await hearing
            with contextlib.suppress(Exception):  # the process is ending: the next one forgets its pages
                await work.writing(request, lambda uow, kit, now: presence.closed(uow, now, link, me.id))


async def _relay(request: Request, ws: Socket, hearing: asyncio.Task, watched: str | None) -> bool:
    """Pass news on until what this person listens to has changed; False once they are signed out."""
    signed_in = await guard.who_is_still(request)
    if signed_in is None:
        return False
    mine = await _talking(request, signed_in.staff)
    me = signed_in.staff
    topics = [_desk_topic(me), f"staff:{me.id}", *(f"conversation:{id}" for id in mine | ({watched} - {None}))]
    async with request.app.ctx.events.subscribe(topics) as queue:
        # News of the moment between two subscriptions would be lost: have the page look once.
        await ws.send(json.dumps({"type": "look"}))
        while True:
            waiting = asyncio.create_task(queue.get())
            try:
                await asyncio.wait({waiting, hearing}, timeout=CHECK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    return True
                _, news = waiting.result()
            finally:
                waiting.cancel()
            await ws.send(json.dumps(_frame(news)))
            if news.get("type") != "message" and await _talking(request, signed_in.staff) != mine:
                return True


def _frame(news: dict[str, Any]) -> dict[str, Any]:
    return {"type": news.get("type", "queue"), "conversation": news.get("conversation"), "case": news.get("case")}


def _desk_topic(staff: Staff) -> str:
    # `desk:*` hears every branch; news without a branch reaches every desk by itself.
    return "desk:*" if sees_every_branch(staff) else f"desk:{staff.branch_code or 'none'}"


async def _talking(request: Request, staff: Staff) -> set[str]:
    return await work.reading(
        request, lambda uow, kit, now: {conversation.id for conversation in uow.conversations.of_handler(staff.id)}
    )


async def _watched(request: Request) -> str | None:
    """The conversation that the page shows, if the person may see it."""
    wanted, me = request.args.get("conversation"), request.ctx.signed_in.staff
    if not wanted:
        return None
    try:
        return await work.reading(request, lambda uow, kit, now: find_conversation(uow, me, wanted).id)
    except NotFound:
        return None


async def _until_gone(ws: Socket) -> None:
    while await ws.recv() is not None:
        pass


def _from_our_page(request: Request) -> bool:
    """Browsers send cookies with a WebSocket from any site, so the site has to be ours."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.host
