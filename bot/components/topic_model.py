"""Two views of a sentence, each with a classifier of its own, and one opinion: what topic it is about.

The words (Kiwi morphemes and character n-grams, TF-IDF) and the meaning (a sentence vector) err differently; their
probabilities are multiplied, and the utterances that are nearest in both have a say. How many utterances a topic has says
nothing about how often people ask it: that is taken out of each of the three. A temperature, chosen on utterances left out
of the first fit, makes the confidence mean what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import normalize

SEED = 7
LEFT_OUT = 0.15  # share of the utterances on which the temperature is chosen
TEMPERATURES = np.geomspace(0.3, 3.0, 40)
_SHARPNESS = 4.0  # one-against-the-rest scores differ too little to be read as log odds
NEAREST = 40  # utterances that have a say
_NEARNESS = 30.0  # how much more the nearest says than the next
_SAY = 0.5  # beside the classifiers
_NOBODY = 0.01  # share of a topic that none of the nearest is about


@dataclass(frozen=True)
class Views:
    """Sentences as the model reads them, a row each. `vectors` is None where there are none."""

    morphemes: Sequence[str]
    characters: Sequence[str]
    vectors: np.ndarray | None

    def rows(self, chosen: np.ndarray) -> Views:
        """Some of them."""
        vectors = None if self.vectors is None else self.vectors[chosen]
        return Views([self.morphemes[i] for i in chosen], [self.characters[i] for i in chosen], vectors)


class TopicModel:
    """`fit` once, then `chances`."""

    def __init__(self, words_c: float, vectors_c: float, vectors_scale: float) -> None:
        """Inverse regularisation of both classifiers, and how far apart the vectors are drawn."""
        self._words_c, self._vectors_c, self._scale = words_c, vectors_c, vectors_scale
        self.temperature = 1.0

    def fit(self, views: Views, topics: Sequence[str]) -> TopicModel:
        """Learn, the temperature first."""
        labels = np.array(topics)
        self.classes = np.unique(labels)
        self.temperature = self._best_temperature(views, labels)
        self._learn(views, labels)
        return self

    def chances(self, views: Views) -> np.ndarray:
        """Probabilities over `classes`, a row for each sentence."""
        return _softmax(self._scores(views) * self.temperature)

    def _best_temperature(self, views: Views, labels: np.ndarray) -> float:
        counts = {topic: int((labels == topic).sum()) for topic in self.classes}
        if min(counts.values()) * LEFT_OUT < 1:  # too little data to leave any out
            return 1.0
        kept, left = train_test_split(np.arange(len(labels)), test_size=LEFT_OUT, random_state=SEED, stratify=labels)
        self._learn(views.rows(kept), labels[kept])
        scores = self._scores(views.rows(left))
        right = np.searchsorted(self.classes, labels[left])
        losses = [-np.log(_softmax(scores * t)[np.arange(len(left)), right] + 1e-12).mean() for t in TEMPERATURES]
        return float(TEMPERATURES[int(np.argmin(losses))])

    def _learn(self, views: Views, labels: np.ndarray) -> None:
        self._morphemes = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, lowercase=False)
        self._characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
        features = hstack(
            [self._morphemes.fit_transform(views.morphemes), self._characters.fit_transform(views.characters)]
        ).tocsr()
        # One against the rest, dual: seconds where the multinomial form takes minutes on as many features.
        self._words = LogisticRegression(
            C=self._words_c, solver="liblinear", dual=True, tol=1e-2, max_iter=60, random_state=SEED
        ).fit(features, labels)
        self._near_words = normalize(features).astype(np.float32).T.tocsr()  # a column for each utterance
        self._near_topics = np.searchsorted(self.classes, labels)
        self._written = np.log(np.bincount(self._near_topics))  # utterances of each topic
        self._meaning = None
        if views.vectors is not None:
            self._centre = views.vectors.mean(axis=0)
            self._meaning = LogisticRegression(
                C=self._vectors_c, solver="lbfgs", max_iter=300, multi_class="multinomial"
            ).fit(self._drawn_apart(views.vectors), labels)
            self._near_meaning = normalize(views.vectors - self._centre).astype(np.float32).T

    def _scores(self, views: Views) -> np.ndarray:
        """Log probabilities of both views, averaged, and what the nearest utterances say."""
        features = self._features(views)
        words = np.log(_softmax(self._words.decision_function(features) * _SHARPNESS) + 1e-9)
        near = (normalize(features) @ self._near_words).toarray()
        if self._meaning is None:
            return words + _SAY * self._said_by_nearest(near) - (1 + _SAY) * self._written
        meaning = self._meaning.predict_log_proba(self._drawn_apart(views.vectors))
        near = (near + normalize(views.vectors - self._centre) @ self._near_meaning) / 2
        both = (words + np.maximum(meaning, np.log(1e-9))) / 2
        return both + _SAY * self._said_by_nearest(near) - (1 + _SAY) * self._written

    def _said_by_nearest(self, near: np.ndarray) -> np.ndarray:
        """Log share of each topic among the utterances that are nearest; `near` is the cosine to each of them."""
        shares = np.zeros((len(near), len(self.classes)))
        most = min(NEAREST, near.shape[1])
        chosen = np.argpartition(-near, most - 1, axis=1)[:, :most]
        for row, those in enumerate(chosen):
            np.add.at(shares[row], self._near_topics[those], np.exp(near[row, those] * _NEARNESS))
        return np.log(shares / shares.sum(axis=1, keepdims=True) + _NOBODY)

    def _features(self, views: Views) -> csr_matrix:
        return hstack(
            [self._morphemes.transform(views.morphemes), self._characters.transform(views.characters)]
        ).tocsr()

    def _drawn_apart(self, vectors: np.ndarray) -> np.ndarray:
        return (vectors - self._centre) * self._scale


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
