"""The two buttons of the chat that need no words: a person, and rather not."""

from __future__ import annotations

import datetime as dt

from casework.domain.understanding import Understanding
from casework.services import handoff
from casework.services.dialogue.asking import ask_again
from casework.services.dialogue.context import Turn
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Staff


def ask_for_person(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> None:
    """Call a person; pressing twice calls once."""
    handoff.request(uow, kit.words, now, conversation, "worker_asked")


def cancel_wait(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> None:
    """Go on with the bot, at the question that was open. Where a person has come meanwhile there is nothing to cancel."""
    uow.conversations.lock(conversation)
    if conversation.state == "waiting":
        handoff.cancel(uow, kit.words, now, conversation)
        go_on(uow, kit, now, conversation)


def give_back(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, staff: Staff) -> None:
    """A person gives the conversation back and the bot goes on exactly where the form was. Raises NotYours."""
    uow.conversations.lock(conversation)
    was_human = conversation.state == "human"
    handoff.give_back(uow, kit.words, now, conversation, staff)
    if was_human:
        go_on(uow, kit, now, conversation)


def go_on(uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation) -> None:
    """The bot leads again: repeat the open question, if there is one."""
    turn = Turn.open(uow, kit, now, conversation, None, Understanding((), ()))
    if turn.draft is not None and turn.memory.step:
        ask_again(turn)
    turn.close()
