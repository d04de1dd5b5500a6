"""Until when: limitation of claims, appeals, and how long the agency has (산재보험법 제103조·제112조). Pure.

`facts.benefit` names what, `facts.started_on` the day from which it runs. The first day does not count, and a last day
on which nobody works moves on (민법 제157조·제161조). Processing days are working days with the first one counted.
"""

from __future__ import annotations

from datetime import date, timedelta

from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Working
from casework.domain.benefits.periods import days_in, years_later

LIMITATION = "산재보험법 제112조"
APPEAL = "산재보험법 제103조제3항"
MOVED = "민법 제161조"
PROCESSING = "공단 민원 처리에 관한 규정 제21조"

YEARS = {
    "medical": "limitation.medical-years",
    "sick_leave": "limitation.sick-leave-years",
    "nursing": "limitation.nursing-years",
    "sickness_pension": "limitation.sickness-pension-years",
    "rehabilitation": "limitation.rehabilitation-years",
    "disability": "limitation.disability-years",
    "survivor": "limitation.survivor-years",
    "funeral": "limitation.funeral-years",
}
DAYS = {"review": "appeal.review-days", "reexamination": "appeal.reexamination-days", "court": "appeal.court-days"}
WORKING_DAYS = {
    "processing_medical": "processing.medical-application-days",
    "processing_sick_leave": "processing.sick-leave-days",
    "processing_disability": "processing.disability-days",
    "processing_nursing": "processing.nursing-days",
    "processing_survivor": "processing.survivor-days",
    "processing_refund": "processing.medical-refund-days",
}
NAMES = (*YEARS, *DAYS, *WORKING_DAYS)


def deadline(facts: Facts, working: Working) -> Outcome:
    """The last day as `due` (ISO); `amount` counts the days from the start to it."""
    working.need(*(name for name in ("benefit", "started_on") if getattr(facts, name) is None))
    start = facts.started_on
    if facts.benefit in WORKING_DAYS:
        due = _processing(facts, working, start)
    else:
        due = _moved(working, _last(facts, working, start))
        if due < facts.on:
            working.confirm("deadline_passed", article=LIMITATION)
    return working.outcome(amount=(due - start).days, unit="day", due=due.isoformat())


def _last(facts: Facts, working: Working, start: date) -> date:
    if facts.benefit in YEARS:
        years = int(working.figure(YEARS[facts.benefit], facts.on))
        due = years_later(start, years)
        working.step("deadline_years", due, LIMITATION, start=start, years=years)
        working.confirm("deadline_starts", article=LIMITATION)
        return due
    if facts.benefit in DAYS:
        days = int(working.figure(DAYS[facts.benefit], facts.on))
        due = start + timedelta(days=days)
        working.step("deadline_days", due, APPEAL, start=start, days=days)
        return due
    working.need("benefit")
    raise AssertionError("unreachable")


def _moved(working: Working, due: date) -> date:
    """The next working day where the last one is none."""
    moved = due
    while working.is_off(moved):
        moved += timedelta(days=1)
    if moved != due:
        working.step("deadline_moved", moved, MOVED, due=due)
    return moved


def _processing(facts: Facts, working: Working, start: date) -> date:
    """Working days, the day of receipt counted if somebody works on it."""
    days = int(working.figure(WORKING_DAYS[facts.benefit], facts.on))
    day = start
    counted = 0
    while True:
        counted += not working.is_off(day)
        if counted == days:
            break
        day += timedelta(days=1)
    working.step("deadline_processing", day, PROCESSING, start=start, days=days, span=days_in(start, day))
    working.confirm("deadline_processing", article=PROCESSING)
    return day
