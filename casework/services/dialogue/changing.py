"""A claim that was begun as one kind and turns out to be another: it is changed on a yes, and nothing is told twice."""

from __future__ import annotations

from casework.korean import answers as said
from casework.korean.questions import is_question
from casework.korean.story import other_kind
from casework.services.dialogue.asking import ask_next
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import fill_open

STEP = "change_kind"


def offer(turn: Turn) -> bool:
    """Ask whether to change, where the words tell of another kind. Once a kind: a no is remembered."""
    memory = turn.memory
    kind = other_kind(turn.text, turn.case.kind)
    if kind is None or kind in (memory.kinds_refused or []) or is_question(turn.text) or _is_confided(turn):
        return False
    fill_open(turn)  # what the message tells besides
    memory.step, memory.changing, memory.tries = STEP, kind, 0
    turn.say(f"utter_other_kind_{kind}", payload={"step": STEP})
    return True


def decide(turn: Turn) -> bool:
    """Yes or no; what is neither is asked for once more, and then everything stays as it was."""
    memory = turn.memory
    kind, answer = memory.changing, said.yes_no(turn.text)
    if answer is None and memory.tries == 0:
        memory.tries = 1
        turn.say(f"utter_other_kind_{kind}", payload={"step": STEP})
        return True
    memory.changing = None
    if answer:
        change(turn, kind)
        turn.say("utter_kind_changed_death" if kind == "death" else "utter_kind_changed")
    else:
        memory.kinds_refused = [*(memory.kinds_refused or []), kind]
        turn.say("utter_kind_kept")
    ask_next(turn)
    return True


def change(turn: Turn, kind: str) -> None:
    """Make the draft one of `kind`. Fields that the new kind has too keep their values; the others stay in the record."""
    case = turn.case
    turn.uow.audit.add(turn.actor, "case.kind", turn.now, case.id, turn.conversation.id, former=case.kind, kind=kind)
    case.kind = turn.memory.kind = kind
    turn.memory.detailed = None


def _is_confided(turn: Turn) -> bool:
    """Whether the open question is one whose answer is kept sealed: what is told there is not gone into."""
    return turn.memory.asks is not None and turn.field(turn.memory.asks).sealed
