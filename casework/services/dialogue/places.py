"""An address that fits several cities: ask which, once."""

from __future__ import annotations

from casework import branches
from casework.domain.jurisdiction import Ambiguous, find
from casework.services.dialogue.asking import status
from casework.services.dialogue.context import Turn


def ask_province(turn: Turn, address: str) -> bool:
    """Ask for the 시·도 where the district's name exists more than once. False when there is nothing to ask.

    A second unclear answer is taken as it is: the lead sorts it out, not the worker.
    """
    if turn.memory.tries:
        return False
    found = find(address, branches.load(), turn.today)
    if not isinstance(found, Ambiguous):
        return False
    turn.memory.tries = 1
    rows = [{"title": f"{sido} {address}", "say": f"{sido} {address}"} for sido in found.candidates]
    rows += turn.kit.words.buttons("utter_buttons_unknown")
    payload = {"asks": "workplace.address", "step": "ask", "buttons": rows, **status(turn)}
    turn.say("utter_which_province", payload=payload, address=address)
    return True
