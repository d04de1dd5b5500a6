"""What a waiting worker is told: place in the queue, an honest estimate, the next opening."""

from __future__ import annotations

import datetime as dt
import statistics
from typing import Any

from casework.services import hours, people
from casework.services.hours import KOREA, Moment
from casework.store.database import UnitOfWork
from casework.store.models import Handoff, Staff
from casework.words import Words

ENOUGH = 5  # fewer measured waits than this say nothing
PERIOD = dt.timedelta(days=14)
STEP = 5  # minutes; a finer figure would promise what nobody knows


Said = tuple[str, dict[str, Any]]  # a response and its values


def notice(uow: UnitOfWork, words: Words, now: dt.datetime, handoff: Handoff, owner: Staff | None) -> Said:
    """What is said to someone who has just asked for a person."""
    moment = hours.standard().at(now)
    position = uow.handoffs.position(handoff) or 1
    if not moment.is_open:
        return _closed(words, now, moment, handoff)
    if not people.is_there(uow, now, owner):
        return "utter_handoff_nobody", {"position": position}
    wait = estimate(uow, words, now, handoff)
    if handoff.reason == "bot_failure":  # no invitation to go on asking a bot that does not answer
        return "utter_handoff_waiting_meanwhile", {"position": position, "wait": wait}
    if handoff.owner_rule in ("handler", "deputy", "transfer"):
        return "utter_handoff_waiting_named", {"name": owner.name, "position": position, "wait": wait}
    return "utter_handoff_waiting", {"position": position, "wait": wait}


def still_waiting(uow: UnitOfWork, words: Words, now: dt.datetime, handoff: Handoff, owner: Staff | None) -> Said:
    """What is said to someone who asks again meanwhile."""
    moment = hours.standard().at(now)
    if not moment.is_open or not people.is_there(uow, now, owner):
        return notice(uow, words, now, handoff, owner)
    position = uow.handoffs.position(handoff) or 1
    return "utter_handoff_still_waiting", {"position": position, "wait": estimate(uow, words, now, handoff)}


def estimate(uow: UnitOfWork, words: Words, now: dt.datetime, handoff: Handoff) -> str:
    """How long it takes lately, or that nobody knows; outside opening hours, the next opening."""
    moment = hours.standard().at(now)
    if not moment.is_open:
        return words.render("utter_handoff_wait_until", when=when(words, now, moment.next_opening))
    minutes = usual_minutes(uow, now, handoff.branch_code)
    if minutes is None:
        return words.render("utter_handoff_wait_unknown")
    if now - handoff.requested_at > dt.timedelta(minutes=minutes):  # what it usually takes is over: no promise any more
        return words.render("utter_handoff_wait_longer")
    return words.render("utter_handoff_wait_minutes", minutes=minutes)


def usual_minutes(uow: UnitOfWork, now: dt.datetime, branch_code: str | None) -> int | None:
    """What three of four waits of the last 14 days stayed within, in steps of 5 minutes; None if too few.

    Only waits that began and ended within opening hours of one day count.
    """
    standard = hours.standard()
    lengths = [
        (taken - requested).total_seconds() / 60
        for requested, taken in uow.handoffs.recent_waits(branch_code, now - PERIOD)
        if standard.is_open(requested) and requested.astimezone(KOREA).date() == taken.astimezone(KOREA).date()
    ]
    if len(lengths) < ENOUGH:
        return None
    three_of_four = statistics.quantiles(lengths, n=4)[2]
    return max(STEP, -(-int(three_of_four + 0.999) // STEP) * STEP)


def when(words: Words, now: dt.datetime, moment: dt.datetime) -> str:
    """A future moment as people in Korea say it."""
    local = moment.astimezone(KOREA)
    half = words.render("utter_handoff_halves").split()[local.hour >= 12]
    hour = local.hour % 12 or 12
    if local.date() == now.astimezone(KOREA).date():
        return words.render("utter_handoff_when_today", half=half, hour=hour)
    weekday = words.render("utter_handoff_weekdays").split()[local.weekday()]
    return words.render(
        "utter_handoff_when_day", month=local.month, day=local.day, weekday=weekday, half=half, hour=hour
    )


def _closed(words: Words, now: dt.datetime, moment: Moment, handoff: Handoff) -> Said:
    key = {hours.LUNCH: "utter_handoff_lunch", hours.HOLIDAY: "utter_handoff_holiday"}.get(
        moment.state, "utter_handoff_out_of_hours"
    )
    if handoff.reason == "crisis":
        key = "utter_handoff_crisis_out_of_hours"
    return key, {"when": when(words, now, moment.next_opening)}
