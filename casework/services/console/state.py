"""What an open console shows besides the claim. Stored sealed with the call: it may hold what was just typed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from casework.store.database import UnitOfWork
from casework.store.models import ConsoleCall


@dataclass
class State:
    """`drafts`: what stands in fields and is not stored yet, by field; `line`: the same of the line beside them."""

    drafts: dict[str, str] = field(default_factory=dict)
    line: str = ""
    line_id: str = ""  # by which the line is sent once
    question: str = ""  # to be read aloud
    notes: list[str] = field(default_factory=list)  # more to be read aloud
    answers: list[str] = field(default_factory=list)  # topics whose answer is shown
    readings: list[str] = field(default_factory=list)  # other topics that may have been meant
    belief: str = ""  # the wrong belief that an answer sets right
    fresh: list[str] = field(default_factory=list)  # fields that the last words filled
    problem: dict[str, str] = field(default_factory=dict)  # field → what to say about it
    confirmed: list[int] = field(default_factory=list)  # cases of the caller, confirmed by birth date
    optional: bool = False  # the optional questions are asked as well

    @classmethod
    def of(cls, uow: UnitOfWork, call: ConsoleCall) -> State:
        """As stored; keys of an older version are dropped."""
        stored: dict[str, Any] = json.loads(uow.vault.unseal(call.state_sealed)) if call.state_sealed else {}
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    def store(self, uow: UnitOfWork, call: ConsoleCall) -> None:
        """Keep it with the call."""
        call.state_sealed = uow.vault.seal(json.dumps(asdict(self), ensure_ascii=False))
