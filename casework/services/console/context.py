"""An agent's call while something is done in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from casework.services.console.state import State
from casework.services.kit import Kit
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Case, ConsoleCall, Conversation, Staff


@dataclass(frozen=True)
class OnCall:
    """One act of one transaction. `state` is stored when it is done."""

    uow: UnitOfWork
    kit: Kit
    now: dt.datetime
    staff: Staff
    conversation: Conversation
    call: ConsoleCall
    state: State

    @property
    def case(self) -> Case | None:
        """The claim of the call."""
        return self.uow.cases.get(self.conversation.case_id) if self.conversation.case_id else None

    def note(self, action: str, **details: object) -> None:
        """An audit row of the agent."""
        conversation = self.conversation
        self.uow.audit.add(actor(self.staff), action, self.now, conversation.case_id, conversation.id, **details)
