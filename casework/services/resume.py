"""Go on with a draft on another device or day."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import uuid

from casework.domain.errors import DraftNotFound
from casework.domain.intake.validation import birth_date
from casework.domain.understanding import Understanding
from casework.services import drafts, handoff
from casework.services.dialogue.asking import ask_next
from casework.services.dialogue.context import Turn
from casework.services.inbox import hash_token
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation


def resume(
    uow: UnitOfWork,
    kit: Kit,
    now: dt.datetime,
    number: str,
    born: str,
    *,
    channel: str,
    conversation: Conversation | None = None,
) -> tuple[Conversation, str]:
    """A new thread of the same case, with its secret; or the given thread, which has no case yet, and no new secret.

    Raises DraftNotFound, DraftLocked.
    """
    digits = re.sub(r"\D", "", number)
    day = birth_date(born)
    if len(digits) != 8 or day is None:
        raise DraftNotFound(number)
    case = drafts.find(uow, now, f"{digits[:4]}-{digits[4:]}", day)
    token = secrets.token_urlsafe(32)
    if conversation is None:
        conversation = uow.conversations.create(str(uuid.uuid4()), channel, hash_token(token), now)
    else:
        token = ""
    conversation.case_id = case.id
    uow.audit.add("worker", "draft.resumed", now, case_id=case.id, conversation_id=conversation.id)
    if handoff.join(uow, kit.for_channel(channel).words, now, conversation):
        return conversation, token
    turn = Turn.open(uow, kit, now, conversation, None, Understanding((), ()))
    if turn.draft is not None:
        turn.memory.kind = case.kind
        turn.say("utter_resumed", number=case.number)
        ask_next(turn)
    else:
        state = kit.words.render(f"utter_state_{case.state}")
        turn.say("utter_resumed_submitted", payload={"summary": True}, number=case.receipt_number, state=state)
    turn.close()
    return conversation, token
