"""Which fields of an accident on the way to work one sentence fills. Pure."""

from __future__ import annotations

from collections.abc import Callable, Container

from casework.domain.intake.evidence import Reading
from casework.korean import commuting, reported

_TOLD: dict[str, Callable[[str], str | None]] = {
    "commute.direction": commuting.direction,
    "commute.means": commuting.means,
    "commute.route": commuting.route,
    "commute.detour": commuting.detour,
}


def fill(text: str, open_fields: Container[str]) -> dict[str, Reading]:
    """The way, the means, the stops and the other party, as far as the sentence tells."""
    found = {
        field: Reading(value, words=text, confidence=0.8) for field, tell in _TOLD.items() if (value := tell(text))
    }
    if any(field in open_fields for field in _TOLD) and (other := commuting.hit_by(text)):
        found["third_party"] = Reading(other, words=text, confidence=0.7)
    for name, said in reported.told(text).items():
        found[f"reported.{name}"] = Reading(said, words=text, confidence=0.8)
    return found
