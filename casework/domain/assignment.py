"""Who gets a case, and who should answer a worker. Rules only; services find the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

TEAM_COUNSELLING = "accident_counselling"  # 재해상담: before approval
TEAM_CARE = "care_support"  # 요양지원: in care
TEAM_REHABILITATION = "rehabilitation"  # 재활서비스: after care

BY_ADDRESS = "by_address"
SAME_HANDLER = "same_handler"
AMBIGUOUS_ADDRESS = "ambiguous_address"
UNKNOWN_ADDRESS = "unknown_address"
NO_HANDLER_ON_DUTY = "no_handler_on_duty"
OVER_CAPACITY = "over_capacity"

_TEAM_BY_STATE = {
    "approved": TEAM_CARE,
    "in_care": TEAM_CARE,
    "care_ended": TEAM_REHABILITATION,
    "rehabilitation": TEAM_REHABILITATION,
    "closed": TEAM_REHABILITATION,
}


@dataclass(frozen=True)
class Person:
    """What the rules know of a member of staff. `load` counts open cases or live conversations.

    `away` is why work cannot go to somebody who is on duty: leave, logged_out, off_hours; None for who is there.
    """

    id: int
    branch_code: str | None
    active: bool = True
    on_duty: bool = True
    capacity: int = 30
    load: int = 0
    away: str | None = None

    @property
    def free(self) -> int:
        """How many more fit; negative when over capacity."""
        return self.capacity - self.load

    @property
    def available(self) -> bool:
        """Whether work can go to this person now."""
        return self.why_not is None

    @property
    def why_not(self) -> str | None:
        """Why no work goes to this person now: disabled, leave, logged_out, off_hours, off_duty; None where it does."""
        if not self.active:
            return "disabled"
        return self.away or (None if self.on_duty else "off_duty")

    @property
    def has_room(self) -> bool:
        """Whether one more fits."""
        return self.available and self.free > 0


@dataclass(frozen=True)
class Assignment:
    """Where a case goes, and by which rule. `handler_id` None: the common queue."""

    branch_code: str | None
    handler_id: int | None
    reason: str


@dataclass(frozen=True)
class Owner:
    """Who should answer a worker. `staff_id` None: whoever is first in the queue."""

    staff_id: int | None
    rule: str  # handler | deputy | team | lead | queue


def team_for(state: str) -> str:
    """The team that has a case in this state."""
    return _TEAM_BY_STATE.get(state, TEAM_COUNSELLING)


def assign(
    branch_code: str | None,
    unresolved: str,
    *,
    former_handler: Person | None,
    former_is_open: bool,
    team: Sequence[Person],
    leads: Sequence[Person],
) -> Assignment:
    """Choose branch and handler of a case.

    `branch_code` is what the address gave, None with the reason in `unresolved`.
    A returning worker keeps the handler: always while an earlier case is open,
    and otherwise unless the new workplace belongs to another branch. `leads`
    come in order of preference: the branch's, then those above it.
    """
    if former_handler is not None and former_handler.active:
        same_place = branch_code is None or branch_code == former_handler.branch_code
        if same_place or former_is_open:
            return Assignment(branch_code or former_handler.branch_code, former_handler.id, SAME_HANDLER)
    lead = next((person.id for person in leads if person.active), None)
    if branch_code is None:
        return Assignment(None, lead, unresolved)
    free = most_free(team)
    if free is not None:  # where all are full, the one who is least over it: a case has a handler from its first day on
        return Assignment(branch_code, free.id, BY_ADDRESS)
    return Assignment(branch_code, lead, NO_HANDLER_ON_DUTY)


def most_free(people: Sequence[Person]) -> Person | None:
    """The available one with most room; of equals the one with least to do, then the first hired."""
    available = [person for person in people if person.available]
    return min(available, key=lambda person: (-person.free, person.load, person.id), default=None)


def owner(*, handler: Person | None, deputy: Person | None, team: Sequence[Person], leads: Sequence[Person]) -> Owner:
    """Who answers: 1:1 handler, else deputy, else the team on duty, else a lead, else the queue.

    Whoever has no room is passed over, unless everybody is full: then the first who is there. A lead who is not there
    still owns the request, so that somebody does.
    """
    for fits in (_with_room, _there):
        if handler is not None and fits(handler):
            return Owner(handler.id, "handler")
        if deputy is not None and fits(deputy):
            return Owner(deputy.id, "deputy")
        member = most_free([person for person in team if fits(person)])
        if member is not None:
            return Owner(member.id, "team")
    lead = next((person for person in leads if person.available), None)
    lead = lead or next((person for person in leads if person.active), None)
    return Owner(lead.id, "lead") if lead is not None else Owner(None, "queue")


def why_passed_over(handler: Person | None, chosen: Owner) -> str | None:
    """Why the 1:1 handler is not the one who answers; None where it is, or where there is none."""
    if handler is None or chosen.staff_id == handler.id:
        return None
    return handler.why_not or OVER_CAPACITY


def _with_room(person: Person) -> bool:
    return person.has_room


def _there(person: Person) -> bool:
    return person.available
