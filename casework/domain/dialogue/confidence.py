"""From which confidence on what is done. Chosen on held-out data (docs/decisions/0005), not by taste. Pure."""

from __future__ import annotations

from collections.abc import Sequence

CLEAR = 0.40  # answer at once
GUESS = 0.20  # answer, and show the other readings beside it, where one stands out
STANDS_OUT = 1.5  # times as likely as the next one
LIKELY = 0.08  # worth a button
START = 0.22  # a story that opens a claim: starting one costs the worker nothing
NAMED = 0.80  # a message that points back at the last answer has named something else all the same
SPOKEN_OF = 0.04  # what the last answer was about, in a message that points back at it
FOREIGN = 0.08  # below it nothing of ours is likely
FOREIGN_SHARE = 0.55  # another matter at least this likely, beside the likeliest of ours
OUT_OF_SCOPE = "out-of-scope"

Ranking = Sequence[tuple[str, float]]


def is_foreign(ranking: Ranking) -> bool:
    """Whether a message may well be none of our matters: then it is said so, and the readings are shown, not answered."""
    ours = max((chance for topic, chance in ranking if topic != OUT_OF_SCOPE), default=0.0)
    other = max((chance for topic, chance in ranking if topic == OUT_OF_SCOPE), default=0.0)
    return max(ours, other) < FOREIGN or other >= FOREIGN_SHARE * ours


def stands_out(ranking: Ranking) -> bool:
    """Whether the first reading is likely enough, and enough likelier than the second, to be answered as a guess."""
    if not ranking or ranking[0][1] < GUESS:
        return False
    return len(ranking) < 2 or ranking[0][1] >= STANDS_OUT * ranking[1][1]
