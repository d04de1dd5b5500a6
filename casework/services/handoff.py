"""Bot to person and back. The only place that changes a conversation's state.

`bot` → `waiting` → `human` → `bot` | `closed`. Each change is one transaction
with its notice to the worker and its audit row, on a locked row whose version
guards it, so that repeating a request changes nothing and two takers cannot
both win. Refusals: casework.domain.errors.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from casework.domain import assignment as rules
from casework.domain.errors import AlreadyTaken, CannotTransfer, ConversationClosed, NotYours
from casework.services import people, routing, waiting
from casework.store.database import UnitOfWork
from casework.store.models import Conversation, Handoff, Message, Staff
from casework.store.repositories.handoffs import URGENT
from casework.words import Words

WORKER, SYSTEM = "worker", "system"
BOT_FAILURE = "bot_failure"
STEPPED_IN = "stepped_in"
TRANSFER = "warm_transfer"
_BY_SYSTEM = frozenset({BOT_FAILURE, "two_failures", "crisis", "emergency"})
_END_REASON_LENGTH = 64


def request(
    uow: UnitOfWork,
    words: Words,
    now: dt.datetime,
    conversation: Conversation,
    reason: str,
    *,
    to: Staff | None = None,
    leaving: Staff | None = None,
    moved: str | None = None,
) -> Handoff:
    """Ask for a person. While a request is open the same one comes back.

    Asked again, the worker hears the present place in the queue, and a danger
    moves the request to the front. Works from `closed` too: asking for a
    person is never refused. `to`: a colleague has chosen who is to answer;
    `leaving`: who is not to; `moved`: why somebody does not any more.
    """
    uow.conversations.lock(conversation)
    known = uow.handoffs.open_for(conversation.id)
    if known is not None:
        _asked_again(uow, words, now, conversation, known, reason)
        return known
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    chosen = routing.route(uow, now, case, conversation, leaving=leaving)
    if to is not None:
        owner = rules.Owner(to.id, routing.TRANSFER)
        chosen = routing.Route(to.branch_code or chosen.branch_code, owner, None)
    handoff = uow.handoffs.create(
        conversation.id,
        now,
        case_id=conversation.case_id,
        reason=reason,
        branch_code=chosen.branch_code,
        owner_id=chosen.owner.staff_id,
        owner_rule=chosen.owner.rule,
    )
    handoff.moved_reason = moved or chosen.why
    uow.notices.add(handoff.id, now)
    key, values = waiting.notice(uow, words, now, handoff, uow.staff.get(handoff.owner_id))
    actor = SYSTEM if reason in _BY_SYSTEM or moved else WORKER
    _change(
        uow, now, conversation, "waiting", words.render(key, **values), "handoff.requested", actor, handoff,
        buttons=words.buttons(key, **values), owner=handoff.owner_id, moved=handoff.moved_reason,
    )  # fmt: skip
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
    _end(uow, handoff, "cancelled", now, "recovered" if recovered else "worker_cancelled")
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
    _nothing_to_tell(uow, handoff)
    conversation.handler_id = staff.id
    uow.messages.settle(conversation.id, now)
    text = words.render("utter_handoff_taken", name=staff.name)
    _change(uow, now, conversation, "human", text, "handoff.taken", _actor(staff), handoff)
    uow.session.flush()
    if not people.by_conversations(uow, now, [staff])[0].has_room:
        routing.reroute_owned(uow, now, staff, rules.OVER_CAPACITY)
    return handoff


def transfer(
    uow: UnitOfWork,
    words: Words,
    now: dt.datetime,
    conversation: Conversation,
    staff: Staff,
    briefing: str,
    *,
    to: Staff | None = None,
) -> Handoff:
    """Pass the conversation on to `to`, else to who has its case, with words for that person alone. The thread stays.

    Passing it on twice to the same person is passing it on once. Raises NotYours, CannotTransfer: not_there.
    """
    uow.conversations.lock(conversation)
    open_ = uow.handoffs.open_for(conversation.id)
    if open_ is not None and open_.state == "waiting" and open_.reason == TRANSFER and to and open_.owner_id == to.id:
        return open_
    if conversation.state != "human" or not (
        conversation.handler_id == staff.id or (to and _may_act(conversation, staff))
    ):
        raise NotYours(conversation.id)
    if to is not None and (to.id == conversation.handler_id or not people.is_there(uow, now, to)):
        raise CannotTransfer("not_there")
    name = _name(uow, conversation.handler_id)
    leaving = uow.staff.get(conversation.handler_id)
    release(uow, now, conversation, "transferred")
    text = words.render("utter_handoff_transferred", name=name)
    uow.messages.append(conversation, "system", "notice", text, now, payload={"event": "handoff.transferred"})
    handoff = request(uow, words, now, conversation, TRANSFER, to=to, moved="transferred", leaving=leaving)
    handoff.briefing_sealed = uow.vault.seal(briefing) if briefing else None
    uow.audit.add(_actor(staff), "handoff.transferred", now, conversation.case_id, conversation.id, to=handoff.owner_id)
    return handoff


def give_back(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation, staff: Staff) -> None:
    """Let the bot go on where the form was; nothing to do where no person answers. Raises NotYours."""
    uow.conversations.lock(conversation)
    if conversation.state != "human":
        return
    _must_have(conversation, staff)
    handoff = uow.handoffs.open_for(conversation.id)
    name = _name(uow, conversation.handler_id)
    _end(uow, handoff, "done", now, "given_back")
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
    _end(uow, handoff, "done", now, reason)
    conversation.handler_id = None
    uow.messages.settle(conversation.id, now)
    text = words.render("utter_handoff_closed")
    _change(uow, now, conversation, "closed", text, "conversation.closed", _actor(staff), handoff, why=reason)


def reopen(uow: UnitOfWork, now: dt.datetime, conversation: Conversation) -> None:
    """The worker speaks again in a conversation that was ended: the bot answers, or calls a person."""
    uow.conversations.lock(conversation)
    if conversation.state == "closed":
        conversation.state = "bot"
        uow.audit.add(WORKER, "conversation.reopened", now, conversation.case_id, conversation.id)
        uow.tell(f"conversation:{conversation.id}", type="status", conversation=conversation.id)


def release(uow: UnitOfWork, now: dt.datetime, conversation: Conversation, reason: str) -> Handoff | None:
    """Who talks leaves the conversation, which a `request` of the same transaction must pass on; what had been open."""
    handoff = uow.handoffs.open_for(conversation.id)
    _end(uow, handoff, "done", now, reason)
    conversation.handler_id = None
    uow.session.flush()  # one open request a conversation: the old one must end first
    return handoff


def join(uow: UnitOfWork, words: Words, now: dt.datetime, conversation: Conversation) -> bool:
    """A thread that is opened while a person answers in another one of the case is that person's too; whether it is."""
    threads = uow.conversations.of_case(conversation.case_id) if conversation.case_id is not None else []
    talking = next((c for c in threads if c.state == "human" and c.id != conversation.id), None)
    person = uow.staff.get(talking.handler_id) if talking is not None else None
    if person is None:
        return False
    take(uow, words, now, conversation, person)
    return True


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


def status(uow: UnitOfWork, now: dt.datetime, conversation: Conversation, words: Words) -> dict[str, Any]:
    """state, handler (name while a person answers), queue_position and wait_text (while waiting)."""
    handoff = uow.handoffs.open_for(conversation.id) if conversation.state == "waiting" else None
    return {
        "state": conversation.state,
        "handler": _name(uow, conversation.handler_id) if conversation.state == "human" else None,
        "queue_position": uow.handoffs.position(handoff) if handoff else None,
        "wait_text": waiting.estimate(uow, words, now, handoff) if handoff else None,
    }


def queue_of(uow: UnitOfWork, conversation: Conversation) -> str | None:
    """The topic by which a waiting worker's page hears that its place has changed."""
    handoff = uow.handoffs.open_for(conversation.id) if conversation.state == "waiting" else None
    return f"queue:{handoff.branch_code or '-'}" if handoff is not None else None


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
        routing.tell(uow, handoff.branch_code, conversation.id, handoff.owner_id)
    last = uow.messages.after(conversation.id, conversation.last_seq - 1)
    if last and last[0].sender == WORKER:  # a double click says nothing new, a question is answered
        key, values = waiting.still_waiting(uow, words, now, handoff, uow.staff.get(handoff.owner_id))
        payload = {"event": "handoff.still_waiting", "buttons": words.buttons(key, **values)}
        uow.messages.append(conversation, "system", "notice", words.render(key, **values), now, payload=payload)


def _change(
    uow: UnitOfWork,
    now: dt.datetime,
    conversation: Conversation,
    state: str,
    text: str,
    action: str,
    actor: str,
    handoff: Handoff | None,
    *,
    buttons: list[dict[str, str]] | None = None,
    **details: Any,
) -> None:
    former, conversation.state = conversation.state, state
    payload = {"event": action} | ({"buttons": buttons} if buttons else {})
    uow.messages.append(conversation, "system", "notice", text, now, payload=payload)
    if handoff is not None:
        details |= {"handoff": handoff.id, "reason": handoff.reason}
    details |= {"from": former, "to": state}
    uow.audit.add(actor, action, now, conversation.case_id, conversation.id, **details)
    uow.tell(f"conversation:{conversation.id}", type="status", conversation=conversation.id)
    branch_code, owner_id = (handoff.branch_code, handoff.owner_id) if handoff is not None else (None, None)
    routing.tell(uow, branch_code, conversation.id, owner_id)


def _end(uow: UnitOfWork, handoff: Handoff | None, state: str, now: dt.datetime, reason: str) -> None:
    if handoff is not None:
        handoff.state, handoff.ended_at, handoff.end_reason = state, now, reason[:_END_REASON_LENGTH]
        _nothing_to_tell(uow, handoff)


def _nothing_to_tell(uow: UnitOfWork, handoff: Handoff) -> None:
    """Somebody has come, or nobody need come any more: a notice that has not gone out yet stays here."""
    notice = uow.notices.get(handoff.id)
    if notice is not None and notice.sent_at is None:
        notice.due_at = None


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
