"""The line beside the form: what a caller says fills the claim and is answered, in the order of every turn of the bot."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.dialogue.claim_kind import kind_of
from casework.domain.dialogue.confidence import LIKELY
from casework.domain.intake.filling import fill
from casework.domain.intake.flow import applicable
from casework.domain.understanding import Understanding
from casework.korean.questions import is_question
from casework.services import display
from casework.services.console import turns
from casework.services.console.context import OnCall
from casework.services.console.turns import DeskTurn
from casework.services.dialogue import correcting, starting, talk, told
from casework.services.dialogue.turn import look_at
from casework.services.dialogue.values import takes
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Message

SHOWN = 8  # values of a preview


def hear(on: OnCall, message: Message, understanding: Understanding) -> None:
    """Take in a message that the agent wrote down. The same message again changes nothing in the claim."""
    turn = turns.begin(on, message, understanding)
    before = dict(turn.answers())
    if turn.draft is not None and turn.memory.step == "review":
        _after_everything(turn)
    elif turn.case is None and not understanding.ranking and told.tells_accident(turn):
        starting.start(turn, kind_of(turn.text, understanding))  # the engine is away: the words alone open the claim
    else:
        look_at(turn)
    state = on.state
    state.fresh = [name for name, answer in turn.answers().items() if before.get(name) != answer]
    state.line, state.line_id, state.problem = "", "", {}
    on.note("console.line", fields=len(state.fresh))
    turns.end(turn, state)


def _after_everything(turn: DeskTurn) -> None:
    """All is asked: a correction or a question may still come; handing in is a key of its own, never a word."""
    if not correcting.try_correct(turn, at_review=True) and is_question(turn.text):
        talk.respond(turn)


def preview(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, text: str, understanding: Understanding
) -> dict[str, Any]:
    """What a line that is still being typed would fill, and what it would be about; nothing is stored."""
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    definition = kit.for_channel("console").definition
    answers = uow.fields.answered(case.id) if case is not None else {}
    view = definition.within(case.kind if case is not None else "accident")
    open_ = {name for name in view if name not in answers}
    if case is not None:
        open_ &= {f.id for f in applicable(definition, case.kind, answers, conversation.channel)}
    found = fill(text, understanding, open_, now.astimezone(KOREA).date())
    rows = [
        {"label": view[name].label, "value": display.show(view[name], reading.value, masked=True)}
        for name, reading in found.items()
        if reading.status == "given" and takes(view[name], reading)
    ]
    topic = kit.topics.get(understanding.topic or "")
    asks = topic is not None and topic.kind == "answer" and understanding.confidence >= LIKELY and is_question(text)
    return {"rows": rows[:SHOWN], "topic": topic.label if topic is not None and asks else None}
