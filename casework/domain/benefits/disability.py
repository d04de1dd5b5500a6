"""장해급여, for what remains after treatment (산재보험법 제57조, 별표 2). Pure.

The figures are those of `facts.on`, the day of the decision. The grade is what the agency has set, or a question.
"""

from __future__ import annotations

from decimal import Decimal

from casework.domain.benefits.base_wage import base_wage
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working, won

TABLE = "산재보험법 제57조제2항, 별표 2"
CHOICE = "산재보험법 제57조제3항"
ADVANCE = "산재보험법 제57조제4항"
SEVERAL = "산재보험법 시행령 제53조제2항"
WORSE = "산재보험법 시행령 제53조제4항"


def disability(facts: Facts, working: Working) -> Outcome:
    """The pension a year (`unit` won_a_year) or the lump sum (won). Grades 4 to 7 choose: both are told until they have."""
    grade = _grade(facts, working)
    base = base_wage(facts, working, facts.on)
    pension, lump = _days(facts, working, grade)
    mode = _mode(facts, working, grade)
    extra = {"grade": grade, "average_wage": float(base)}
    if pension is not None and mode != "lump_sum":
        extra |= _pension(facts, working, grade, base, pension)
    if lump is not None and mode != "pension":
        extra["lump_sum"] = won(base * lump)
        working.step("disability_lump_sum", extra["lump_sum"], TABLE, base=base, days=lump, grade=grade)
    if mode is None:
        working.lacks("mode")
        return working.outcome(**extra)
    if mode == "pension":
        return working.outcome(amount=extra["yearly"], unit="won_a_year", **extra)
    return working.outcome(amount=extra["lump_sum"], **extra)


def _grade(facts: Facts, working: Working) -> int:
    """The grade, several together raised as the decree says."""
    if not facts.grades:
        if facts.grade is None:
            working.need("grade")
        return facts.grade
    on, sorted_grades = facts.on, sorted(facts.grades)
    best = sorted_grades[0]
    for step in ("severe", "moderate", "light"):
        limit = int(working.figure(f"disability.multiple-{step}-grade", on))
        if sum(grade <= limit for grade in sorted_grades) > 1:
            raised = int(working.figure(f"disability.multiple-{step}-raise", on))
            grade = max(int(working.figure("disability.highest-grade", on)), best - raised)
            working.step("disability_several", grade, SEVERAL, best=best, limit=limit, raised=raised)
            working.confirm("disability_several", article=SEVERAL)
            return grade
    working.step("disability_heaviest", best, SEVERAL)
    return best


def _days(facts: Facts, working: Working, grade: int) -> tuple[Decimal | None, Decimal | None]:
    """Days of the pension a year and of the lump sum; None where the grade does not have that kind."""
    on = facts.on
    pension = lump = None
    if grade < int(working.figure("disability.lump-sum-only-from", on)):
        pension = working.number(f"disability.pension-days-grade-{grade}", on)
    if grade > int(working.figure("disability.pension-only-to", on)):
        lump = working.number(f"disability.lump-days-grade-{grade}", on)
    if facts.previous_grade is None or facts.previous_grade <= grade:
        return pension, lump
    return _less_former(facts, working, pension, lump)


def _less_former(
    facts: Facts, working: Working, pension: Decimal | None, lump: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Who had a disability before is paid for what came on top of it."""
    former, on = facts.previous_grade, facts.on
    former_lump = working.number(f"disability.lump-days-grade-{former}", on)
    if pension is not None:
        if former < int(working.figure("disability.lump-sum-only-from", on)):
            less = working.number(f"disability.pension-days-grade-{former}", on)
        else:
            less = former_lump * working.number("disability.aggravation-lump-rate", on)
        pension -= less
        working.step("disability_former_pension", pension, WORSE, former=former, less=less)
    if lump is not None:
        lump -= former_lump
        working.step("disability_former_lump", lump, WORSE, former=former, less=former_lump)
    working.confirm("disability_former", article=WORSE)
    return pension, lump


def _mode(facts: Facts, working: Working, grade: int) -> str | None:
    """How it is paid: the law leaves the choice to grades 4 to 7 only."""
    on = facts.on
    if grade <= int(working.figure("disability.pension-only-to", on)):
        if facts.mode not in (None, "pension"):
            working.step("disability_pension_only", grade, CHOICE)
        return "pension"
    if grade >= int(working.figure("disability.lump-sum-only-from", on)):
        if facts.mode not in (None, "lump_sum"):
            working.step("disability_lump_sum_only", grade, CHOICE)
        return "lump_sum"
    if facts.mode == "half":
        working.step("disability_no_half", grade, CHOICE)
        return None
    return facts.mode


def _pension(facts: Facts, working: Working, grade: int, base: Decimal, days: Decimal) -> dict[str, int]:
    on = facts.on
    yearly = won(base * days)
    monthly = won(base * days / working.number("survivor.months-in-year", on))
    working.step("disability_pension", yearly, TABLE, base=base, days=days, grade=grade)
    working.step("disability_pension_month", monthly, "산재보험법 제70조")
    found = {"yearly": yearly, "monthly": monthly}
    if facts.advance_years is None:
        return found
    only = grade <= int(working.figure("disability.pension-only-to", on))
    most = int(
        working.figure("disability.advance-years-pension-only" if only else "disability.advance-years-choice", on)
    )
    years = min(facts.advance_years, most)
    share = working.number("disability.advance-rate", on)
    found["advance"] = won(base * days * years * share)
    working.step("disability_advance", found["advance"], ADVANCE, years=years, most=most, share=share * 100)
    working.confirm("disability_advance", article=ADVANCE)  # interest may be taken off
    return found
