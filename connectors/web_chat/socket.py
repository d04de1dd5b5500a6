"""The chat over WebSocket: replay from the last message seen, then everything as it happens."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sanic import Request, Websocket
from sanic.exceptions import WebsocketClosed

from connectors.problems import Problem
from connectors.web_chat.guard import own_conversation, text_of
from connectors.web_chat.routes import api, store_message
from connectors.web_chat.views import message_view, status_view
from connectors.work import reading

HELLO_WITHIN = 10.0


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
    topics = [f"conversation:{conversation_id}", f"typing:{conversation_id}"]
    async with request.app.ctx.events.subscribe(topics) as news:
        seen = _Seen(max(0, min(after, 2**31 - 1)))
        await _push(request, ws, conversation_id, token, seen, welcome=True)
        listening = asyncio.create_task(_listen(request, ws, conversation_id, token))
        waiting = None
        try:
            while not listening.done():
                waiting = asyncio.create_task(news.get())
                await asyncio.wait({waiting, listening}, return_when=asyncio.FIRST_COMPLETED)
                if not waiting.done():
                    break
                topic, data = waiting.result()
                if topic.startswith("typing:"):
                    await ws.send(_frame("typing", on=data["on"], who=data.get("who", "bot")))
                else:
                    await _push(request, ws, conversation_id, token, seen)
            await listening
        finally:
            # A page that is closed cancels this task too: nothing it waited for may be left behind.
            for task in (waiting, listening):
                if task is not None:
                    task.cancel()


class _Seen:
    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.status: dict[str, Any] | None = None


async def _push(
    request: Request, ws: Websocket, conversation_id: Any, token: str, seen: _Seen, *, welcome=False
) -> None:
    """Send what is new since the last push."""

    def look(uow, kit, now):
        conversation = own_conversation(uow, conversation_id, token)
        rows = [message_view(uow, m) for m in uow.messages.after(conversation_id, seen.seq)]
        return status_view(uow, kit, now, conversation), rows

    status, rows = await reading(request, look)
    if welcome:
        await ws.send(_frame("welcome", status=status))
    for row in rows:
        await ws.send(_frame("message", message=row))
        seen.seq = row["seq"]
    if not welcome and status != seen.status:
        await ws.send(_frame("status", status=status))
    seen.status = status


async def _listen(request: Request, ws: Websocket, conversation_id: str, token: str) -> None:
    """What the worker sends. A bad frame is answered, not punished."""
    async for data in ws:
        client_id = None
        try:
            frame = _parse(data)
            if frame.get("type") == "message":
                client_id = text_of(frame, "client_id")
                if not isinstance(frame.get("text"), str):
                    raise Problem(400, "bad_body", what="text")
                await store_message(request, conversation_id, token, client_id, frame["text"])
            elif frame.get("type") == "typing":
                await request.app.ctx.events.publish(
                    "desk:*", {"type": "typing", "conversation": conversation_id, "on": bool(frame.get("on"))}
                )
            elif frame.get("type") == "ping":
                await ws.send(_frame("pong"))
            else:
                raise Problem(400, "bad_body", what="type")
        except (Problem, UnicodeError) as error:
            problem = error if isinstance(error, Problem) else Problem(400, "bad_request")
            await ws.send(_frame("error", client_id=client_id, **problem.body(request.app.ctx.kit.words)))


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
