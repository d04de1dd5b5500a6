"""One more question, asked once, where an answer leaves open what matters: left or right."""

from __future__ import annotations

from casework import branches
from casework.domain import jurisdiction
from casework.domain.intake.reading import Reading
from casework.korean import body
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import as_value

PARTS = "injury.parts"


def ask_open_detail(turn: Turn, *, before: str | None) -> bool:
    """Ask for the open detail of an answer that was given, if there is one.

    `before` is the field that would be asked now: details of what stands after
    it in the order of asking wait for their turn.
    """
    order = list(turn.kit.definition.fields)
    if PARTS in (turn.memory.detailed or []) or (before is not None and order.index(before) < order.index(PARTS)):
        return False
    if not _ask_side(turn):
        return False
    turn.memory.step, turn.memory.asks, turn.memory.card = "ask", PARTS, None
    turn.memory.detailed = [*(turn.memory.detailed or []), PARTS]
    return True


def completed(turn: Turn, field_id: str, reading: Reading | None) -> Reading | None:
    """The answer to such a question joined with what was said before; None where that stays as it is."""
    former = as_value(turn, field_id)
    if former is None:
        return reading
    if field_id == PARTS:
        sides = turn.understanding.of("side")
        if sides and not turn.understanding.of("body_part"):
            parts = [p if p.get("side") or p["part"] in body.MIDLINE else p | {"side": sides[-1].value} for p in former]
            return Reading(parts, words=turn.text)
    if reading is None or reading.status != "given" or reading.problem:
        return None
    return reading


def is_known_place(turn: Turn, text: str) -> bool:
    """Whether a place names a region, so that it may serve as an address."""
    return not isinstance(jurisdiction.find(text, branches.load(), turn.today), jurisdiction.Unknown)


def _ask_side(turn: Turn) -> bool:
    answer = turn.answers().get(PARTS)
    if answer is None or answer.status != "given":
        return False
    unsided = [p["part"] for p in answer.value if not p.get("side") and p["part"] not in body.MIDLINE]
    if not unsided:
        return False
    turn.say(
        "utter_ask_side", payload={"asks": PARTS, "step": "ask"}, part=", ".join(body.LABELS.get(p, p) for p in unsided)
    )
    return True
