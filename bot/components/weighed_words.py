"""Words and pieces of words as weighed features of a text (TF-IDF), light enough for one message at a time.

scikit-learn's own weighing checks and copies its matrices at each call, which for a single message takes several times as
long as the arithmetic. What counts is the same: 1 + log of how often, times how rare, each text of length one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer


class WeighedWords:
    """`learn` once, then rows `of` texts. Takes what a CountVectorizer takes."""

    def __init__(self, **options: Any) -> None:
        self._counts = CountVectorizer(dtype=np.float64, **options)

    def learn(self, texts: Sequence[str]) -> csr_matrix:
        """Which features there are, and how rare each is; the rows of these texts, as `of` gives them."""
        counted = self._counts.fit_transform(texts)
        written = np.bincount(counted.indices, minlength=counted.shape[1])  # texts that have it
        self._rarity = np.log((1 + counted.shape[0]) / (1 + written)) + 1
        return self._weighed(counted)

    def of(self, texts: Sequence[str]) -> csr_matrix:
        """A row of length one for each text; zero where it has no feature that is known."""
        return self._weighed(self._counts.transform(texts))

    def _weighed(self, rows: csr_matrix) -> csr_matrix:
        rows.data = (1 + np.log(rows.data)) * self._rarity[rows.indices]
        rows.data /= np.repeat(lengths(rows), np.diff(rows.indptr))
        return rows


def beside(left: csr_matrix, right: csr_matrix) -> csr_matrix:
    """The rows of both in one matrix."""
    if left.shape[0] != 1:
        return hstack([left, right], format="csr")
    data = np.concatenate([left.data, right.data])
    columns = np.concatenate([left.indices, right.indices + left.shape[1]])
    return csr_matrix((data, columns, (0, len(data))), shape=(1, left.shape[1] + right.shape[1]))


def lengths(rows: csr_matrix) -> np.ndarray:
    """Of each row; 1 for an empty one, so that it can be divided by."""
    whose = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares = np.bincount(whose, weights=rows.data**2, minlength=rows.shape[0])
    return np.sqrt(np.where(squares > 0, squares, 1.0))


def nearness(rows: csr_matrix, known: csr_matrix) -> np.ndarray:
    """Cosine of each row to each column of `known`, whose columns have length one."""
    found = np.empty((rows.shape[0], known.shape[1]), dtype=np.float32)
    for number, (start, end) in enumerate(zip(rows.indptr[:-1], rows.indptr[1:], strict=True)):
        found[number] = known[rows.indices[start:end]].T @ rows.data[start:end].astype(np.float32)
    return found / lengths(rows).astype(np.float32)[:, np.newaxis]
