"""What every use case may need besides the database: words, law, definition. Read-only, one a process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import yaml

from casework import beliefs, calculators
from casework.answers import Answers
from casework.beliefs import Belief
from casework.calculators import Calculator
from casework.domain.intake.definition import Definition
from casework.intake import definition
from casework.parameters import Parameters
from casework.parameters import load as load_parameters
from casework.words import Words


@dataclass(frozen=True)
class Topic:
    """One id of bot/topics.yml."""

    id: str
    kind: str  # claim | answer | service | talk
    label: str


@dataclass(frozen=True)
class Kit:
    """Made once by `Kit.load`."""

    words: Words
    answers: Answers
    parameters: Parameters
    definition: Definition
    topics: dict[str, Topic]
    calculators: dict[str, Calculator]
    beliefs: tuple[Belief, ...]

    @classmethod
    def load(cls, root: Path) -> Kit:
        """Read everything below the project's `root`. Raises ValueError on any fault in the files."""
        responses = root / "bot" / "domain" / "responses"
        parameters = load_parameters(root / "params")
        rows = yaml.safe_load((root / "bot" / "topics.yml").read_text(encoding="utf-8"))["topics"]
        return cls(
            words=Words.load(responses),
            answers=Answers(responses / "answers", parameters),
            parameters=parameters,
            definition=definition(),
            topics={row["id"]: Topic(**row) for row in rows},
            calculators=calculators.load(root),
            beliefs=beliefs.load(root),
        )

    def for_channel(self, channel: str) -> Kit:
        """The kit with the words that suit a channel: by telephone what is meant for the ear.

        At the console a person reads the questions aloud, who needs no keypad.
        """
        return {"phone": self._phone, "console": self._console}.get(channel, self)

    @cached_property
    def _phone(self) -> Kit:
        return replace(self, words=self.words.variant("phone"), definition=self.definition.for_phone())

    @cached_property
    def _console(self) -> Kit:
        words = self.words.variant("phone", "utter_submitted")  # nothing stands below to be read
        return replace(self, words=words, definition=self.definition.for_phone())

    def calculator_of(self, topic: str) -> Calculator | None:
        """The calculator that belongs to an answer, if there is one."""
        return next((one for one in self.calculators.values() if topic in one.topics), None)
