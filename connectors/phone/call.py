"""One call's state machine: an event in, commands for the gateway out, in one transaction."""

from __future__ import annotations

import uuid

from casework.domain.dialogue import danger
from casework.services import inbox
from casework.services.phone import keyed
from connectors.phone import cutting, filling, people, protocol, resuming, talking, turns
from connectors.phone.context import OnCall
from connectors.phone.protocol import Event

PERSON, REPEAT = "0", "*"
_OVER = ("human", "ended")


def conversation_id(gateway: str, call_id: str) -> str:
    """Made from the call's id alone: two calls never share a conversation, whoever calls."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"call:{gateway}:{call_id}"))


def start(call: OnCall, event: Event, *, again: bool) -> None:
    """Notice first, never to be cut off; then the greeting. A gateway that lost the line and calls again goes on."""
    call.state.can = sorted(event.can)
    if again:
        call.repeat(call.word("utter_phone_reconnected"))
        return
    if call.notice:
        call.out.append(protocol.play(call.notice))
    else:
        call.speak(call.word("utter_phone_notice"), barge_in=False)
    call.row.notice_at = call.now
    call.uow.audit.add("system", "call.started", call.now, None, call.conversation.id, call=call.row.id)
    turns.after_turn(call)
    call.state.prompt.short = call.word("utter_phone_short_open")


def take(call: OnCall, event: Event) -> None:
    """Whatever happened; then what the bot has stored because of it."""
    best = event.hypotheses[0].text if event.type == protocol.UTTERANCE and event.hypotheses else ""
    if not _is_of_the_line(call, event) and (event.type == protocol.TRANSFERRED or not people.taken_over(call, best)):
        _happened(call, event)
    _go_on(call)


def answered(call: OnCall) -> None:
    """The bot's answer is there, or a person is, who answers from now on."""
    if people.taken_over(call):
        return
    turns.after_turn(call)
    _go_on(call)


def given_up(call: OnCall, reason: str) -> None:
    """The bot's answer does not come: a person."""
    call.state.waits_for = None
    people.connect(call, reason)
    _go_on(call)


def _go_on(call: OnCall) -> None:
    while call.moved:
        call.moved = False
        if people.taken_over(call):  # the claim that was resumed is with a person just now
            return
        turns.after_turn(call)


def _is_of_the_line(call: OnCall, event: Event) -> bool:
    """What needs no answer: the line itself, the recorder, or anything while a person has the call."""
    if event.type == protocol.HANGUP:
        _hung_up(call, event)
    elif event.type == protocol.RECORDING_ON:
        call.row.recording_from = call.now
    elif event.type == protocol.RECORDING_OFF:
        call.row.recording_to = call.now
    elif event.type == protocol.BARGE_IN:
        cutting.note(call, event.position)
    else:
        return call.state.stage in _OVER
    return True


def _happened(call: OnCall, event: Event) -> None:
    if event.type == protocol.TRANSFERRED:
        people.transferred(call, event.result)
    elif event.type == protocol.UTTERANCE:
        _utterance(call, event)
    elif event.type == protocol.DTMF:
        _keys(call, event)
    elif event.type == protocol.NO_INPUT:
        _silence(call)
    elif call.state.waits_for is not None:
        call.waits = call.state.waits_for
    else:
        call.repeat()


def _utterance(call: OnCall, event: Event) -> None:
    stage = call.state.stage
    best = event.hypotheses[0].text if event.hypotheses else ""
    if stage in ("fill", "resume", "call_back") and danger.asks_for_person(best) and not _is_name(call):
        people.connect(call, "worker_asked")
    elif cutting.asks_again(call, event):
        pass
    elif stage == "fill":
        filling.heard(call, event)
    elif stage == "call_back":
        people.answer(call, text=best)
    elif stage == "resume":
        call.repeat(call.word("utter_phone_by_keypad"), short=True)
    elif stage != "transfer":
        talking.heard(call, event)


def _is_name(call: OnCall) -> bool:
    return call.state.stage == "fill" and filling.current(call).type == "name"


def _keys(call: OnCall, event: Event) -> None:
    stage, digits = call.state.stage, event.digits
    if digits.rstrip("#") == PERSON and stage != "transfer":
        people.connect(call, "worker_asked")
    elif digits == REPEAT:
        call.repeat()
    elif cutting.asks_again(call, event):
        pass
    elif stage == "fill":
        filling.pressed(call, digits)
    elif stage == "resume":
        resuming.pressed(call, digits)
    elif stage == "call_back":
        people.answer(call, digits=digits)
    elif stage != "transfer":
        talking.pressed(call, digits)


def _silence(call: OnCall) -> None:
    if call.state.waits_for is not None:  # an adapter that cannot tell silence from going on
        call.waits = call.state.waits_for
    elif call.state.stage == "call_back":
        people.unclear(call)
    elif call.state.stage != "transfer":
        talking.silent(call)


def _hung_up(call: OnCall, event: Event) -> None:
    """The draft stays. Where the gateway can send a text, the number to go on with goes to the caller."""
    if call.state.stage != "ended":
        people.text_number(call)
    if call.state.heard:  # told half a story: it is kept
        inbox.receive(call.uow, call.kit, call.now, call.conversation.id, call.event_id, " ".join(call.state.heard))
        call.state.heard = []
    call.row.ended_at = call.row.ended_at or call.now
    call.row.end_reason = call.row.end_reason or event.reason or "caller"
    call.state.stage = "ended"
    keyed.note_recording(call.uow, call.kit, call.now, call.conversation)
