"""Rasa's side of tagging.py: what the rules found of some types is weighed, and what they missed is added."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import tagging
from bot.components.kiwi_tokenizer import KiwiTokenizer
from bot.components.trained import TrainedComponent
from casework.branches import gazetteer
from casework.korean.entities import extract
from casework.korean.normalise import HEAD, TAIL, normalise

STORIES = Path(__file__).with_name("marked_stories.txt")
SAID = ("object", "occupation", "workplace")  # where no name is known, the words themselves are the value
# When the marked stories were written; no type that is learnt needs it.
WRITTEN = dt.datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Seoul"))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class StoryTagger(TrainedComponent, EntityExtractorMixin):
    """Comes after the rules. Of its types a find of theirs stays where the field holds it for possible."""

    KEPT_AS = "tagger.pkl"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Penalties of the field, and how likely a find of the rules must be to stay."""
        return {"c1": 0.05, "c2": 0.2, "possible": 0.25}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._places = gazetteer()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Retrain when the stories change: Rasa itself sees only this class."""
        return hashlib.sha256(STORIES.read_bytes()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the marked stories; the training data of the topics is not used."""
        tokenizer = KiwiTokenizer(KiwiTokenizer.get_default_config())
        stories, tags = [], []
        for text, marks in tagging.read(STORIES.read_text(encoding="utf-8").splitlines()):
            pieces = _pieces(tokenizer.tokenize(Message({TEXT: text}), TEXT))
            found = [tagging.Span(e.type, e.start, e.end) for e in extract(text, WRITTEN, self._places)]
            stories.append(tagging.features(pieces, found))
            tags.append(tagging.labels(pieces, marks))
        return self._keep(tagging.Tagger(self._config["c1"], self._config["c2"]).fit(stories, tags))

    def process(self, messages: list[Message]) -> list[Message]:
        """Weigh the entities of each message; a letter too long to be read whole is left as the rules have it."""
        for message in messages:
            pieces = _pieces(message.get(TEXT_TOKENS) or [])
            if self._model and pieces and len(message.get(TEXT)) <= HEAD + TAIL:
                message.set(ENTITIES, self._weighed(message, pieces), add_to_output=True)
        return messages

    def _weighed(self, message: Message, pieces: Sequence[tagging.Piece]) -> list[dict[str, Any]]:
        text = normalise(message.get(TEXT))
        rules: list[dict[str, Any]] = message.get(ENTITIES, [])
        spans = [tagging.Span(entity["entity"], entity["start"], entity["end"]) for entity in rules]
        known = tagging.features(pieces, spans)
        tagged, chances = self._model.tag(pieces, known)
        kept = [
            entity
            for entity, span in zip(rules, spans, strict=True)
            if span.type not in tagging.TYPES or tagging.likeliest(pieces, chances, span) >= self._config["possible"]
        ]
        taken = [(e["entity"], e["start"], e["end"]) for e in kept]
        added = [
            entity
            for span in tagged
            if not any(t == span.type and start < span.end and span.start < end for t, start, end in taken)
            if (entity := self._entity(message.get(TEXT), text, span)) is not None
        ]
        return sorted([*kept, *added], key=lambda entity: (entity["start"], entity["end"]))

    def _entity(self, given: str, text: str, span: tagging.Span) -> dict[str, Any] | None:
        """With the value that the rules give the words alone. None where they give none and the words are no value."""
        words = text[span.start : span.end]
        start = given.find(words, span.start)  # normalising only ever takes characters away
        named = [e for e in extract(words, WRITTEN, self._places) if e.type == span.type]
        if start < 0 or not (named or span.type in SAID):
            return None
        return {
            "entity": span.type,
            "value": named[0].value if named else words,
            "start": start,
            "end": start + len(words),
            "words": words,
            # Who is spoken of shows in what follows a relation; the words alone do not say it.
            "extra": {"role": "other"} if span.type == "relation" else (named[0].extra or {} if named else {}),
            "extractor": "StoryTagger",
        }


def _pieces(tokens: Sequence[Any]) -> list[tagging.Piece]:
    return [tagging.Piece(token.text, token.get("tag"), token.start, token.end) for token in tokens]
