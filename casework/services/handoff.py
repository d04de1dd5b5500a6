"""Bot to person and back. The only place that changes a conversation's state.

`bot` → `waiting` → `human` → `bot` | `closed`. Each change is one transaction
with its notice to the worker and its audit row, on a locked row whose version
guards it, so that repeating a request changes nothing and two takers cannot
both win. Refusals: casework.domain.errors.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain.errors import AlreadyTaken, ConversationClosed, NotYours
from casework.services import routing, waiting
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Handoff, Message, Staff
from casework.store.repositories.handoffs import URGENT
from casework.words import Words

WORKER, SYSTEM = "worker", "system"
BOT_FAILURE = "bot_failure"
STEPPED_IN = "stepped_in"
_BY_SYSTEM = frozenset({BOT_FAILURE, "two_failures", "crisis", "emergency"})
_END_REASON_LENGTH = 64


def request(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, reason: str) -> Handoff:
    """Ask for a person. While a request is open the same one comes back.

    Asked again, the worker hears the present place in the queue, and a danger
    moves the request to the front. Works from `closed` too: asking for a
    person is never refused.
    """
    uow.conversations.lock(conversation)
    known = uow.handoffs.open_for(conversation.id)
    if known is not None:
        _asked_again(uow, words, now, conversation, known, reason)
        return known
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    chosen = routing.owner(uow, case)
    handoff = uow.handoffs.create(
        conversation.id,
        now,
        case_id=conversation.case_id,
        reason=reason,
        branch_code=case.branch_code if case else None,
        owner_id=chosen.staff_id,
        owner_rule=chosen.rule,
    )
    text = waiting.notice(uow, words, now, handoff, uow.staff.get(chosen.staff_id))
    actor = SYSTEM if reason in _BY_SYSTEM else WORKER
    _change(uow, now, conversation, "waiting", text, "handoff.requested", actor, handoff, owner=chosen.staff_id)
    return handoff


def cancel(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation) -> None:
    """Stop waiting and go on with the bot; nothing to do where nobody waits.

    Raises AlreadyTaken when a person has come meanwhile.
    """
    uow.conversations.lock(conversation)
    handoff = uow.handoffs.open_for(conversation.id)
    if handoff is None:
        return
    if handoff.state == "taken":
        raise AlreadyTaken(_name(uow, handoff.taken_by))
    recovered = handoff.reason == BOT_FAILURE
    _end(handoff, "cancelled", now, "recovered" if recovered else "worker_cancelled")
    text = words.render("utter_handoff_recovered" if recovered else "utter_handoff_cancelled")
    actor = SYSTEM if recovered else WORKER
    _change(uow, now, conversation, "bot", text, "handoff.cancelled", actor, handoff)


def take(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, staff: Staff) -> Handoff:
    """Have this person answer from now on, asked for or not (stepping in).

    Taking twice is taking once. Raises AlreadyTaken, ConversationClosed.
    """
    uow.conversations.lock(conversation)
    handoff = uow.handoffs.open_for(conversation.id)
    if handoff is not None and handoff.state == "taken":
        if handoff.taken_by == staff.id:
            return handoff
        raise AlreadyTaken(_name(uow, handoff.taken_by))
    if conversation.state == "closed":
        raise ConversationClosed(conversation.id)
    if handoff is None:
        case = uow.cases.get(conversation.case_id) if conversation.case_id else None
        handoff = uow.handoffs.create(
            conversation.id,
            now,
            case_id=conversation.case_id,
            reason=STEPPED_IN,
            branch_code=case.branch_code if case else staff.branch_code,
            owner_id=staff.id,
            owner_rule="step_in",
        )
    handoff.state, handoff.taken_by, handoff.taken_at = "taken", staff.id, now
    conversation.handler_id = staff.id
    uow.messages.settle(conversation.id, now)
    text = words.render("utter_handoff_taken", name=staff.name)
    _change(uow, now, conversation, "human", text, "handoff.taken", _actor(staff), handoff)
    return handoff


def give_back(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, staff: Staff) -> None:
    """Let the bot go on where the form was; nothing to do where no person answers. Raises NotYours."""
    uow.conversations.lock(conversation)
    if conversation.state != "human":
        return
    _must_have(conversation, staff)
    handoff = uow.handoffs.open_for(conversation.id)
    name = _name(uow, conversation.handler_id)
    _end(handoff, "done", now, "given_back")
    conversation.handler_id = None
    uow.messages.settle(conversation.id, now)
    text = words.render("utter_handoff_given_back", name=name)
    _change(uow, now, conversation, "bot", text, "handoff.given_back", _actor(staff), handoff)


def close(
    uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, staff: Staff, reason: str
) -> None:
    """End the conversation; a closed one stays closed. Raises AlreadyTaken when a colleague is talking."""
    uow.conversations.lock(conversation)
    if conversation.state == "closed":
        return
    if conversation.state == "human" and not _may_act(conversation, staff):
        raise AlreadyTaken(_name(uow, conversation.handler_id))
    handoff = uow.handoffs.open_for(conversation.id)
    _end(handoff, "done", now, reason)
    conversation.handler_id = None
    uow.messages.settle(conversation.id, now)
    text = words.render("utter_handoff_closed")
    _change(uow, now, conversation, "closed", text, "conversation.closed", _actor(staff), handoff, why=reason)


def staff_says(
    uow: UnitOfWork, now: dt.datetime, conversation: Conversation, staff: Staff, text: str, client_id: str
) -> Message:
    """Write what the person says, once for each `client_id`. Raises NotYours unless the person has taken it."""
    uow.conversations.lock(conversation)
    known = uow.messages.by_client(conversation.id, client_id)
    if known is not None and known.staff_id == staff.id:
        return known
    if known is not None or conversation.state != "human" or conversation.handler_id != staff.id:
        raise NotYours(conversation.id)
    return uow.messages.append(conversation, "staff", "text", text, now, client_id=client_id, staff_id=staff.id)


def away(uow: UnitOfWork, words: Words, now: dt.datetime, staff: Staff, reason: str) -> int:
    """Pass on what waits for, or talks with, somebody who is gone; says how many conversations moved.

    The caller has set `on_duty` or `active` first. Cases keep their handler.
    """
    uow.session.flush()
    moved = 0
    for conversation in uow.conversations.of_handler(staff.id):
        uow.conversations.lock(conversation)
        if conversation.state != "human" or conversation.handler_id != staff.id:
            continue
        handoff = uow.handoffs.open_for(conversation.id)
        _end(handoff, "done", now, reason)
        conversation.handler_id = None
        uow.session.flush()  # one open request a conversation: the old one must end first
        request(uow, words, now, conversation, handoff.reason if handoff else STEPPED_IN)
        uow.audit.add(
            SYSTEM, "handoff.moved", now, conversation.case_id, conversation.id, former=staff.id, reason=reason
        )
        moved += 1
    for handoff in uow.handoffs.queue():
        if handoff.owner_id == staff.id:
            routing.reroute(uow, now, handoff, reason)
            moved += 1
    return moved


def status(uow: UnitOfWork, now: dt.datetime, conversation: Conversation, words: Words) -> dict[str, Any]:
    """state, handler (name while a person answers), queue_position and wait_text (while waiting)."""
    handoff = uow.handoffs.open_for(conversation.id) if conversation.state == "waiting" else None
    return {
        "state": conversation.state,
        "handler": _name(uow, conversation.handler_id) if conversation.state == "human" else None,
        "queue_position": uow.handoffs.position(handoff) if handoff else None,
        "wait_text": waiting.estimate(uow, words, now, handoff) if handoff else None,
    }


def _asked_again(
    uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, handoff: Handoff, reason: str
) -> None:
    if handoff.state != "waiting":
        return
    if reason in URGENT and handoff.reason not in URGENT:
        uow.audit.add(
            SYSTEM, "handoff.urgent", now, handoff.case_id, conversation.id, former=handoff.reason, reason=reason
        )
        handoff.reason = reason
        uow.session.flush()
        _tell(uow, conversation, handoff)
    last = uow.messages.after(conversation.id, conversation.last_seq - 1)
    if last and last[0].sender == WORKER:  # a double click says nothing new, a question is answered
        text = waiting.still_waiting(uow, words, now, handoff, uow.staff.get(handoff.owner_id))
        uow.messages.append(conversation, "system", "notice", text, now, payload={"event": "handoff.still_waiting"})


def _change(
    uow: UnitOfWork,
    now: dt.datetime,
    conversation: Conversation,
    state: str,
    text: str,
    action: str,
    actor: str,
    handoff: Handoff | None,
    **details: Any,
) -> None:
    former, conversation.state = conversation.state, state
    uow.messages.append(conversation, "system", "notice", text, now, payload={"event": action})
    if handoff is not None:
        details |= {"handoff": handoff.id, "reason": handoff.reason}
    details |= {"from": former, "to": state}
    uow.audit.add(actor, action, now, conversation.case_id, conversation.id, **details)
    uow.tell(f"conversation:{conversation.id}", type="status", conversation=conversation.id)
    _tell(uow, conversation, handoff)


def _tell(uow: UnitOfWork, conversation: Conversation, handoff: Handoff | None) -> None:
    branch_code = handoff.branch_code if handoff is not None else None
    uow.tell(f"desk:{branch_code or '*'}", type="queue", conversation=conversation.id)


def _end(handoff: Handoff | None, state: str, now: dt.datetime, reason: str) -> None:
    if handoff is not None:
        handoff.state, handoff.ended_at, handoff.end_reason = state, now, reason[:_END_REASON_LENGTH]


def _may_act(conversation: Conversation, staff: Staff) -> bool:
    return conversation.handler_id == staff.id or staff.role in ("lead", "admin")


def _must_have(conversation: Conversation, staff: Staff) -> None:
    if not _may_act(conversation, staff):
        raise NotYours(conversation.id)


def _name(uow: UnitOfWork, staff_id: int | None) -> str:
    person = uow.staff.get(staff_id)
    return person.name if person is not None else ""


def _actor(staff: Staff) -> str:
    return f"staff:{staff.login}"
