"""What was told of an accident before a claim was begun, so that nobody tells it twice.

Many people tell what happened and end with a question. It is answered first; if they then begin the report, the claim is
filled from what stands above, with that message as the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from casework.domain.dialogue.claim_kind import kind_of
from casework.domain.understanding import Understanding
from casework.korean import illness
from casework.korean.entities import Entity
from casework.services.dialogue.context import Turn

FACTS = frozenset({"body_part", "accident_type", "injury_type"})
MOST = 5  # messages


def tells_accident(turn: Turn) -> bool:
    """Whether the message holds a fact of an injury, or tells of an illness from work."""
    entities = turn.understanding.entities
    return any(entity.type in FACTS for entity in entities) or illness.is_told(turn.text, entities)


def _tells(turn: Turn) -> bool:
    """The same, and an illness that nobody has named yet, in a message about illness."""
    if tells_accident(turn):
        return True
    return kind_of(turn.text, turn.understanding) == "disease" and illness.group(turn.text, ()) is not None


def remember(turn: Turn) -> None:
    """Keep in mind where it was told. The words stay in the message; nothing is kept where a claim is open already."""
    if turn.case is not None or turn.message is None or not _tells(turn):
        return
    entities = [asdict(entity) for entity in turn.understanding.entities]
    row = {"message": turn.message.id, "entities": entities, "kind": kind_of(turn.text, turn.understanding)}
    turn.memory.told = [*(turn.memory.told or []), row][-MOST:]


def kind(turn: Turn) -> str | None:
    """The kind of claim that was told of last."""
    kinds = [row["kind"] for row in turn.memory.told or [] if row.get("kind")]
    return kinds[-1] if kinds else None


def earlier(turn: Turn) -> Iterator[Turn]:
    """The same turn as seen from each message that was remembered, the first one first."""
    for row in turn.memory.told or []:
        message = turn.uow.messages.get(row["message"])
        if message is not None and message.id != turn.message.id:
            entities = tuple(Entity(**entity) for entity in row["entities"])
            yield replace(turn, message=message, understanding=Understanding((), entities))
