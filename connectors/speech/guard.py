"""Who may talk: anybody while the trial is on; in a call, whoever began it."""

from __future__ import annotations

import hashlib
import secrets

from sanic import Request

from connectors import work
from connectors.problems import Problem
from connectors.web_chat.guard import bearer

GATEWAY = "trial"  # the telephone's name for the browser


def why_not(request: Request) -> str | None:
    """The problem's code where the trial is switched off or not installed."""
    ctx = request.app.ctx
    if not ctx.settings.speech_trial:
        return "speech_off"
    return None if ctx.speech.is_there() else "speech_absent"


def must_be_on(request: Request) -> None:
    """Raises Problem 403."""
    if reason := why_not(request):
        raise Problem(403, reason)


def new_secret() -> str:
    """What the browser that begins a call gets, and nobody else."""
    return secrets.token_urlsafe(24)


def call_name(secret: str) -> str:
    """The call's id for the telephone: it does not tell the secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def own_call(request: Request) -> str:
    """The id of the call whose secret was sent. Raises Problem 401, 403, 404."""
    must_be_on(request)
    name = call_name(bearer(request))
    if await work.reading(request, lambda uow, kit, now: uow.calls.find(GATEWAY, name)) is None:
        raise Problem(404, "no_call")
    return name
