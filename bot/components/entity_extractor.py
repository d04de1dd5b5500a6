"""Entities by the rules of casework.korean, the same that every other part uses."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from casework.branches import gazetteer
from casework.korean.entities import extract

KOREA = ZoneInfo("Asia/Seoul")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KoreanEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `entities`; relative dates are read from the moment the message was sent."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KoreanEntityExtractor:
        """Build the component with the place names of the branches' districts."""
        return cls()

    def __init__(self) -> None:
        self._places = gazetteer()

    def process(self, messages: list[Message]) -> list[Message]:
        """Append what the rules find in each message."""
        for message in messages:
            sent_at = (message.get("metadata") or {}).get("at")
            now = dt.datetime.fromisoformat(sent_at) if sent_at else dt.datetime.now(KOREA)
            found = [
                {
                    "entity": entity.type,
                    "value": entity.value,
                    "start": entity.start,
                    "end": entity.end,
                    "words": entity.text,
                    "extra": entity.extra or {},
                    "extractor": "KoreanEntityExtractor",
                }
                for entity in extract(message.get(TEXT) or "", now.astimezone(KOREA), self._places)
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
