"""Which calculator answers to which name. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.domain.benefits import from_pay
from casework.domain.benefits.average_wage import average_wage
from casework.domain.benefits.deadline import deadline
from casework.domain.benefits.disability import disability
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.funeral import funeral
from casework.domain.benefits.nursing import nursing
from casework.domain.benefits.outcome import Open, Outcome, Working
from casework.domain.benefits.rehabilitation import rehabilitation
from casework.domain.benefits.sick_leave import sick_leave
from casework.domain.benefits.sickness_pension import sickness_pension
from casework.domain.benefits.survivor import survivor
from casework.domain.figures import Figures

CALCULATORS: dict[str, Callable[[Facts, Working], Outcome]] = {
    calculator.__name__: calculator
    for calculator in (
        average_wage,
        sick_leave,
        sickness_pension,
        disability,
        nursing,
        survivor,
        funeral,
        rehabilitation,
        deadline,
    )
}


def calculate(name: str, facts: Facts, figures: Figures, is_off: Callable[[date], bool]) -> Outcome:
    """Work out one benefit. `is_off` tells days on which nobody works. Raises KeyError for an unknown name.

    A calculation that cannot go on (a figure nobody knows for the day, facts not told) gives an outcome without amount
    that says what is missing or to be confirmed.
    """
    working = Working(figures, is_off)
    try:
        if facts.monthly_pay is not None and not facts.wages and facts.average_wage is None:
            facts = from_pay.spread(facts, working)
        return CALCULATORS[name](facts, working)
    except Open:
        return working.outcome()
