"""Everything a worker sends is stored here first, before anything is done with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from dataclasses import dataclass

from casework.korean import identifiers
from casework.korean.normalise import normalise
from casework.services import handoff
from casework.services.dialogue.turn import greet
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Message

LONGEST = 20_000  # characters; what is longer is sent back to be split, and the page keeps it
PLACEHOLDERS = ("phone", "resident", "foreigner")


class BadMessage(ValueError):
    """A message that cannot be taken; `problem` names the response: empty, too_long."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Received:
    """The stored message, whether it had come before, and whether it is all that the bot owes an answer for."""

    message: Message
    repeated: bool
    alone: bool = False


def open_conversation(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, channel: str, id: str | None = None
) -> tuple[Conversation, str]:
    """A new conversation with its greeting, and the secret by which its worker is known."""
    token = secrets.token_urlsafe(32)
    conversation = uow.conversations.create(id or str(uuid.uuid4()), channel, hash_token(token), now)
    greet(uow, kit, now, conversation)
    return conversation, token


def hash_token(token: str) -> str:
    """What of a worker's secret is stored."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def receive(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation_id: str, client_id: str, text: str) -> Received:
    """Store a worker's message, identifiers sealed and replaced. A repeat changes nothing. Raises BadMessage."""
    conversation = uow.conversations.for_update(conversation_id)  # before looking: the first copy may be on its way
    known = uow.messages.by_client(conversation_id, client_id)
    if known is not None:
        return Received(known, repeated=True)
    words = cleaned(text)
    if not words.strip():
        raise BadMessage("empty")
    if len(words) > LONGEST:
        raise BadMessage("too_long")
    found = [row for row in identifiers.find(words) if row.kind in PLACEHOLDERS]
    payload = {"identifiers": [{"kind": row.kind, "sealed": uow.vault.seal(row.value)} for row in found]}
    message = uow.messages.append(
        conversation,
        "worker",
        "text",
        identifiers.redact(words),
        now,
        client_id=client_id,
        payload=payload if found else {},
    )
    handoff.reopen(uow, now, conversation)
    if not bot_answers(conversation):
        uow.messages.mark_answered(message, now)
        return Received(message, repeated=False)
    return Received(message, repeated=False, alone=uow.messages.count_unanswered(conversation_id) == 1)


def cleaned(text: str) -> str:
    """What somebody typed as it may be stored: half of an emoji, as a cut-off message has it, is no character."""
    return normalise(text.encode("utf-8", "ignore").decode("utf-8"))


def bot_answers(conversation: Conversation) -> bool:
    """Whether the bot owes an answer: until a person takes over it helps on, also while somebody waits."""
    return conversation.state in ("bot", "waiting")
