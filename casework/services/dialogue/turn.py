"""One turn: in which order a message is looked at, exactly once.

Danger first, then a wish for a person, then the open form, then the topic.
Replies are rows written in the transaction that changes the claim, so a turn
that is asked for again (a crash, a retry) finds them and changes nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.dialogue import danger
from casework.domain.understanding import Understanding
from casework.services import failures
from casework.services.dialogue import answering, calculating, claim, leaving, talk, told
from casework.services.dialogue.context import Turn
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Message

WANTS_PERSON = 0.50
WANTS_PERSON_IN_FORM = 0.80
STEPS_THAT_READ_ANYTHING = frozenset({"resume"})


class UnknownMessage(LookupError):
    """The message is not of this conversation."""


def take_turn(
    uow: UnitOfWork,
    kit: Kit,
    now: dt.datetime,
    *,
    conversation_id: str,
    message_id: int,
    understanding: Understanding,
) -> list[Message]:
    """Answer a worker's message. A message that was answered before gives the same replies again.

    Raises UnknownMessage.
    """
    conversation = uow.conversations.for_update(conversation_id)
    message = uow.messages.get(message_id)
    if conversation is None or message is None or message.conversation_id != conversation_id:
        raise UnknownMessage(conversation_id)
    if message.answered_at is not None:
        return uow.messages.replies_to(message_id)
    turn = Turn.open(uow, kit, now, conversation, message, understanding)
    if conversation.state not in ("human", "closed"):
        failures.recovered(uow, kit.words, now, conversation)
        _answer(turn)
    turn.close()
    return turn.said


def take_card(uow: UnitOfWork, kit: Kit, now: dt.datetime, message: Message) -> None:
    """Go on after a card was filled in; the card's values are stored already."""
    conversation = uow.conversations.for_update(message.conversation_id)
    turn = Turn.open(uow, kit, now, conversation, message, Understanding((), ()))
    if conversation.state not in ("human", "closed"):
        claim.after_card(turn)
    turn.close()


def take_attachment(uow: UnitOfWork, kit: Kit, now: dt.datetime, message: Message, name: str) -> None:
    """Thank for a file and go on."""
    conversation = uow.conversations.for_update(message.conversation_id)
    turn = Turn.open(uow, kit, now, conversation, message, Understanding((), ()))
    if conversation.state not in ("human", "closed"):
        turn.say("utter_attachment_received", name=name)
        claim.after_attachment(turn, name)
    turn.close()


def look_at(turn: Turn) -> None:
    """Answer an open turn in the order of every turn; whoever opened it closes it."""
    _answer(turn)


def greet(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Any) -> None:
    """The first message of a conversation."""
    turn = Turn.open(uow, kit, now, conversation, None, Understanding((), ()))
    turn.say("utter_greeting")
    turn.close()


def _answer(turn: Turn) -> None:
    told.remember(turn)
    if sign := _danger(turn):
        talk.danger_first(turn, sign)
        return
    if wants_person(turn):
        talk.person(turn, "worker_asked")
        return
    if leaving.take(turn) or calculating.go_on(turn):
        return
    if (turn.memory.step and claim.go_on(turn)) or claim.pick_up(turn):
        return
    talk.respond(turn)


def _danger(turn: Turn) -> str | None:
    """By plain words always; by the model where it is sure."""
    topic, confidence = turn.understanding.topic, turn.understanding.confidence
    sign = danger.sign(turn.text)
    if sign or topic not in ("emergency", "crisis"):
        return sign
    # A crisis taken for one too often costs a kind word; missed once, it can cost a life.
    if answering.is_plain_answer(turn):
        return None
    in_form = turn.memory.asks is not None and topic == "emergency"
    if in_form and turn.memory.last_topic == "emergency":
        return None  # said just before, and answered
    return topic if confidence >= (danger.CONFIDENT_IN_FORM if in_form else danger.CONFIDENT) else None


def wants_person(turn: Turn) -> bool:
    """Whether the message asks for a human: a few plain words always work, or the topic is clear."""
    if danger.asks_for_person(turn.text):
        return True
    understanding = turn.understanding
    if understanding.topic != "service.human" or claim.answers_field(turn):  # "정규직 직원" is an answer
        return False
    return understanding.confidence >= (WANTS_PERSON_IN_FORM if turn.memory.asks else WANTS_PERSON)
