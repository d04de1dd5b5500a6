"""The chat over WebSocket: replay from the last message seen, then everything as it happens."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sanic import Request, Websocket
from sanic.exceptions import WebsocketClosed

from casework.services import handoff
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from connectors.problems import Problem
from connectors.web_chat.guard import own_conversation, text_of
from connectors.web_chat.routes import api, store_message
from connectors.web_chat.views import message_view, status_view
from connectors.work import reading

HELLO_WITHIN = 10.0
LOOK_AGAIN = 15.0  # seconds: who waits sees place and estimate as they are now, also where nothing was told

News = dict[str, Any]


@api.websocket("/ws", ctx_access="worker")
async def chat(request: Request, ws: Websocket) -> None:
    """First frame `hello` with the secret; see the wire format at /api/docs."""
    try:
        await _serve(request, ws)
    except Problem as problem:
        await ws.send(_frame("error", **problem.body(request.app.ctx.kit.words)))
    except UnicodeError:
        await ws.send(_frame("error", **Problem(400, "bad_request").body(request.app.ctx.kit.words)))
    except (TimeoutError, WebsocketClosed):
        pass


async def _serve(request: Request, ws: Websocket) -> None:
    hello = _parse(await asyncio.wait_for(ws.recv(), HELLO_WITHIN))
    conversation_id, token, after = hello.get("conversation"), hello.get("token"), hello.get("after", 0)
    if (
        hello.get("type") != "hello"
        or not isinstance(token, str)
        or not isinstance(after, int)
        or isinstance(after, bool)
    ):
        raise Problem(400, "bad_body", what="hello")
    topics = [f"conversation:{conversation_id}", f"typing:{conversation_id}", "queue:*"]
    async with request.app.ctx.events.subscribe(topics) as news:
        page = _Page(request, ws, conversation_id, token, max(0, min(after, 2**31 - 1)))
        await page.catch_up(welcome=True)
        listening = asyncio.create_task(_listen(page))
        waiting = None
        try:
            while not listening.done():
                waiting = asyncio.create_task(news.get())
                patience = LOOK_AGAIN if page.queue else None
                await asyncio.wait({waiting, listening}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
                if listening.done():
                    break
                if not waiting.done():
                    waiting.cancel()
                    await page.catch_up()
                    continue
                typing, changes = _gathered(news, waiting.result(), page.queue)
                if changes:
                    await page.catch_up(changes)
                if typing is not None:
                    await ws.send(_frame("typing", on=typing["on"], who=typing.get("who", "bot")))
            await listening
        finally:
            # A page that is closed cancels this task too: nothing it waited for may be left behind.
            for task in (waiting, listening):
                if task is not None:
                    task.cancel()


def _gathered(news: asyncio.Queue, first: tuple[str, News], queue: str | None) -> tuple[News | None, list[News]]:
    """All that is waiting: the last typing sign, and the changes, of the queues only those of the own one."""
    waiting = [first]
    while not news.empty():
        waiting.append(news.get_nowait())
    typing = [data for topic, data in waiting if topic.startswith("typing:")]
    changes = [data for topic, data in waiting if topic.startswith("conversation:") or topic == queue]
    return (typing[-1] if typing else None), changes


class _Page:
    """One open page: what it has been shown, one frame after the other."""

    def __init__(self, request: Request, ws: Websocket, conversation_id: Any, token: str, seq: int) -> None:
        self.request, self.ws, self.conversation_id, self.token = request, ws, conversation_id, token
        self._seq = seq
        self.queue: str | None = None  # whose news change this page's place
        self._status: News | None = None
        self._busy = asyncio.Lock()

    async def catch_up(self, changes: Sequence[News] = ({},), *, welcome: bool = False) -> None:
        """Show what is new. Changes that name a message which was shown already cost nothing."""
        async with self._busy:
            if all(data.get("seq", self._seq + 1) <= self._seq for data in changes):
                return
            status, self.queue, rows = await reading(self.request, self._look)
            if welcome:
                await self.ws.send(_frame("welcome", status=status))
            for row in rows:
                await self._show(row)
            if not welcome and status != self._status:
                await self.ws.send(_frame("status", status=status))
            self._status = status

    async def say(self, client_id: str, text: str) -> None:
        """Store what the worker says. It is shown at once where nothing else came in between. Raises Problem."""
        async with self._busy:
            got = await store_message(self.request, self.conversation_id, self.token, client_id, text)
            if got.message.seq == self._seq + 1:
                await self._show(message_view(None, got.message))

    async def _show(self, row: dict[str, Any]) -> None:
        await self.ws.send(_frame("message", message=row))
        self._seq = row["seq"]

    def _look(self, uow: UnitOfWork, kit: Kit, now: dt.datetime) -> tuple[News, str | None, list[dict[str, Any]]]:
        conversation = own_conversation(uow, self.conversation_id, self.token)
        rows = [message_view(uow, message) for message in uow.messages.after(self.conversation_id, self._seq)]
        return status_view(uow, kit, now, conversation), handoff.queue_of(uow, conversation), rows


async def _listen(page: _Page) -> None:
    """What the worker sends. A bad frame is answered, not punished."""
    ctx = page.request.app.ctx
    async for data in page.ws:
        client_id = None
        try:
            frame = _parse(data)
            if frame.get("type") == "message":
                client_id = text_of(frame, "client_id")
                if not isinstance(frame.get("text"), str):
                    raise Problem(400, "bad_body", what="text")
                await page.say(client_id, frame["text"])
            elif frame.get("type") == "typing":
                await ctx.events.publish(
                    "desk:*", {"type": "typing", "conversation": page.conversation_id, "on": bool(frame.get("on"))}
                )
            elif frame.get("type") == "ping":
                await page.ws.send(_frame("pong"))
            else:
                raise Problem(400, "bad_body", what="type")
        except (Problem, UnicodeError) as error:
            problem = error if isinstance(error, Problem) else Problem(400, "bad_request")
            await page.ws.send(_frame("error", client_id=client_id, **problem.body(ctx.kit.words)))


def _parse(data: Any) -> dict[str, Any]:
    try:
        frame = json.loads(data)
    except (TypeError, ValueError, RecursionError):
        raise Problem(400, "bad_request") from None
    if not isinstance(frame, dict):
        raise Problem(400, "bad_request")
    return frame


def _frame(kind: str, **data: Any) -> str:
    return json.dumps({"type": kind, **data}, ensure_ascii=False)
