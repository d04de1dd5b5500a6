"""직업재활급여 (산재보험법 제72조~제75조). Pure. The figures are those of `facts.on`.

The training allowance is the worker's; the grants for keeping somebody on are the employer's.
"""

from __future__ import annotations

from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working

WHO = "산재보험법 제72조"
TRAINING = "산재보험법 제73조·제74조"
EMPLOYER = "산재보험법 제75조제2항"
BANDS = ("first", "second", "third")
_AMOUNTS = {"first": "grade-1-to-3", "second": "grade-4-to-9", "third": "grade-10-to-12"}


def rehabilitation(facts: Facts, working: Working) -> Outcome:
    """The training allowance of a day as `daily`; what an employer gets a month as `employer_monthly`."""
    on = facts.on
    daily = int(working.figure("wage.minimum-daily", on))
    attendance = working.number("rehabilitation.attendance-rate", on) * 100
    working.step("rehabilitation_training", daily, TRAINING, attendance=attendance)
    working.step(
        "rehabilitation_training_limits",
        int(working.figure("rehabilitation.training-months", on)),
        TRAINING,
        times=working.figure("rehabilitation.training-times", on),
        years=working.figure("rehabilitation.training-apply-years", on),
    )
    working.confirm("rehabilitation_decides", article=WHO)
    if facts.grade is None:
        working.lacks("grade")
        return working.outcome(daily=daily)
    grant = _grant(facts, working)
    if grant is None:
        lowest = working.figure("rehabilitation.lowest-grade", on)
        working.step("rehabilitation_grade", None, WHO, lowest=lowest)
        return working.outcome(daily=daily)
    months = working.figure("rehabilitation.return-grant-months", on)
    working.step("rehabilitation_employer", grant, EMPLOYER, months=months, grade=facts.grade)
    for kind in ("adaptation", "exercise"):
        most = int(working.figure(f"rehabilitation.{kind}-monthly-max", on))
        working.step(
            f"rehabilitation_{kind}", most, EMPLOYER, months=working.figure("rehabilitation.adaptation-months", on)
        )
    return working.outcome(daily=daily, employer_monthly=grant)


def _grant(facts: Facts, working: Working) -> int | None:
    """What the employer gets a month for the grade; None outside the bands."""
    for band in BANDS:
        lowest = int(working.figure(f"rehabilitation.grant-grade-{band}-from", facts.on))
        highest = int(working.figure(f"rehabilitation.grant-grade-{band}-to", facts.on))
        if lowest <= facts.grade <= highest:
            return int(working.figure(f"rehabilitation.return-{'grant-' + _AMOUNTS[band]}", facts.on))
    return None
