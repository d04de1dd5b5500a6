"""Unit vectors of sentences from our encoder (bot/encoder)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import ctranslate2
import numpy as np

from bot.encoder.build import folder
from bot.encoder.pieces import Pieces
from bot.encoder.weights import Weights, carrier

MODELS = Path(__file__).resolve().parents[2] / "models"
DIMENSIONS = 384
BATCH = 32
CORES = os.cpu_count() or 1


@lru_cache(maxsize=1)
def _encoder() -> tuple[Pieces, ctranslate2.Encoder]:
    where = folder(MODELS)
    return Pieces(Weights(carrier())), ctranslate2.Encoder(
        str(where), device="cpu", compute_type="int8", intra_threads=1, inter_threads=CORES
    )


class SentenceVectors:
    """Vectors of 384 floats, length one; equal texts give equal vectors."""

    def of(self, text: str) -> np.ndarray:
        """The vector of `text`; the empty text is the zero vector."""
        return self.of_all([text])[0]

    def of_all(self, texts: Sequence[str]) -> np.ndarray:
        """A row for each text."""
        pieces, encoder = _encoder()
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        cut = [(row, pieces.of(text)) for row, text in enumerate(texts) if text.strip()]
        cut.sort(key=lambda one: len(one[1]))  # a batch of like lengths wastes nothing on filling up
        batches = [cut[start : start + BATCH] for start in range(0, len(cut), BATCH)]

        def encode(batch: list[tuple[int, list[int]]]) -> None:
            hidden = np.array(encoder.forward_batch([numbers for _, numbers in batch]).last_hidden_state)
            for (row, numbers), states in zip(batch, hidden, strict=True):
                mean = states[: len(numbers)].mean(axis=0)
                found[row] = mean / np.linalg.norm(mean)

        if len(batches) > 1:  # training: a batch a core
            with ThreadPoolExecutor(CORES) as pool:
                list(pool.map(encode, batches))
        elif batches:
            encode(batches[0])
        return found
