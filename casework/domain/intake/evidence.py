"""A value with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reading:
    """A value with its evidence, or `status` unknown/later, or `problem`: an id from validation."""

    value: Any = None
    status: str = "given"
    words: str = ""
    confidence: float = 1.0
    problem: str | None = None
