"""Open a claim from whatever was said first."""

from __future__ import annotations

from casework.domain.intake.reading import Reading
from casework.services import drafts
from casework.services.dialogue.asking import ask_again, ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import fill_open, put, put_identifiers


def start(turn: Turn, kind: str) -> None:
    """Open a draft of `kind` with what was said so far, and ask the first open thing."""
    if turn.draft is not None:
        turn.say("utter_already_started", number=turn.case.number)
        ask_again(turn) if turn.memory.step else ask_next(turn)
        return
    turn.case = drafts.create(turn.uow, turn.now, turn.conversation, kind)
    turn.memory.kind, turn.memory.optional, turn.memory.failures = kind, None, 0
    fill_open(turn, but="accident.story")
    put_identifiers(turn)
    story = turn.memory.story or turn.text
    if tells_something(turn, story):
        put(turn, turn.field("accident.story"), Reading(story, words=story))
    turn.memory.story = None
    short = kind in turn.kit.definition.short_kinds
    turn.say(f"utter_start_{kind}" if short else "utter_start", number=turn.case.number)
    ask_next(turn)


def tells_something(turn: Turn, story: str) -> bool:
    """Whether a first message is a story already, or only the wish to report."""
    facts = {e.type for e in turn.understanding.entities}
    return len(story.strip()) >= 12 and bool(facts & {"body_part", "accident_type", "injury_type", "object", "disease"})
