"""간병급여, for care after treatment has ended (산재보험법 제61조, 시행령 제59조). Pure.

The figures are those of `facts.on`, the day of care.
"""

from __future__ import annotations

from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working, won

RATE = "산재보험법 제61조, 시행령 제59조제3항"
ACTUAL = "산재보험법 시행령 제59조제4항"


def nursing(facts: Facts, working: Working) -> Outcome:
    """A day's amount and, with `days`, the sum. Who paid less gets what was paid."""
    working.need(*(name for name in ("level", "carer") if getattr(facts, name) is None))
    daily = int(working.figure(f"nursing.{facts.level}-{facts.carer}-daily", facts.on))
    working.step(f"nursing_{facts.level}", daily, RATE)
    working.confirm("nursing_needs_care", article=RATE)
    if facts.paid_a_day is not None and facts.paid_a_day < daily:
        daily = won(facts.paid_a_day)
        working.step("nursing_actual", daily, ACTUAL)
    if facts.days is None:
        working.lacks("days")
        return working.outcome(daily=daily)
    working.step("nursing_sum", daily * facts.days, RATE, daily=daily, days=facts.days)
    return working.outcome(amount=daily * facts.days, daily=daily)
