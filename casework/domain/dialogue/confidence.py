"""From which confidence on what is done. Chosen on held-out data (docs/decisions/0005), not by taste. Pure."""

from __future__ import annotations

from collections.abc import Sequence

CLEAR = 0.30  # answer at once
LIKELY = 0.10  # worth a button
START = 0.22  # a story that opens a claim: starting one costs the worker nothing
FOREIGN = 0.08  # below it nothing of ours is likely
OUT_OF_SCOPE = "out-of-scope"


def is_foreign(ranking: Sequence[tuple[str, float]]) -> bool:
    """Whether a message is taken for none of our topics: it is said to be another matter, or nothing is likely."""
    return not ranking or ranking[0][0] == OUT_OF_SCOPE or ranking[0][1] < FOREIGN
