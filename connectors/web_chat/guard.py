"""Who may speak in a conversation: whoever holds its secret."""

from __future__ import annotations

import re
import secrets
from typing import Any

from sanic import Request

from casework.services import inbox
from casework.store.database import UnitOfWork
from casework.store.models import Conversation
from connectors.problems import Problem

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database takes NUL or half of a character


def bearer(request: Request) -> str:
    """The worker's secret from the Authorization header. Raises Problem 401."""
    kind, _, token = (request.headers.get("authorization") or "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Problem(401, "no_token")
    return token.strip()


def own_conversation(uow: UnitOfWork, conversation_id: Any, token: str) -> Conversation:
    """The conversation, if the secret is its own. Raises Problem 404, which tells nothing about others."""
    find = uow.conversations.for_update if uow.writing else uow.conversations.get
    conversation = find(conversation_id) if isinstance(conversation_id, str) else None
    known = conversation.token_hash if conversation else "0" * 64
    if not secrets.compare_digest(known, inbox.hash_token(token)) or conversation is None:
        raise Problem(404, "no_conversation")
    return conversation


def text_of(body: Any, name: str, longest: int = 64) -> str:
    """A required text of a JSON body. Raises Problem 400."""
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value.strip() or len(value) > longest or _UNSTORABLE.search(value):
        raise Problem(400, "bad_body", what=name)
    return value
