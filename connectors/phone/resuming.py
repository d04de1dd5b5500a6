"""Go on by telephone with a claim that was begun anywhere: its number and the birth date are keyed in."""

from __future__ import annotations

from casework.domain.errors import DraftLocked, DraftNotFound
from casework.services import resume
from connectors.phone import people
from connectors.phone.context import OnCall

NUMBER, BIRTH = "number", "birth"
EIGHT = 8
TRIES = 3


def begin(call: OnCall, *lead: str) -> None:
    """Ask for the number, unless this call has a claim already."""
    if call.case is not None:
        call.repeat(call.word("utter_phone_has_case"))
        return
    tries = call.state.fill.get("tries", 0) if call.state.stage == "resume" else 0
    call.state.stage, call.state.fill = "resume", {"phase": NUMBER, "tries": tries}
    _ask(call, "utter_phone_resume_number", "resume.number", *lead)


def _ask(call: OnCall, key: str, asks: str, *lead: str) -> None:
    text = call.word(key)
    call.ask_digits(*lead, text, short=text, asks=asks, digits=EIGHT)


def pressed(call: OnCall, digits: str) -> None:
    """Eight digits, twice."""
    fill, value = call.state.fill, digits.rstrip("#")
    if len(value) != EIGHT:
        _wrong(call)
    elif fill["phase"] == NUMBER:
        fill |= {"phase": BIRTH, "number": value}
        _ask(call, "utter_phone_resume_birth", "resume.birth_date")
    else:
        _look_up(call, fill["number"], value)


def _look_up(call: OnCall, number: str, born: str) -> None:
    try:
        resume.resume(
            call.uow, call.kit, call.now, number, born, channel="phone", conversation=call.conversation
        )  # wrong tries are counted there, in this transaction
    except DraftLocked:
        call.speak(call.word("utter_phone_resume_locked"))
        people.connect(call, "worker_asked")
    except DraftNotFound:
        _wrong(call)
    else:
        call.state.stage, call.state.fill, call.state.told_early = "talk", {}, True
        call.moved = True


def _wrong(call: OnCall) -> None:
    call.state.fill["tries"] += 1
    if call.state.fill["tries"] >= TRIES:
        people.connect(call, "worker_asked")
    else:
        begin(call, call.word("utter_phone_resume_wrong"))
