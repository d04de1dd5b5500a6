"""Which topic a sentence is about: one logistic regression over three views of it.

Kiwi morphemes and character n-grams (TF-IDF) and a bundled multilingual
sentence vector each add something the others miss; see docs/decisions/0002.
The vectors can be switched off (`vectors: none`) and the rest still works.
"""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT, TEXT_TOKENS
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.components.sentence_vectors import SentenceVectors
from casework.korean.normalise import normalise

RANKING = 10
MAX_CHARACTERS = 400  # what the vectors read; the cost grows with the square of it


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Sets `intent` and `intent_ranking`; an empty text gets no intent."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer must come before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: inverse regularisation; `vectors`: e5 | none; `weight`: of the vectors."""
        return {"C": 10.0, "vectors": "e5", "weight": 2.0}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._vectors = SentenceVectors() if config["vectors"] == "e5" else None
        self._fitted: dict[str, Any] | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Build an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Build a trained component from the model archive, which we wrote ourselves."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._fitted = pickle.loads((folder / "topics.pkl").read_bytes())
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on every example that has an intent and a text."""
        examples = [m for m in training_data.intent_examples if m.get(INTENT) and m.get(TEXT)]
        morphemes = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, lowercase=False)
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
        parts = [
            morphemes.fit_transform([_morphemes(m) for m in examples]),
            characters.fit_transform([_plain(m) for m in examples]),
        ]
        centre = None
        if self._vectors:
            dense = self._vectors.of_all([_plain(m) for m in examples])
            centre = dense.mean(axis=0)
            parts.append(csr_matrix((dense - centre) * self._config["weight"]))
        # One against the rest, dual: seconds where the multinomial form takes minutes on as many features.
        model = LogisticRegression(C=self._config["C"], solver="liblinear", dual=True, tol=1e-2, max_iter=60, random_state=7)
        model.fit(hstack(parts).tocsr(), [m.get(INTENT) for m in examples])
        self._fitted = {"morphemes": morphemes, "characters": characters, "centre": centre, "model": model}
        with self._storage.write_to(self._resource) as folder:
            (folder / "topics.pkl").write_bytes(pickle.dumps(self._fitted))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing after us trains on our output."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the ranking of each message."""
        for message in messages:
            if self._fitted and _plain(message):
                ranking = self._rank(message)
                message.set("intent", ranking[0], add_to_output=True)
                message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        fitted = self._fitted
        parts = [
            fitted["morphemes"].transform([_morphemes(message)]),
            fitted["characters"].transform([_plain(message)]),
        ]
        if self._vectors:
            dense = self._vectors.of(_plain(message))
            parts.append(csr_matrix((dense - fitted["centre"]) * self._config["weight"]))
        chances = fitted["model"].predict_proba(hstack(parts).tocsr())[0]
        best = np.argsort(-chances)[:RANKING]
        return [{"name": str(fitted["model"].classes_[i]), "confidence": float(chances[i])} for i in best]


def _morphemes(message: Message) -> str:
    tokens = message.get(TEXT_TOKENS) or []
    return " ".join(lemma for token in tokens if (lemma := token.lemma.strip()))


def _plain(message: Message) -> str:
    return normalise(message.get(TEXT) or "")[:MAX_CHARACTERS].lower()
