"""The accident class of a story that names none: "지게차가 뒤로 오다가 발을 밟고 지나갔어요" is 깔림.

Rules see the words of a class; a story mostly has none of them. Trained on accident_stories.tsv, and asked only where the
message is likely a report, so that a question gets no accident.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.kiwi_tokenizer import KiwiTokenizer
from bot.components.sentence_vectors import SentenceVectors
from bot.components.topic_classifier import views_of
from bot.components.topic_model import TopicModel
from bot.components.trained import TrainedComponent

STORIES = Path(__file__).with_name("accident_stories.tsv")
REPORTS = ("report.accident", "report.commute", "report.death")
KIND = "accident_type"
NOTHING = "-"  # the class of "일하다 다쳤어요", which tells of no accident in particular


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AccidentClassifier(TrainedComponent, EntityExtractorMixin):
    """Puts one accident_type of the whole text in the place of what the rules found, where it is sure."""

    KEPT_AS = "accidents.pkl"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """From which chance of a report on it is asked, and from which confidence on it is believed."""
        return {"words_c": 10.0, "vectors_c": 30.0, "scale": 6.0, "report": 0.5, "confident": 0.6}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._vectors = SentenceVectors()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the stories change: Rasa itself sees only this class."""
        return hashlib.sha256(STORIES.read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the stories; the training data of the topics is not used."""
        rows = [line.split("\t") for line in STORIES.read_text(encoding="utf-8").splitlines()]
        tokenizer = KiwiTokenizer(KiwiTokenizer.get_default_config())
        messages = []
        for _, text in rows:
            message = Message({TEXT: text})
            message.set(TEXT_TOKENS, tokenizer.tokenize(message, TEXT))
            messages.append(message)
        config = self._config
        model = TopicModel(config["words_c"], config["vectors_c"], config["scale"])
        return self._keep(model.fit(views_of(messages, self._vectors), [accident for accident, _ in rows]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Look at each message that is likely a report."""
        for message in messages:
            if self._model and self._is_report(message):
                self._classify(message)
        return messages

    def _is_report(self, message: Message) -> bool:
        ranking = message.get("intent_ranking") or []
        return sum(row["confidence"] for row in ranking if row["name"] in REPORTS) >= self._config["report"]

    def _classify(self, message: Message) -> None:
        chances = self._model.chances(views_of([message], self._vectors))[0]
        best = int(np.argmax(chances))
        found, confidence = str(self._model.classes[best]), float(chances[best])
        entities = message.get(ENTITIES, [])
        told = [entity["value"] for entity in entities if entity["entity"] == KIND]
        if confidence < self._config["confident"] or found in (NOTHING, *told[:1]):
            return
        text = message.get(TEXT)
        entity = {
            "entity": KIND,
            "value": found,
            "start": 0,
            "end": len(text),
            "words": text,
            "extra": {"confidence": confidence},
            "extractor": "AccidentClassifier",
        }
        kept = [entity for entity in entities if entity["entity"] != KIND]
        message.set(ENTITIES, [*kept, entity], add_to_output=True)
