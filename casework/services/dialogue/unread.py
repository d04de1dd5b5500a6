"""What happens where an answer was not read or is not known: ask again in other words, then go on without."""

from __future__ import annotations

from casework.domain.intake.flow import GIVE_WAY, INDISPENSABLE
from casework.domain.intake.reading import Reading
from casework.services.dialogue.asking import ask_again, ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import put

LATE_TRIES = 3  # answers that could not be read, after which the question is left to the handler
NEEDED_TRIES = 2  # times that somebody does not know what a claim needs, after which it goes on without
_TELLS = ("accident.task", "accident.type", "accident.object", "injury.parts", "injury.kinds", "injury.condition")


def not_read(turn: Turn, reading: Reading | None, others: list[str]) -> None:
    """The message does not answer the open question, or cannot be true."""
    memory = turn.memory
    if turn.conversation.state == "waiting" and reading is None and not others:
        turn.say("utter_noted_for_handler")
        return
    memory.tries += 1
    if memory.tries >= LATE_TRIES and (memory.asks in GIVE_WAY or memory.asks not in INDISPENSABLE):
        _go_on_without(turn)
        return
    if reading is not None and reading.problem:
        turn.say(f"utter_problem_{reading.problem}")
    elif others:
        turn.say("utter_noted_other")
    else:
        turn.say("utter_not_read")
    if memory.tries >= 2:
        turn.say("utter_offer_person")
    ask_again(turn, plain=True)


def needed(turn: Turn) -> None:
    """Nobody knows what a claim cannot do without: explain, ask once more, then go on with what is likely."""
    memory = turn.memory
    memory.tries += 1
    if memory.tries >= NEEDED_TRIES and memory.asks in GIVE_WAY:
        _go_on_without(turn)
        return
    turn.say(GIVE_WAY.get(memory.asks, "utter_needed"))
    if memory.tries >= 2:
        turn.say("utter_offer_person")
    ask_again(turn, plain=memory.asks in GIVE_WAY)


def _go_on_without(turn: Turn) -> None:
    asked = turn.memory.asks
    if asked == "reporter.relation":
        death = turn.case.kind == "death"  # nobody reports their own
        put(turn, turn.field(asked), Reading("family" if death else "self", words=turn.text, confidence=0.3))
        turn.say("utter_taken_as_family" if death else "utter_taken_as_self")
    elif asked == "accident.story" and (story := _told_before(turn)):
        put(turn, turn.field(asked), Reading(story, words=story, confidence=0.3))
        turn.say("utter_story_from_before")
    else:
        put(turn, turn.field(asked), Reading(status="later", words=turn.text))
        turn.say("utter_left_to_handler")
        if asked == "accident.story":
            turn.say("utter_offer_person")
    ask_next(turn)


def _told_before(turn: Turn) -> str:
    """What the worker has said about the accident and the injury so far, in their own words."""
    rows = turn.uow.fields.current(turn.case.id)
    words = (rows[name].words for name in _TELLS if name in rows and rows[name].status == "given")
    return " ".join(dict.fromkeys(filter(None, words)))
