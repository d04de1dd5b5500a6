"""The learning loop: unclear messages are collected, a lead says what they are about, people put them into data/nlu.

Nothing trains itself. Messages hold no identifiers: those were replaced before they were stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from casework.domain.understanding import Understanding
from casework.services.desk_access import NotFound, find_conversation
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Message, Staff
from casework.store.repositories.unclear import SKIPPED

SHOWN = 50  # messages on a page
LOOKED_AT = 500  # of which those of other branches are left out
KEPT = 5  # topics of a ranking


class UnknownTopic(ValueError):
    """A label that is no topic."""


def note(uow: UnitOfWork, now: dt.datetime, message: Message | None, reason: str, understanding: Understanding) -> None:
    """Collect a message that was not clearly understood."""
    if message is not None and message.text.strip():
        ranking = [[topic, round(chance, 3)] for topic, chance in understanding.ranking[:KEPT]]
        uow.unclear.add(message, reason, ranking, now)


def open_messages(uow: UnitOfWork, staff: Staff) -> list[dict[str, Any]]:
    """What waits for a label, the newest first, of conversations that the lead may see."""
    rows = []
    for unclear, message in uow.unclear.open(LOOKED_AT):
        if len(rows) < SHOWN and _may_see(uow, staff, message):
            rows.append(
                {
                    "id": message.id,
                    "text": message.text,
                    "reason": unclear.reason,
                    "ranking": unclear.ranking,
                    "said_at": message.created_at,
                }
            )
    return rows


def label(
    uow: UnitOfWork, now: dt.datetime, staff: Staff, message_id: int, topic: str, known: Mapping[str, Any]
) -> None:
    """Say what a message is about; `skipped` puts it aside. Said again, the last word counts.

    Raises NotFound, UnknownTopic.
    """
    found = uow.unclear.get(message_id)
    if found is None or not _may_see(uow, staff, found[1]):
        raise NotFound(str(message_id))
    if topic != SKIPPED and topic not in known:
        raise UnknownTopic(topic)
    unclear, message = found
    unclear.label, unclear.labelled_by, unclear.labelled_at = topic, staff.id, now
    uow.audit.add(
        actor(staff),
        "nlu.label",
        now,
        conversation_id=message.conversation_id,
        message=message.id,
        topic=topic,
    )


def export(uow: UnitOfWork) -> dict[str, list[str]]:
    """Topic → messages that leads gave it, each once, for somebody to read before it becomes training data."""
    found: dict[str, list[str]] = {}
    for topic, text in uow.unclear.labelled():
        line = " ".join(text.split())
        if line not in found.setdefault(topic, []):
            found[topic].append(line)
    return dict(sorted(found.items()))


def _may_see(uow: UnitOfWork, staff: Staff, message: Message) -> bool:
    try:
        find_conversation(uow, staff, message.conversation_id)
    except NotFound:
        return False
    return True
