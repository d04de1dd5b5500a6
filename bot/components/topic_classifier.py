"""Rasa's side of the topic model (topic_model.py): sentences in, a ranking of topics out.

The vectors can be switched off (`vectors: none`) and the rest still works; see docs/decisions/0002.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_vectors import SentenceVectors
from bot.components.topic_model import TopicModel, Views
from bot.components.trained import TrainedComponent
from casework.korean import issues
from casework.korean.normalise import head_and_tail, normalise
from casework.korean.scope import meant_from

RANKING = 10
VECTOR = "sentence_vector"  # of the whole message, for whatever looks at it later


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(TrainedComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking`; an empty text gets no intent."""

    KEPT_AS = "topics.pkl"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Inverse regularisation of words and vectors; `vectors`: e5 | none; `scale`: how far vectors are drawn apart."""
        return {"words_c": 10.0, "vectors_c": 30.0, "scale": 6.0, "vectors": "e5"}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._vectors = SentenceVectors() if config["vectors"] == "e5" else None
        if self._vectors:
            self._vectors.of(".")  # the encoder is loaded now, not at the first worker's message

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent and a text."""
        examples = [m for m in training_data.intent_examples if m.get(INTENT) and m.get(TEXT)]
        config = self._config
        model = TopicModel(config["words_c"], config["vectors_c"], config["scale"])
        return self._keep(model.fit(views_of(examples, self._vectors), [m.get(INTENT) for m in examples]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the ranking of each message."""
        for message in messages:
            text = _plain(message)
            if self._model and text:
                start = meant_from(text)
                if self._vectors and not start:
                    message.set(VECTOR, self._vectors.of(text))
                meant = _cut(message, start)[1] if start else message
                chances = self._model.chances(views_of([meant], self._vectors))[0]
                ranking = self._ranking(chances)
                message.set("intent", ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
                message.set("issues", self._issues(message, chances), add_to_output=True)
        return messages

    def _ranking(self, chances: np.ndarray) -> list[dict[str, Any]]:
        best = np.argsort(-chances)[:RANKING]
        return [{"name": str(self._model.classes[i]), "confidence": float(chances[i])} for i in best]

    def _issues(self, message: Message, whole: np.ndarray) -> list[str]:
        """The two topics of a message that asks two things, in its order; empty for any other."""
        cuts = issues.cuts(_plain(message))
        if not cuts:
            return []
        halves = [half for cut in cuts for half in _cut(message, cut)]
        rows = [self._by_topic(row) for row in self._model.chances(views_of(halves, self._vectors))]
        found = issues.two_topics(self._by_topic(whole), list(zip(rows[::2], rows[1::2], strict=True)))
        return list(found or ())

    def _by_topic(self, chances: np.ndarray) -> dict[str, float]:
        return dict(zip(map(str, self._model.classes), map(float, chances), strict=True))


def views_of(messages: list[Message], vectors: SentenceVectors | None) -> Views:
    """Tokenised messages as a TopicModel reads them."""
    texts = [_plain(message) for message in messages]
    rows = _vectors_of(messages, texts, vectors) if vectors else None
    return Views([_morphemes(message) for message in messages], texts, rows)


def _vectors_of(messages: list[Message], texts: list[str], vectors: SentenceVectors) -> np.ndarray:
    known = [message.get(VECTOR) for message in messages]
    return vectors.of_all(texts) if any(row is None for row in known) else np.stack(known)


def _cut(message: Message, at: int) -> tuple[Message, Message]:
    """A message in two, each half with its own tokens; `at` counts in the text that is read."""
    text, tokens = _plain(message), message.get(TEXT_TOKENS) or []
    first, second = Message({TEXT: text[:at]}), Message({TEXT: text[at:]})
    first.set(TEXT_TOKENS, [token for token in tokens if token.start < at])
    second.set(TEXT_TOKENS, [token for token in tokens if token.start >= at])
    return first, second


def _morphemes(message: Message) -> str:
    tokens = message.get(TEXT_TOKENS) or []
    return " ".join(lemma for token in tokens if (lemma := token.lemma.strip()))


def _plain(message: Message) -> str:
    return head_and_tail(normalise(message.get(TEXT) or "")).lower()
