"""One event of one call being worked on, and the ways to say and to ask something."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import is_by_other
from casework.services.dialogue.memory import Memory
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Call, Case, Conversation
from connectors.phone import protocol
from connectors.phone.protocol import Command
from connectors.phone.state import Prompt, State


@dataclass
class OnCall:
    """`kit` has the words for the ear. `out` is what the gateway is told; `waits` a message that the bot must answer first.

    `moved`: the claim went on without a message of the caller; what the bot has stored since is to be said (call.py does).
    """

    uow: UnitOfWork
    kit: Kit
    now: dt.datetime
    row: Call
    conversation: Conversation
    state: State
    transfer_to: str | None
    event_id: str
    out: list[Command] = field(default_factory=list)
    waits: int | None = None
    notice: str | None = None  # address of the recorded notice
    moved: bool = False

    @property
    def memory(self) -> Memory:
        """What the dialogue keeps in mind."""
        return Memory.of(self.conversation.memory)

    @property
    def case(self) -> Case | None:
        """The claim of the conversation."""
        return self.uow.cases.get(self.conversation.case_id) if self.conversation.case_id else None

    @property
    def draft(self) -> Case | None:
        """The claim while it is not submitted."""
        case = self.case
        return case if case is not None and case.state == "draft" else None

    @property
    def today(self) -> dt.date:
        """The day in Korea."""
        return self.now.astimezone(KOREA).date()

    @property
    def asked(self) -> Field | None:
        """The field that the dialogue has asked for."""
        memory = self.memory
        return self.field(memory.asks) if memory.step == "ask" and memory.asks else None

    @property
    def who(self) -> str:
        """What the person is called whom the claim is about."""
        case = self.case
        return self.kit.definition.who.get(case.kind, "") if case is not None else ""

    @property
    def by_other(self) -> bool:
        """Whether the caller reports for somebody else."""
        case = self.case
        return case is not None and is_by_other(case.kind, self.uow.fields.answered(case.id))

    def field(self, field_id: str | None) -> Field | None:
        """A field as it is in the claim of this call; None for what is no field."""
        case, definition = self.case, self.kit.definition
        return (definition.within(case.kind) if case is not None else definition.fields).get(field_id or "")

    def word(self, key: str, **values: Any) -> str:
        """The response `key`."""
        return self.kit.words.render(key, **values)

    def speak(self, *texts: str, barge_in: bool = True) -> None:
        """Say it; nothing is listened for yet."""
        self.out += [protocol.say(text, barge_in=barge_in) for text in texts if text.strip()]

    def ask(self, *texts: str, short: str = "", keys: dict[str, str] | None = None, options: Any = (), **gather: Any) -> None:  # fmt: skip
        """Say it, listen, and keep it to be repeated. `gather`: see protocol.gather."""
        self.state.prompt = Prompt(list(texts), short, gather, dict(keys or {}), list(options))
        self.state.page = 0
        self.speak(*texts)
        self.listen()

    def ask_digits(self, *texts: str, short: str, asks: str, digits: int, grammar: str = "digits") -> None:
        """Ask for a number by keys alone: what is said aloud would be in the recording."""
        gather = {"asks": asks, "grammar": grammar, "speech": False, "keys": digits}
        self.state.prompt, self.state.page = Prompt(list(texts), short, gather), 0
        self.speak(*texts)
        self.listen()

    def repeat(self, *lead: str, short: bool = False) -> None:
        """Ask the same again, after `lead`."""
        prompt = self.state.prompt
        texts = [prompt.short] if short and prompt.short else prompt.texts[-1:] if short else prompt.texts
        self.speak(*lead, *texts)
        self.listen()

    def listen(self, **other: Any) -> None:
        """Listen as for the last question."""
        self.state.aloud = [one["text"] for one in self.out if one["type"] == "say"]
        self.state.cut_at = None
        self.out.append(protocol.gather(**self.state.prompt.gather | other))

    def hang_up(self, reason: str) -> None:
        """End the call from our side."""
        self.state.stage = "ended"
        self.row.ended_at, self.row.end_reason = self.now, reason
        self.out.append(protocol.hang_up(reason))
