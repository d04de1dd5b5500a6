"""What a turn works with, and the one way to say something."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import Answers
from casework.domain.understanding import Understanding
from casework.services.dialogue.memory import Memory
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, Message

KOREA = ZoneInfo("Asia/Seoul")


@dataclass
class Turn:
    """One message being answered. `case` is the claim of the conversation, if there is one."""

    uow: UnitOfWork
    kit: Kit
    now: dt.datetime
    conversation: Conversation
    message: Message | None
    understanding: Understanding
    memory: Memory
    case: Case | None = None
    actor: str = "worker"  # as in the audit; a member of staff who writes down what a caller says is staff:<login>
    said: list[Message] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        uow: UnitOfWork,
        kit: Kit,
        now: dt.datetime,
        conversation: Conversation,
        message: Message | None,
        understanding: Understanding,
    ) -> Turn:
        """Begin; `close` must follow in the same transaction."""
        case = uow.cases.get(conversation.case_id) if conversation.case_id else None
        kit = kit.for_channel(conversation.channel)
        return cls(uow, kit, now, conversation, message, understanding, Memory.of(conversation.memory), case)

    def close(self) -> None:
        """Keep the memory and mark the message as answered."""
        if self.said:
            self.memory.last_texts = [message.text for message in self.said[-3:]]
        self.conversation.memory = self.memory.dump()
        if self.message is not None:
            self.uow.messages.mark_answered(self.message, self.now)

    @property
    def text(self) -> str:
        """What the worker wrote, identifiers already replaced."""
        return self.message.text if self.message else ""

    @property
    def today(self) -> dt.date:
        """The day in Korea."""
        return self.now.astimezone(KOREA).date()

    @property
    def draft(self) -> Case | None:
        """The claim while it is not submitted."""
        return self.case if self.case is not None and self.case.state == "draft" else None

    def say(self, key: str, *, payload: dict[str, Any] | None = None, **values: Any) -> Message:
        """Say the response `key`."""
        words = self.kit.words
        extra = dict(payload or {})
        if buttons := words.buttons(key, **values):
            extra.setdefault("buttons", buttons)
        metadata = words.entry(key).get("metadata") or {}
        if number := metadata.get("call"):
            extra.setdefault("call", number)
        return self.tell(words.render(key, **values), extra)

    def tell(self, text: str, payload: dict[str, Any] | None = None) -> Message:
        """Say `text`, which came from responses, the definition or the answers."""
        message = self.uow.messages.append(
            self.conversation,
            "bot",
            "text",
            text,
            self.now,
            payload=payload or {},
            in_reply_to=self.message.id if self.message else None,
        )
        self.said.append(message)
        return message

    def answers(self) -> Answers:
        """The claim's answered fields. Sealed values stay sealed: only their being there matters here."""
        return {} if self.case is None else self.uow.fields.answered(self.case.id)

    def field(self, field_id: str) -> Field:
        """The definition of a field, as it is in this kind of claim."""
        if self.case is None:
            return self.kit.definition.fields[field_id]
        return self.kit.definition.within(self.case.kind)[field_id]
