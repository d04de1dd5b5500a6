"""From the call to a person: connect if somebody is there, else promise a call back. Nobody is sent round in circles."""

from __future__ import annotations

import datetime as dt

from casework.korean.decisions import agrees
from casework.services import handoff, hours, inbox, requests, waiting
from casework.services.contact import known_number
from casework.services.parties import handler_card
from casework.services.people import is_there
from casework.services.phone import keyed
from casework.store.models import Handoff, Staff
from connectors.phone import protocol
from connectors.phone.context import OnCall

CONNECT, NUMBER = "offer", "number"
SHORTEST, LONGEST = 8, 13  # digits of a number to call back
_URGENT = ("crisis", "emergency")


def connect(call: OnCall, reason: str) -> None:
    """Ask for a person: the desk hears of it before the caller does, since it is stored first."""
    call.state.silent = call.state.missed = 0
    call.state.fill, call.state.heard = {}, []
    if call.row.call_back_at is not None:
        _once_promised(call, reason)
        return
    asked = handoff.request(call.uow, call.kit.words, call.now, call.conversation, reason)
    _skip_notices(call)
    moment = hours.standard().at(call.now)
    owner = call.uow.staff.get(asked.owner_id)
    if moment.is_open and is_there(call.uow, call.now, owner):
        call.state.stage = "transfer"
        call.speak(call.word("utter_phone_transfer"), barge_in=False)
        call.out.append(_transfer(call, asked, owner))
        return
    key = "utter_phone_nobody" if moment.is_open else "utter_phone_closed"
    _offer_call_back(call, call.word("utter_phone_lunch" if moment.state == hours.LUNCH else key))


def taken_over(call: OnCall, text: str = "") -> bool:
    """Somebody at the desk has stepped in: the bot says nothing more, and the call goes to that person. Whether it is so.

    `text`: what the caller has just said, which the person reads.
    """
    if call.conversation.state != "human":
        return False
    if text:
        inbox.receive(call.uow, call.kit, call.now, call.conversation.id, call.event_id, text)
    if call.state.stage != "transfer":
        asked = call.uow.handoffs.open_for(call.conversation.id)
        call.state.stage, call.state.waits_for = "transfer", None
        call.out.append(_transfer(call, asked, call.uow.staff.get(asked.taken_by)))
    _skip_notices(call)
    return True


def _transfer(call: OnCall, asked: Handoff, owner: Staff) -> protocol.Command:
    case = call.case
    office = handler_card(call.uow, call.kit, call.now, case)["phone"] if case else ""
    to = call.transfer_to or owner.phone or office
    number = (case.receipt_number or case.number) if case else None
    return protocol.transfer(
        to, conversation=call.conversation.id, case=number, handoff=asked.id, reason=asked.reason, agent=owner.login
    )


def transferred(call: OnCall, result: str) -> None:
    """The gateway has tried. Answered: a person has the call; else a call back is offered."""
    if call.state.stage != "transfer":
        call.repeat()
    elif result == "answered":
        call.state.stage = "human"
        call.uow.audit.add(
            "system", "call.transferred", call.now, call.conversation.case_id, call.conversation.id, call=call.row.id
        )
    else:
        call.uow.audit.add("system", "call.transfer_failed", call.now, call.conversation.case_id, call.conversation.id, result=result)  # fmt: skip
        _offer_call_back(call, call.word("utter_phone_transfer_failed"))


def _offer_call_back(call: OnCall, lead: str) -> None:
    when = _when(call)
    call.state.stage, call.state.call_back = "call_back", {"phase": CONNECT, "tries": 0}
    question = call.word("utter_phone_call_back", when=when)
    call.ask(lead, question, short=question, keys={"1": "1", "2": "2"}, asks="call_back", grammar="yes_no")


def answer(call: OnCall, *, text: str = "", digits: str = "") -> None:
    """What the caller says to the offer, or the number that is keyed in."""
    if call.state.call_back["phase"] == NUMBER:
        _number(call, digits)
        return
    wish = {"1": True, "2": False}.get(digits, agrees(text) if text else None)
    if wish is None:
        unclear(call)
    elif wish and (number := known_number(call.uow, call.conversation)):
        _promise(call, number)
    elif wish:
        call.state.call_back = {"phase": NUMBER, "tries": 0}
        ask = call.word("utter_phone_call_back_number")
        call.ask_digits(ask, short=ask, asks="call_back.number", digits=LONGEST, grammar="phone")
    else:
        call.speak(call.word("utter_phone_no_call_back"))
        go_on(call)


def _number(call: OnCall, digits: str) -> None:
    number = digits.strip("#*")
    if SHORTEST <= len(number) <= LONGEST:
        keyed.keep_number(call.uow, call.kit, call.now, call.conversation, number)
        _promise(call, number)
    else:
        unclear(call)


def unclear(call: OnCall) -> None:
    """Asked once more, then the call ends: the request stands in the queue all the same."""
    call.state.call_back["tries"] += 1
    if call.state.call_back["tries"] >= 2:
        good_bye(call, "no_answer")
    else:
        call.repeat(short=True)


def _promise(call: OnCall, number: str) -> None:
    call.row.call_back_at = hours.standard().at(call.now).next_opening
    call.uow.audit.add(
        "worker",
        "call.call_back",
        call.now,
        call.conversation.case_id,
        call.conversation.id,
        at=call.row.call_back_at.isoformat(),
    )
    request = call.uow.handoffs.open_for(call.conversation.id)
    if request is not None:
        request.call_back_at = call.row.call_back_at
    note = call.word("utter_phone_call_back_noted", when=_when(call))
    call.uow.messages.append(call.conversation, "system", "notice", note, call.now, payload={"event": "call.call_back"})
    _skip_notices(call)
    call.speak(call.word("utter_phone_call_back_kept", when=_when(call), last=" ".join(number[-4:])))
    go_on(call)


def _once_promised(call: OnCall, reason: str) -> None:
    """A call back is promised: silence ends the call, anything else goes on with the bot."""
    if reason not in _URGENT and reason != "worker_asked":
        good_bye(call, reason)
        return
    handoff.request(call.uow, call.kit.words, call.now, call.conversation, reason)
    _skip_notices(call)
    number = known_number(call.uow, call.conversation) or ""
    if number:
        call.speak(call.word("utter_phone_call_back_kept", when=_when(call), last=" ".join(number[-4:])))
    go_on(call)


def go_on(call: OnCall) -> None:
    """Back to the claim where it was, or good-bye."""
    call.state.stage, call.state.call_back = "talk", {}
    if call.draft is None or not call.memory.step:
        good_bye(call, "call_back" if call.row.call_back_at else "done")
        return
    call.speak(call.word("utter_phone_meanwhile"))
    requests.go_on(call.uow, call.kit, call.now, call.conversation)
    call.moved = True


def good_bye(call: OnCall, reason: str) -> None:
    """Say how to go on later, and end."""
    draft, death = call.draft, call.case is not None and call.case.kind == "death"
    if draft is not None:
        key = "utter_phone_goodbye_draft" if draft.birth_hash else "utter_phone_goodbye_by_person"
        call.speak(call.word(key, number=draft.number), barge_in=False)
    call.speak(call.word("utter_phone_goodbye_death" if death else "utter_phone_goodbye"), barge_in=False)
    text_number(call)
    call.hang_up(reason)


def text_number(call: OnCall) -> None:
    """Where the gateway can send a text, the number to go on with goes to the caller, if it is enough to go on with."""
    draft = call.draft
    if draft is not None and draft.birth_hash and "sms" in call.state.can:
        call.out.append(protocol.send_text(call.word("utter_phone_text_draft", number=draft.number)))


def _when(call: OnCall) -> str:
    moment = call.row.call_back_at or hours.standard().at(call.now).next_opening
    if moment <= call.now:
        moment = call.now + dt.timedelta(hours=1)
    return waiting.when(call.kit.words, call.now, moment)


def _skip_notices(call: OnCall) -> None:
    """The notice of the hand-off is written for a page; the call says it in its own words."""
    call.state.seen = call.conversation.last_seq
