"""Wrong beliefs that go round, how people word them, and where they are set right: bot/beliefs.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from casework.parameters import read_strict


@dataclass(frozen=True)
class Belief:
    """`pattern` finds it in a message; `topic` is the answer it belongs to; `correction` may hold `{figure:…}`."""

    id: str
    topic: str
    pattern: re.Pattern[str]
    correction: str


def load(root: Path) -> tuple[Belief, ...]:
    """All of them. Raises re.error for a pattern that cannot be read."""
    return tuple(
        Belief(row["id"], row["topic"], re.compile("|".join(row["patterns"])), row["correction"])
        for row in read_strict(root / "bot" / "beliefs.yml")
    )


def met(beliefs: tuple[Belief, ...], text: str) -> Belief | None:
    """The first belief that `text` shows."""
    return next((belief for belief in beliefs if belief.pattern.search(text)), None)
