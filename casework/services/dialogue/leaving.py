"""Nobody is there, or the worker would rather not wait: a matter left in writing, a call back at a time that is told."""

from __future__ import annotations

import datetime as dt

from casework.domain.dialogue.wishes import leaves_matter, wants_call
from casework.domain.intake.reading import Reading
from casework.services import drafts, handoff, hours, routing, waiting
from casework.services.contact import known_number, national
from casework.services.dialogue.asking import ask_again
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import put
from casework.store.models import Handoff

NUMBER, MATTER = "number", "matter"  # what the next message is expected to be
REASON, TOPIC = "service_callback", "service.callback"
CONTACT = "worker.contact_hours"
CLEAR = 0.6
_SOON = dt.timedelta(hours=1)


def take(turn: Turn) -> bool:
    """Whether the message leaves a matter or wants a call; then it is answered. By telephone the call itself asks."""
    if turn.conversation.channel == "phone":
        return False
    expected, turn.memory.leaving = turn.memory.leaving, None
    number = _number_in(turn)
    if _wants_call(turn) or (expected == NUMBER and number):
        _call_back(turn, number)
    elif turn.conversation.state != "waiting":
        return False
    elif leaves_matter(turn.text):
        turn.memory.leaving = MATTER
        turn.say("utter_matter_please")
    elif expected == MATTER:
        turn.say("utter_matter_noted")
        _go_on(turn)
    else:
        return False
    return True


def _wants_call(turn: Turn) -> bool:
    if turn.memory.asks == CONTACT:  # "오후에 전화 주세요" is the answer
        return False
    if wants_call(turn.text):
        return True
    understood = turn.understanding
    return turn.memory.asks is None and understood.topic == TOPIC and understood.confidence >= CLEAR


def _call_back(turn: Turn, number: str | None) -> None:
    request = turn.uow.handoffs.open_for(turn.conversation.id)
    if request is None:
        turn.memory.failures = 0
        request = handoff.request(turn.uow, turn.kit.words, turn.now, turn.conversation, REASON)
    if number:
        keep_number(turn, number)
    number = number or known_number(turn.uow, turn.conversation)
    if number is None:
        turn.memory.leaving = NUMBER
        turn.say("utter_call_back_number", payload={"topic": TOPIC})
        return
    _promise(turn, request, number)
    _go_on(turn)


def _promise(turn: Turn, request: Handoff, number: str) -> None:
    is_open = hours.standard().is_open(turn.now)
    request.call_back_at = hours.standard().next_opening(turn.now + _SOON if is_open else turn.now)
    turn.uow.audit.add(
        "worker", "handoff.call_back", turn.now, turn.conversation.case_id, turn.conversation.id,
        handoff=request.id, at=request.call_back_at.isoformat(),
    )  # fmt: skip
    routing.tell(turn.uow, request.branch_code, turn.conversation.id, request.owner_id)
    when = waiting.when(turn.kit.words, turn.now, request.call_back_at)
    last = "".join(c for c in number if c.isdigit())[-4:]
    key = "utter_call_back_promised" if is_open else "utter_call_back_promised_later"
    turn.say(key, payload={"topic": TOPIC}, when=when, last=last)


def keep_number(turn: Turn, number: str) -> None:
    """The number for a call back, in the claim, where staff can read it; where there is none yet a draft is opened."""
    if turn.case is None:
        turn.case = drafts.create(turn.uow, turn.now, turn.conversation, "accident")
    relation = turn.answers().get("reporter.relation")
    other = relation is not None and relation.value not in (None, "self")
    put(turn, turn.field("reporter.phone" if other else "worker.phone"), Reading(national(number)))


def _number_in(turn: Turn) -> str | None:
    """A telephone number of the message, which was sealed before anything else looked at it."""
    for row in (turn.message.payload if turn.message else {}).get("identifiers", []):
        if row["kind"] == "phone":
            return turn.uow.vault.unseal(row["sealed"])
    return None


def _go_on(turn: Turn) -> None:
    if turn.memory.step:
        ask_again(turn)
