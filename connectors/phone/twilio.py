"""Twilio: signed form posts in, TwiML out, both through Twilio's own library. Message shapes: twilio.com/docs/voice/twiml."""

from __future__ import annotations

import uuid

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, raw
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from connectors import access
from connectors.phone import protocol
from connectors.phone.protocol import Command, Event
from connectors.problems import Problem

GATEWAY = "twilio"
LANGUAGE = "ko-KR"
_URL = "/api/phone/twilio"
_OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_DIALLED = {"completed": "answered", "answered": "answered", "busy": "busy", "no-answer": "no_answer"}
api = Blueprint("twilio", url_prefix=_URL)

Form = dict[str, str]


@api.post("/voice", ctx_access=access.GATEWAY)
async def voice(request: Request) -> HTTPResponse:
    """A call begins, or a verb has brought something; `turn` names the prompt, so that a repeated request is known as one."""
    form = signed(request)
    turn = str(request.args.get("turn") or "")[:64]
    commands = await request.app.ctx.calls.take(GATEWAY, _sid(form), happened(form, turn))
    document = str(twiml(commands, f"{_URL}/voice?turn={uuid.uuid4().hex}"))
    return raw(document.encode("utf-8"), content_type="application/xml; charset=utf-8")


@api.post("/status", ctx_access=access.GATEWAY)
async def status(request: Request) -> HTTPResponse:
    """The call's status changed; only its end matters."""
    form = signed(request)
    if form.get("CallStatus") in _OVER:
        event = Event(protocol.HANGUP, "hangup", reason=form["CallStatus"][:40])
        await request.app.ctx.calls.take(GATEWAY, _sid(form), event)
    return empty()


def signed(request: Request) -> Form:
    """The form, if Twilio has signed it with our token. Raises Problem 403."""
    settings = request.app.ctx.settings
    if settings.twilio_token is None:
        raise Problem(403, "phone_off")
    base = settings.public_url or f"{request.scheme}://{request.host}"
    url = f"{base}{request.path}" + (f"?{request.query_string}" if request.query_string else "")
    form = {name: values[0] for name, values in (request.form or {}).items()}
    signature = request.headers.get("x-twilio-signature") or ""
    if not RequestValidator(settings.twilio_token).validate(url, form, signature):
        raise Problem(403, "not_the_gateway")
    return form


def happened(form: Form, turn: str) -> Event:
    """The event that a request tells."""
    if not turn:
        return Event(protocol.STARTED, "new", caller=(form.get("From") or "")[:40] or None)
    if "DialCallStatus" in form:
        return Event(protocol.TRANSFERRED, turn, result=_DIALLED.get(form["DialCallStatus"], "failed"))
    if form.get("SpeechResult"):
        row = {"text": form["SpeechResult"], "confidence": _confidence(form.get("Confidence"))}
        return protocol.read({"type": protocol.UTTERANCE, "id": turn, "alternatives": [row]})
    if form.get("Digits") or form.get("FinishedOnKey") == "#":
        return protocol.read({"type": protocol.DTMF, "id": turn, "digits": form.get("Digits") or "#"})
    return Event(protocol.NO_INPUT, turn)  # silence, or a redirect: call.py knows whether something is waited for


def _confidence(text: str | None) -> float | None:
    """Twilio says 0.0 where its model gives none."""
    try:
        value = float(text or 0)
    except ValueError:
        return None
    return value if 0 < value <= 1 else None


def twiml(commands: list[Command], action: str) -> VoiceResponse:
    """Commands as TwiML. What may be cut in on is spoken inside the gather that follows."""
    response = VoiceResponse()
    inside: list[str] = []
    for command in commands:
        kind = command["type"]
        if kind == "say" and command["barge_in"]:
            inside.append(command["text"])
            continue
        if kind == "gather":
            response.append(_gather(command, inside, action))
            inside = []
            continue
        _speak(response, inside)
        inside = []
        _plain_verb(response, command, action)
    _speak(response, inside)
    return response


def _speak(verb: VoiceResponse | Gather, texts: list[str]) -> None:
    for text in texts:
        verb.say(text, language=LANGUAGE)


def _plain_verb(response: VoiceResponse, command: Command, action: str) -> None:
    match command["type"]:
        case "say":
            _speak(response, [command["text"]])
        case "play":
            response.play(command["url"])
        case "transfer":
            dial = Dial(action=action, timeout=command["timeout_ms"] // 1000, answer_on_bridge=True)
            dial.sip(command["to"]) if command["to"].startswith("sip:") else dial.number(command["to"])
            response.append(dial)
        case "continue":
            response.redirect(action)
        case "hangup":
            response.hangup()
        case "send_text":
            pass  # a matter of their messaging product, and of its own consent


def _gather(command: Command, inside: list[str], action: str) -> Gather:
    options = {"action": action, "action_on_empty_result": True, "input": " ".join(reversed(command["input"]))}
    options |= {"timeout": max(1, command["begin_within_ms"] // 1000), "barge_in": True}
    if speech := command.get("speech"):
        seconds = max(1, round(speech["end_silence_ms"] / 1000))
        options |= {"language": speech["language"], "speech_timeout": str(seconds)}
        options |= {"hints": ",".join(speech["hints"])} if speech["hints"] else {}
    if keys := command.get("dtmf"):
        options |= {"num_digits": keys["longest"], "finish_on_key": keys["finish_on"]}
    gather = Gather(**options)
    _speak(gather, inside)
    return gather


def _sid(form: Form) -> str:
    return protocol.call_name(form.get("CallSid"))
