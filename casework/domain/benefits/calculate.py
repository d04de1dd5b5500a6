"""Which calculator answers to which name. Pure."""

from __future__ import annotations

from collections.abc import Callable

from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Open, Outcome, Working
from casework.domain.figures import Figures

CALCULATORS: dict[str, Callable[[Facts, Working], Outcome]] = {}


def calculate(name: str, facts: Facts, figures: Figures) -> Outcome:
    """Work out one benefit. Raises KeyError for a name that is not in CALCULATORS.

    A calculation that cannot go on (a figure nobody knows for the day, facts not told) gives an outcome without amount
    that says what is missing or to be confirmed.
    """
    working = Working(figures)
    try:
        return CALCULATORS[name](facts, working)
    except Open:
        return working.outcome()
