"""jambonz: webhooks and WebSocket. Its messages become events of the neutral protocol, commands become its verbs.

Message shapes: docs.jambonz.org, webhook and WebSocket reference. Both are guarded by basic authentication, which jambonz
sends as the application is set up; the password is the shared secret.
"""

from __future__ import annotations

import json as plain_json
import uuid
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Websocket
from sanic.exceptions import WebsocketClosed
from sanic.response import empty, json

from connectors import access
from connectors.phone import guard, protocol
from connectors.phone.protocol import Command, Event
from connectors.problems import Problem

GATEWAY = "jambonz"
SUBPROTOCOL = "ws.jambonz.org"
_OVER = frozenset({"completed", "failed", "busy", "no-answer"})
_DIALLED = {"completed": "answered", "answered": "answered", "busy": "busy", "no-answer": "no_answer"}
_URL = "/api/phone/jambonz"
api = Blueprint("jambonz", url_prefix=_URL)


@api.post("/call", ctx_access=access.GATEWAY)
async def new_call(request: Request) -> HTTPResponse:
    """A call begins: the application's calling webhook."""
    guard.must_know_secret(request)
    body = _object(request.json)
    return json(await _verbs_for(request, _sid(body), started(body, "new")))


@api.post("/hook", ctx_access=access.GATEWAY)
async def hook(request: Request) -> HTTPResponse:
    """What a verb has brought; `turn` names the prompt, so that a repeated request is known as one."""
    guard.must_know_secret(request)
    body = _object(request.json)
    turn = str(request.args.get("turn") or "")[:64] or uuid.uuid4().hex
    return json(await _verbs_for(request, _sid(body), happened(body, turn)))


@api.post("/status", ctx_access=access.GATEWAY)
async def status(request: Request) -> HTTPResponse:
    """The call's status changed; only its end matters."""
    guard.must_know_secret(request)
    body = _object(request.json)
    if body.get("call_status") in _OVER:
        await request.app.ctx.calls.take(GATEWAY, _sid(body), _ended(body))
    return empty()


@api.websocket("/ws", ctx_access=access.GATEWAY, subprotocols=[SUBPROTOCOL])
async def calls(request: Request, ws: Websocket) -> None:
    """The WebSocket API: session:new and verb:hook are acknowledged with verbs; a late answer comes as a redirect."""
    if not await guard.lets_in(request, ws):
        return
    try:
        while (frame := await ws.recv()) is not None:
            try:
                await _frame(request, ws, _object(plain_json.loads(frame)))
            except (Problem, ValueError):
                await ws.close(1007)
                return
    except WebsocketClosed:
        pass


async def _frame(request: Request, ws: Websocket, message: dict[str, Any]) -> None:
    kind, data = message.get("type"), message.get("data") or {}
    call = _sid(message)
    take = request.app.ctx.calls.take
    if kind == "call:status":
        if data.get("call_status") in _OVER:
            await take(GATEWAY, call, _ended(data))
        return
    msgid = str(message.get("msgid"))
    if kind in ("session:new", "session:reconnect"):
        event = started(data, msgid)
    elif kind == "verb:hook":
        event = happened(data, msgid)
    else:
        await ws.send(plain_json.dumps({"type": "ack", "msgid": msgid}))
        return
    commands = await take(GATEWAY, call, event)
    late = 0
    answer: dict[str, Any] = {"type": "ack", "msgid": msgid}
    while True:
        going_on = bool(commands) and commands[-1]["type"] == protocol.CONTINUE
        answer["data"] = verbs(commands[:-1] if going_on else commands, f"{_URL}/hook")
        await ws.send(plain_json.dumps(answer, ensure_ascii=False))
        if not going_on:
            return
        late += 1
        commands = await take(GATEWAY, call, Event(protocol.CONTINUE, f"{msgid}.{late}"))
        answer = {"type": "command", "command": "redirect", "queueCommand": True}


async def _verbs_for(request: Request, call: str, event: Event) -> list[dict[str, Any]]:
    commands = await request.app.ctx.calls.take(GATEWAY, call, event)
    return verbs(commands, f"{_URL}/hook?turn={uuid.uuid4().hex}")


def started(body: dict[str, Any], event_id: str) -> Event:
    """A new call; the caller's number goes no further than its hash."""
    caller = body.get("from")
    return Event(protocol.STARTED, event_id, caller=caller[:40] if isinstance(caller, str) else None)


def happened(body: dict[str, Any], event_id: str) -> Event:
    """The result of gather, dial or redirect."""
    if "dial_call_status" in body:
        result = _DIALLED.get(str(body["dial_call_status"]), "failed")
        return Event(protocol.TRANSFERRED, event_id, result=result)
    reason = body.get("reason")
    if reason == "speechDetected" or isinstance(body.get("speech"), dict):
        rows = _alternatives(body.get("speech") or {})
        return protocol.read({"type": protocol.UTTERANCE, "id": event_id, "alternatives": rows}) if rows else Event(protocol.NO_INPUT, event_id)  # fmt: skip
    if reason == "dtmfDetected" or body.get("digits"):
        return protocol.read({"type": protocol.DTMF, "id": event_id, "digits": str(body.get("digits") or "#")})
    return Event(protocol.NO_INPUT, event_id)  # silence, or a redirect: call.py knows whether something is waited for


def _alternatives(speech: dict[str, Any]) -> list[dict[str, Any]]:
    """Both shapes that are documented: alternatives at once, or below transcripts."""
    rows = speech.get("alternatives")
    if not rows:
        rows = [row for part in speech.get("transcripts") or [] for row in part.get("alternatives") or []]
    return [{"text": row.get("transcript"), "confidence": row.get("confidence")} for row in rows]


def verbs(commands: list[Command], hook: str) -> list[dict[str, Any]]:
    """Commands as verbs. What may be cut in on is spoken inside the gather that follows."""
    found: list[dict[str, Any]] = []
    inside: list[str] = []
    for command in commands:
        kind = command["type"]
        if kind == "say" and command["barge_in"]:
            inside.append(command["ssml"])
            continue
        if kind == "gather":
            found.append(_gather(command, inside, hook))
            inside = []
            continue
        found += [{"verb": "say", "text": text} for text in inside]
        inside = []
        found += _plain_verb(command, hook)
    return found + [{"verb": "say", "text": text} for text in inside]


def _plain_verb(command: Command, hook: str) -> list[dict[str, Any]]:
    match command["type"]:
        case "say":
            return [{"verb": "say", "text": command["ssml"]}]
        case "play":
            return [{"verb": "play", "url": command["url"]}]
        case "transfer":
            to = command["to"]
            target = {"type": "sip", "sipUri": to} if to.startswith("sip:") else {"type": "phone", "number": to}
            headers = {f"X-Casework-{key.capitalize()}": str(value) for key, value in command["data"].items() if value}
            dial = {"verb": "dial", "actionHook": hook, "target": [target], "headers": headers}
            return [dial | {"timeout": command["timeout_ms"] // 1000, "answerOnBridge": True}]
        case "continue":
            return [{"verb": "redirect", "actionHook": hook}]
        case "hangup":
            return [{"verb": "hangup"}]
    return []  # a text message is not a verb of theirs


def _gather(command: Command, inside: list[str], hook: str) -> dict[str, Any]:
    verb: dict[str, Any] = {"verb": "gather", "actionHook": hook, "input": []}
    verb |= {"bargein": True, "dtmfBargein": True, "timeout": max(1, command["begin_within_ms"] // 1000)}
    if speech := command.get("speech"):
        verb["input"].append("speech")
        verb["recognizer"] = {"vendor": "default", "language": speech["language"], "hints": speech["hints"]}
        if speech["end_silence_ms"] > 1_000:
            verb["recognizer"]["asrTimeout"] = speech["end_silence_ms"] / 1000
    if keys := command.get("dtmf"):
        verb["input"].append("digits")
        several = keys["longest"] > 1
        verb |= {"maxDigits": keys["longest"], "finishOnKey": keys["finish_on"]} if several else {"numDigits": 1}
        verb["interDigitTimeout"] = keys["between_ms"] // 1000
    if inside:
        bodies = '<break time="300ms"/>'.join(text.removeprefix("<speak>").removesuffix("</speak>") for text in inside)
        verb["say"] = {"text": f"<speak>{bodies}</speak>"}
    return verb


def _ended(body: dict[str, Any]) -> Event:
    return Event(protocol.HANGUP, "hangup", reason=str(body.get("call_status"))[:40])


def _sid(body: dict[str, Any]) -> str:
    return protocol.call_name(body.get("call_sid"))


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise Problem(400, "bad_request")
    return body
