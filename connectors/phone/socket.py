"""The neutral protocol over WebSocket: a frame an event, a frame for its commands, one socket for any number of calls."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from sanic import Request, Websocket
from sanic.exceptions import WebsocketClosed

from connectors import access
from connectors.phone import guard, protocol
from connectors.phone.protocol import Command, Event
from connectors.phone.routes import GATEWAY, api
from connectors.problems import Problem


@api.websocket("/ws", ctx_access=access.GATEWAY)
async def calls(request: Request, ws: Websocket) -> None:
    """Frames {call, type, id, …} in, {call, event, commands, status} out; see asyncapi.yml."""
    if not await guard.lets_in(request, ws):
        return
    running: set[asyncio.Task] = set()
    try:
        while (frame := await ws.recv()) is not None:
            task = asyncio.create_task(_answer(request, ws, frame))  # a slow answer in one call holds up no other
            running.add(task)
            task.add_done_callback(running.discard)
    except WebsocketClosed:
        pass
    finally:
        for task in running:
            task.cancel()


async def _answer(request: Request, ws: Websocket, frame: Any) -> None:
    call: Any = None
    try:
        body = _parse(frame)
        call = body.get("call")
        name, event = protocol.call_name(call), protocol.read(body)
        await _take(request, ws, name, event)
    except Problem as problem:
        await ws.send(_frame(call=call, **problem.body(request.app.ctx.kit.words)))
    except WebsocketClosed:
        pass


async def _take(request: Request, ws: Websocket, name: str, event: Event) -> None:
    """What has to be waited for comes in a frame of its own: the gateway need not ask for it."""
    commands = await request.app.ctx.calls.take(GATEWAY, name, event)
    turn = 0
    while commands and commands[-1]["type"] == protocol.CONTINUE:
        await _send(request, ws, name, event.id, commands[:-1])
        turn += 1
        commands = await request.app.ctx.calls.take(GATEWAY, name, Event(protocol.CONTINUE, f"{event.id}.{turn}"))
    await _send(request, ws, name, event.id, commands)


async def _send(request: Request, ws: Websocket, name: str, event_id: str, commands: list[Command]) -> None:
    status = await request.app.ctx.calls.status(GATEWAY, name)
    await ws.send(_frame(call=name, event=event_id, commands=commands, status=status))


def _parse(frame: Any) -> dict[str, Any]:
    try:
        body = json.loads(frame)
    except (ValueError, RecursionError):
        raise Problem(400, "bad_request") from None
    if not isinstance(body, dict):
        raise Problem(400, "bad_request")
    return body


def _frame(**data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
