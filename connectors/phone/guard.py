"""Who may bring calls in: a voice gateway that knows the shared secret. Without one the telephone is off."""

from __future__ import annotations

import base64
import binascii
import secrets

from sanic import Request, Websocket

from connectors.problems import Problem

POLICY = 1008  # close code


def must_know_secret(request: Request) -> None:
    """The secret as bearer token, or as the password of basic authentication. Raises Problem 403, 401."""
    secret = request.app.ctx.settings.phone_secret
    if secret is None:
        raise Problem(403, "phone_off")
    given = _given(request.headers.get("authorization") or "")
    if given is None or not secrets.compare_digest(given.encode("utf-8"), secret.encode("utf-8")):
        raise Problem(401, "not_the_gateway")


async def lets_in(request: Request, ws: Websocket) -> bool:
    """The same for a socket, which is open by then: it is closed as a breach of policy."""
    try:
        must_know_secret(request)
    except Problem:
        await ws.close(POLICY)
        return False
    return True


def _given(header: str) -> str | None:
    kind, _, rest = header.partition(" ")
    if kind.lower() == "bearer":
        return rest.strip()
    if kind.lower() != "basic":
        return None
    try:
        return base64.b64decode(rest.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None
