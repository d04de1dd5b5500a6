"""A text as the numbers of its pieces, by the vocabulary that the encoder was made with."""

from __future__ import annotations

import re

from tokenizers import Tokenizer
from tokenizers.models import Unigram

from bot.encoder.weights import Weights

LONGEST = 160  # pieces; of a longer text the head says who and where, the tail asks
_HEAD = 1 / 3  # share of the head in what is kept
_PREFIX = "query: "
_SPACES = re.compile(" {2,}")
_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"


class Pieces:
    """Cuts texts into pieces. Equal texts give equal numbers."""

    def __init__(self, weights: Weights) -> None:
        vocabulary = list(zip(weights.pieces, map(float, weights.scores), strict=True))
        self._cut = Tokenizer(Unigram(vocabulary, unk_id=weights.unknown, byte_fallback=False))
        self._characters = weights.characters
        self._begin, self._end = weights.begin, weights.end

    def of(self, text: str, longest: int = LONGEST) -> list[int]:
        """Piece numbers with begin and end, at most `longest`."""
        text = _SPACES.sub(" ", (_PREFIX + text).translate(self._characters))
        numbers = self._cut.encode((text if text.startswith(" ") else " " + text).replace(" ", _SPACE)).ids
        room = longest - 2
        if len(numbers) > room:
            head = int(room * _HEAD)
            numbers = numbers[:head] + numbers[head - room :]
        return [self._begin, *numbers, self._end]
