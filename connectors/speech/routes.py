"""What the browser sends while somebody talks, and what comes back to be heard."""

from __future__ import annotations

import base64
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from casework.speech import audio
from casework.speech.engine import Heard
from casework.speech.helper import SpeechBusy, SpeechFailed
from connectors import access
from connectors.phone import protocol
from connectors.phone.protocol import Command, Event
from connectors.problems import Problem
from connectors.speech import guard

api = Blueprint("speech", url_prefix="/api/call-me")
FROM_BROWSER = frozenset(
    {protocol.DTMF, protocol.NO_INPUT, protocol.BARGE_IN, protocol.HANGUP, protocol.TRANSFERRED, protocol.CONTINUE}
)


@api.post("/calls", ctx_access=access.PUBLIC)
async def begin(request: Request) -> HTTPResponse:
    """A call begins; gives its secret, and the first things to say."""
    guard.must_be_on(request)
    request.app.ctx.limits.check(request, "create")
    secret = guard.new_secret()
    request.app.add_task(request.app.ctx.speech.warm())  # while the notice is spoken
    answer = await _answer(request, guard.call_name(secret), Event(protocol.STARTED, "start"))
    return json(answer | {"call": secret}, status=201)


@api.post("/events", ctx_access=access.WORKER)
async def event(request: Request) -> HTTPResponse:
    """Keys, silence, a hang-up: an event of the telephone's protocol."""
    call = await guard.own_call(request)
    request.app.ctx.limits.check(request, "speak")
    happened = protocol.read(request.json)
    if happened.type not in FROM_BROWSER:
        raise Problem(400, "bad_body", what="type")
    return json(await _answer(request, call, happened))


@api.post("/speech", ctx_access=access.WORKER)
async def speech(request: Request) -> HTTPResponse:
    """An utterance as WAV (one channel, 16 bits, 16 kHz); `?id=` names the event. The sound is forgotten at once."""
    call = await guard.own_call(request)
    request.app.ctx.limits.check(request, "speak")
    event_id = request.args.get("id")
    protocol.read({"type": protocol.NO_INPUT, "id": event_id})  # refuses a name that is none
    heard = await _hear(request)
    hypotheses = (protocol.Hypothesis(heard.text, heard.confidence),) if heard.text else ()
    answer = await _answer(request, call, Event(protocol.UTTERANCE, event_id, hypotheses=hypotheses))
    return json(answer | {"heard": {"text": heard.text, "confidence": heard.confidence}})


async def _hear(request: Request) -> Heard:
    try:
        pcm = audio.samples(request.body)
    except audio.BadAudio:
        too_large = len(request.body) > audio.LARGEST
        raise Problem(413 if too_large else 415, "speech_too_long" if too_large else "speech_format") from None
    try:
        return await request.app.ctx.speech.hear(pcm)
    except SpeechBusy:
        raise Problem(503, "speech_busy") from None
    except SpeechFailed:
        raise Problem(503, "speech_failed") from None


async def _answer(request: Request, call: str, happened: Event) -> dict[str, Any]:
    calls = request.app.ctx.calls
    commands = await calls.take(guard.GATEWAY, call, happened)
    return {
        "commands": [await _sounding(request, command) for command in commands],
        "status": await calls.status(guard.GATEWAY, call),
    }


async def _sounding(request: Request, command: Command) -> Command:
    """A `say` with its sound; without one where the voice fails, since the page shows the words too."""
    if command["type"] == "play":  # the notice as a house recorded it, which only its own gateway can fetch
        words = request.app.ctx.kit.for_channel("phone").words
        command = protocol.say(words.render("utter_phone_notice"), barge_in=False)
    if command["type"] != "say":
        return command
    try:
        sound = await request.app.ctx.speech.speak(command["ssml"])
    except (SpeechBusy, SpeechFailed):
        return command
    return command | {"audio": base64.b64encode(sound).decode("ascii")}
