"""Somebody is away: open work goes to whoever answers for them, with the reason. Cases keep their handler."""

from __future__ import annotations

import datetime as dt

from casework.services import handoff, routing
from casework.store.database import UnitOfWork
from casework.store.models import Staff
from casework.words import Words


def away(uow: UnitOfWork, words: Words, now: dt.datetime, staff: Staff, reason: str) -> int:
    """Pass on what waits for, or talks with, somebody who is gone; says how many conversations moved.

    The caller has written first why the person is not there (`on_duty`, `active`, an absence, `away_since`).
    """
    uow.session.flush()
    moved = 0
    for conversation in uow.conversations.of_handler(staff.id):
        uow.conversations.lock(conversation)
        if conversation.state != "human" or conversation.handler_id != staff.id:
            continue
        former = handoff.release(uow, now, conversation, reason)
        text = words.render("utter_handoff_left", name=staff.name)
        uow.messages.append(conversation, "system", "notice", text, now, payload={"event": "handoff.moved"})
        again = former.reason if former else handoff.STEPPED_IN
        handoff.request(uow, words, now, conversation, again, moved=reason)
        uow.audit.add(
            "system", "handoff.moved", now, conversation.case_id, conversation.id, former=staff.id, reason=reason
        )
        moved += 1
    return moved + routing.reroute_owned(uow, now, staff, reason)
