"""Values that a caller keys in or has read back, put straight into the claim: never chat text, never the engine."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.intake.reading import Reading
from casework.domain.understanding import Understanding
from casework.services import drafts
from casework.services.dialogue import leaving
from casework.services.dialogue.context import Turn
from casework.services.dialogue.turn import take_card
from casework.services.dialogue.values import as_value, put
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation

BIRTH = "worker.birth_date"
RECORDING = "consent.recording"
SURE, READ_OUT = 1.0, 0.5  # a keyed value; one that was only heard


def answer(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, client_id: str, field_id: str, value: Any
) -> None:
    """The answer to the field that was asked, keyed in; the bot goes on. A repeat changes nothing."""
    if uow.messages.by_client(conversation.id, client_id) is not None:
        return
    message = uow.messages.append(
        conversation,
        "worker",
        "card",
        kit.for_channel(conversation.channel).words.render("utter_card_saved"),
        now,
        client_id=client_id,
        payload={"keyed": field_id},
    )
    turn = _turn(uow, kit, now, conversation)
    turn.message = message
    put(turn, turn.field(field_id), Reading(value))
    take_card(uow, kit, now, message)


def keep_birth_date(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, born: str) -> None:
    """By which a draft is found again, if the line drops."""
    turn = _turn(uow, kit, now, conversation)
    put(turn, turn.field(BIRTH), Reading(born))
    drafts.set_birth_hash(uow, turn.case, born, as_value(turn, "worker.name"))
    turn.close()


def note_recording(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> None:
    """The notice was heard and the caller went on: that is the answer to the field that only calls have."""
    if conversation.case_id is None or RECORDING in uow.fields.answered(conversation.case_id):
        return
    turn = _turn(uow, kit, now, conversation)
    notice = turn.kit.words.render("utter_phone_notice")
    put(turn, turn.field(RECORDING), Reading(True, words=notice))
    turn.close()


def doubt(uow: UnitOfWork, now: dt.datetime, conversation: Conversation, field_id: str) -> None:
    """A value that was only heard and not confirmed: the handler is to ask again."""
    uow.audit.add("system", "phone.unsure", now, conversation.case_id, conversation.id, field=field_id)


def keep_number(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, number: str) -> None:
    """The number for a call back, in the claim; where there is none yet a draft is opened, so that staff can read it."""
    turn = _turn(uow, kit, now, conversation)
    leaving.keep_number(turn, number)
    turn.close()


def _turn(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> Turn:
    return Turn.open(uow, kit, now, conversation, None, Understanding((), ()))
