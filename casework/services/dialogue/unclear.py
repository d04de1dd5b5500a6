"""What was not clearly understood: readings as buttons, another matter, a person; and kept for a lead to look at."""

from __future__ import annotations

from casework.domain.dialogue.confidence import FOREIGN, LIKELY, OUT_OF_SCOPE
from casework.services import learning
from casework.services.dialogue.asking import ask_again
from casework.services.dialogue.context import Turn

MATTERS = frozenset({"emergency", "crisis", "report.death", "service.human", "service.complaint", "report.cancel"})
_NO_CHOICE = ("emergency", "crisis", OUT_OF_SCOPE)  # said at once or not at all, never a button


def not_understood(turn: Turn) -> None:
    """First the likeliest readings as buttons; the second time in a row a person, unasked."""
    memory = turn.memory
    if turn.conversation.state == "waiting":
        turn.say("utter_noted_for_handler")
        return
    collect(turn, "unread")
    likely = [name for name, chance in turn.understanding.ranking[:5] if chance >= LIKELY / 2]
    rows = _buttons_of(turn, likely, 3)
    if _second_failure(turn) or turn.understanding.topic in MATTERS:
        turn.say("utter_offer_person")
        memory.failures = 0
    elif rows:
        turn.say("utter_clarify", payload={"buttons": rows, "step": "clarify"})
    else:
        turn.say("utter_not_understood")
    if memory.step:
        ask_again(turn)


def foreign(turn: Turn) -> None:
    """None of our matters, or hardly: said, with the readings that are left as buttons."""
    if turn.understanding.topic != OUT_OF_SCOPE and turn.understanding.confidence < FOREIGN:
        not_understood(turn)
        return
    collect(turn, "foreign")
    turn.memory.last_topic = OUT_OF_SCOPE
    turn.say("utter_out_of_scope", payload={"topic": OUT_OF_SCOPE})
    if _second_failure(turn):  # what makes no sense to us looks like another matter too
        turn.say("utter_offer_person")
        turn.memory.failures = 0
    if turn.memory.step:
        ask_again(turn)
    else:
        other_readings(turn, OUT_OF_SCOPE)


def _second_failure(turn: Turn) -> bool:
    """Whether this is the second message in a row that could not be answered."""
    turn.memory.failures += 1
    return turn.memory.failures >= 2


def other_readings(turn: Turn, answered: str) -> None:
    """Beside an answer that was a guess: what else may have been meant."""
    others = [name for name, chance in turn.understanding.ranking[:4] if chance >= LIKELY and name != answered]
    if rows := _buttons_of(turn, others, 2):
        turn.say("utter_other_readings", payload={"buttons": rows})


def collect(turn: Turn, reason: str) -> None:
    """For a lead to say what it was about (services/learning.py)."""
    learning.note(turn.uow, turn.now, turn.message, reason, turn.understanding)


def _buttons_of(turn: Turn, names: list[str], most: int) -> list[dict[str, str]]:
    """Topics as quick replies."""
    topics = turn.kit.topics
    labels = [topics[n].label for n in names if n in topics and topics[n].kind != "talk" and n not in _NO_CHOICE]
    return [{"title": label, "say": label} for label in labels[:most]]
