"""What the engine made of a sentence, in plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from casework.korean.entities import Entity

_EXTRACTORS = ("KoreanEntityExtractor", "StoryTagger", "AccidentClassifier")


@dataclass(frozen=True)
class Understanding:
    """The likeliest topics, best first, the entities, and both topics of a message that asks two things."""

    ranking: tuple[tuple[str, float], ...]
    entities: tuple[Entity, ...]
    issues: tuple[str, ...] = ()

    @property
    def topic(self) -> str | None:
        """The likeliest topic; None for a text with nothing in it."""
        return self.ranking[0][0] if self.ranking else None

    @property
    def confidence(self) -> float:
        """Of the likeliest topic."""
        return self.ranking[0][1] if self.ranking else 0.0

    def chance(self, topic: str) -> float:
        """The confidence of `topic`, 0 where it is not among the likely ones."""
        return next((chance for name, chance in self.ranking if name == topic), 0.0)

    def of(self, kind: str) -> list[Entity]:
        """Entities of one type, in the order of the text."""
        return [entity for entity in self.entities if entity.type == kind]

    def inside(self, part: str) -> Understanding:
        """The same topics with the entities that stand in `part` of the text, placed there."""
        placed = ((entity, part.find(entity.text)) for entity in self.entities if entity.text)
        found = (replace(e, start=at, end=at + len(e.text)) for e, at in placed if at >= 0)
        return Understanding(self.ranking, tuple(found))


def from_engine(parsed: dict[str, Any]) -> Understanding:
    """Read Rasa's parse data (`intent_ranking`, `entities`, `issues`)."""
    ranking = tuple((row["name"], float(row["confidence"])) for row in parsed.get("intent_ranking") or [])
    entities = tuple(
        Entity(row["entity"], row["value"], row.get("words", ""), row["start"], row["end"], row.get("extra") or None)
        for row in parsed.get("entities") or []
        if row.get("extractor") in _EXTRACTORS
    )
    return Understanding(ranking, entities, tuple(parsed.get("issues") or ()))
