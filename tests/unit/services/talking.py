"""One conversation with the dialogue services, without the engine: entities by the rules, the topic as given."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from casework.branches import gazetteer
from casework.domain.understanding import Understanding
from casework.korean.entities import extract
from casework.services import inbox
from casework.services.dialogue.turn import take_turn
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.store.database import Store


class Talk:
    """A worker's web chat."""

    def __init__(self, store: Store, kit: Kit, now: dt.datetime) -> None:
        self._store, self._kit, self._now, self._ids = store, kit, now, itertools.count()
        with store.write() as uow:
            self.id = inbox.open_conversation(uow, kit, now, "web")[0].id

    def say(
        self,
        text: str,
        topic: str = "talk.greet",
        confidence: float = 0.9,
        issues: tuple[str, ...] = (),
        others: tuple[tuple[str, float], ...] = (),
    ) -> list[Any]:
        """The bot's messages; `others` are further readings."""
        entities = tuple(extract(text, self._now.astimezone(KOREA), gazetteer()))
        with self._store.write() as uow:
            message = inbox.receive(uow, self._kit, self._now, self.id, f"c{next(self._ids)}", text).message
        with self._store.write() as uow:
            return take_turn(
                uow,
                self._kit,
                self._now,
                conversation_id=self.id,
                message_id=message.id,
                understanding=Understanding(((topic, confidence), *others), entities, issues),
            )

    def fields(self) -> dict[str, Any]:
        """Values of the claim."""
        with self._store.read() as uow:
            case = uow.conversations.get(self.id).case_id
            return {name: row.value for name, row in uow.fields.current(case).items()} if case else {}

    def state(self) -> str:
        """Of the conversation."""
        with self._store.read() as uow:
            return str(uow.conversations.get(self.id).state)

    def status(self, field: str) -> str | None:
        """given, unknown or later; None where the field was not asked yet."""
        row = self._row(field)
        return row.status if row else None

    def confidence(self, field: str) -> float:
        """How sure a value is; 0 where there is none."""
        row = self._row(field)
        return row.confidence if row else 0.0

    def _row(self, field: str) -> Any:
        with self._store.read() as uow:
            case = uow.conversations.get(self.id).case_id
            return uow.fields.current(case).get(field) if case else None
