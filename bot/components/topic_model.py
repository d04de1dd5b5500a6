"""Two views of a sentence, each with a classifier of its own, and one opinion: what topic it is about.

The words (Kiwi morphemes and character n-grams, TF-IDF) and the meaning (a sentence vector) err differently; their
probabilities are multiplied, and the utterances that are nearest in both have a say. How many utterances a topic has says
nothing about how often people ask it: that is taken out of each of the three. A temperature, chosen on utterances left out
of the first fit, makes the confidence mean what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import normalize

from bot.components.weighed_words import WeighedWords, beside, nearness

SEED = 7
LEFT_OUT = 0.15  # share of the utterances on which the temperature is chosen
TEMPERATURES = np.geomspace(0.3, 3.0, 40)
_SHARPNESS = 4.0  # one-against-the-rest scores differ too little to be read as log odds
NEAREST = 40  # utterances that have a say
_NEARNESS = 30.0  # how much more the nearest says than the next
_SAY = 0.5  # beside the classifiers
_NOBODY = 0.01  # share of a topic that none of the nearest is about
Work = tuple[LogisticRegression, Any, np.ndarray]  # a classifier, and the rows and topics that it is to be fitted on


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
        """Learn, and on a part left out of a fit of its own the temperature. Both fits run at once, on all cores."""
        labels = np.array(topics)
        work = self._prepared(views, labels)
        counts = np.unique(labels, return_counts=True)[1]
        if counts.min() * LEFT_OUT < 1:  # too little data to leave any out
            self._take(_all_fitted(work))
            return self
        kept, left = train_test_split(np.arange(len(labels)), test_size=LEFT_OUT, random_state=SEED, stratify=labels)
        trial = TopicModel(self._words_c, self._vectors_c, self._scale)
        fitted = _all_fitted([*work, *trial._prepared(views.rows(kept), labels[kept])])
        self._take(fitted[: len(work)])
        trial._take(fitted[len(work) :])
        self.temperature = trial._best_temperature(views.rows(left), labels[left])
        return self

    def chances(self, views: Views) -> np.ndarray:
        """Probabilities over `classes`, a row for each sentence."""
        return _softmax(self._scores(views) * self.temperature)

    def _best_temperature(self, views: Views, labels: np.ndarray) -> float:
        """On utterances that this model has not seen."""
        scores, right = self._scores(views), np.searchsorted(self.classes, labels)
        losses = [-np.log(_softmax(scores * t)[np.arange(len(right)), right] + 1e-12).mean() for t in TEMPERATURES]
        return float(TEMPERATURES[int(np.argmin(losses))])

    def _prepared(self, views: Views, labels: np.ndarray) -> list[Work]:
        """Everything but the classifiers, which are to be fitted: of the words, of the meaning if there are vectors."""
        self.classes = np.unique(labels)
        self._morphemes = WeighedWords(token_pattern=r"\S+", ngram_range=(1, 2), lowercase=False)
        self._characters = WeighedWords(analyzer="char_wb", ngram_range=(1, 4), min_df=2)
        features = beside(self._morphemes.learn(views.morphemes), self._characters.learn(views.characters))
        self._near_words = normalize(features).astype(np.float32).T.tocsr()  # a column for each utterance
        self._near_topics = np.searchsorted(self.classes, labels)
        self._written = np.log(np.bincount(self._near_topics))  # utterances of each topic
        # One against the rest, dual: seconds where the multinomial form takes minutes on as many features.
        words = LogisticRegression(
            C=self._words_c, solver="liblinear", dual=True, tol=1e-2, max_iter=60, random_state=SEED
        )
        if views.vectors is None:
            return [(words, features, labels)]
        self._centre = views.vectors.mean(axis=0)
        self._near_meaning = np.ascontiguousarray(normalize(views.vectors - self._centre).astype(np.float32).T)
        meaning = LogisticRegression(C=self._vectors_c, solver="lbfgs", max_iter=300, multi_class="multinomial")
        return [(words, features, labels), (meaning, self._drawn_apart(views.vectors), labels)]

    def _take(self, fitted: Sequence[LogisticRegression]) -> None:
        words, meaning = fitted[0], fitted[1] if len(fitted) > 1 else None
        self._words = np.ascontiguousarray(words.coef_.T), words.intercept_
        self._meaning = None if meaning is None else (np.ascontiguousarray(meaning.coef_.T), meaning.intercept_)

    def _scores(self, views: Views) -> np.ndarray:
        """Log probabilities of both views, averaged, and what the nearest utterances say."""
        features = self._features(views)
        weights, start = self._words
        words = np.log(_softmax((features @ weights + start) * _SHARPNESS) + 1e-9)
        near = nearness(features, self._near_words)
        if self._meaning is None:
            return words + _SAY * self._said_by_nearest(near) - (1 + _SAY) * self._written
        weights, start = self._meaning
        meaning = np.log(_softmax(self._drawn_apart(views.vectors) @ weights + start) + 1e-300)
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
        return beside(self._morphemes.of(views.morphemes), self._characters.of(views.characters))

    def _drawn_apart(self, vectors: np.ndarray) -> np.ndarray:
        return (vectors - self._centre) * self._scale


def _all_fitted(work: Sequence[Work]) -> list[LogisticRegression]:
    """In processes: the solver of the words draws from one generator a process, and threads would share it."""
    return Parallel(n_jobs=-1, max_nbytes=None)(
        delayed(classifier.fit)(features, labels) for classifier, features, labels in work
    )


def _softmax(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
