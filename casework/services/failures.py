"""When the bot cannot answer: apologise once, open the case to people, go on when it is back."""

from __future__ import annotations

import datetime as dt

from casework.services import handoff
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Message
from casework.words import Words

REASON = "bot_failure"


def is_bot_failure(uow: UnitOfWork, conversation: Conversation) -> bool:
    """Whether people wait in the queue only because the bot failed."""
    open_ = uow.handoffs.open_for(conversation.id) if conversation.state == "waiting" else None
    return open_ is not None and open_.state == "waiting" and open_.reason == REASON


def bot_failed(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation_id: str, message_id: int, why: str, *, final: bool
) -> None:
    """Tell the worker and open the case. Once an outage; `final`: the bot gives this message up.

    `why` is for staff and the audit: timeout, unreachable, error.
    """
    conversation = uow.conversations.for_update(conversation_id)
    message = uow.messages.get(message_id)  # read under the lock: it may have been answered this moment
    if message.answered_at is not None or conversation.state in ("human", "closed"):
        return
    if uow.handoffs.open_for(conversation.id) is None:
        words = kit.for_channel(conversation.channel).words
        uow.messages.append(conversation, "bot", "text", words.render("utter_bot_failed"), now)
        handoff.request(uow, words, now, conversation, REASON)
        uow.audit.add(
            "system", "bot.failed", now, case_id=conversation.case_id, conversation_id=conversation.id, why=why
        )
    if final:
        uow.messages.mark_answered(message, now)


def recovered(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation) -> None:
    """The bot answers again: a wait that only its failure had caused ends, unless somebody took it."""
    if is_bot_failure(uow, conversation):
        handoff.cancel(uow, words, now, conversation)


def unanswered(uow: UnitOfWork, conversation_id: str) -> Message | None:
    """The oldest message that the bot still owes an answer for."""
    rows = uow.messages.unanswered(conversation_id)
    return rows[0] if rows else None
