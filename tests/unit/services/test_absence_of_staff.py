"""Leave, an unattended desk, own hours, no room: who answers instead, and why."""

import datetime as dt

import pytest

from casework.services import absences, handoff, people, presence, routing
from casework.services.staff import StaffError
from tests.unit.services.test_handoff import hire, thread_of

GRACE = dt.timedelta(minutes=2)
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def uow(store):
    with store.write() as opened:
        yield opened


@pytest.fixture
def lee(uow, now):
    return hire(uow, now, "lee")


@pytest.fixture
def kim(uow, now, lee):
    return hire(uow, now, "kim", deputy_id=lee.id)


def plan(uow, words, now, by, first=0, last=0, deputy=None, kind="leave", login=None):
    return absences.plan(
        uow, words, now, by, login or by.login, first=TODAY + first * DAY, last=TODAY + last * DAY, kind=kind,
        deputy=deputy,
    )  # fmt: skip


def test_leave_that_begins_today_passes_live_work_on_and_keeps_the_case(uow, words, now, kim, lee):
    thread = thread_of(uow, now, handler=kim)
    handoff.take(uow, words, now, thread, kim)
    plan(uow, words, now, kim)
    asked = uow.handoffs.open_for(thread.id)
    assert (asked.owner_id, asked.owner_rule, asked.moved_reason) == (lee.id, "deputy", "leave")
    assert uow.cases.get(thread.case_id).handler_id == kim.id


def test_leave_of_next_week_begins_then_and_its_own_deputy_answers(uow, words, now, kim, lee):
    other = hire(uow, now, "other")
    plan(uow, words, now, kim, 7, 8, deputy="other")
    thread = thread_of(uow, now, handler=kim)
    assert handoff.request(uow, words, now, thread, "worker_asked").owner_id == kim.id
    assert absences.begin_due(uow, words, now) == 0
    assert absences.begin_due(uow, words, now + 7 * DAY) == 1
    assert uow.handoffs.open_for(thread.id).owner_id == other.id
    assert absences.begin_due(uow, words, now + 7 * DAY) == 0


def test_leave_that_is_taken_back_brings_the_work_back(uow, words, now, kim, lee):
    lee.active = False
    row = plan(uow, words, now, kim, deputy=hire(uow, now, "off", on_duty=False).login)
    thread = thread_of(uow, now, handler=kim)
    assert handoff.request(uow, words, now, thread, "worker_asked").owner_rule == "queue"
    absences.cancel(uow, now, kim, row.id)
    assert uow.handoffs.open_for(thread.id).owner_id == kim.id
    absences.cancel(uow, now, kim, row.id)


def test_nobody_plans_for_others_but_a_lead_of_the_branch(uow, words, now, kim, lee):
    lead = hire(uow, now, "lead", role="lead", team=None)
    stranger = hire(uow, now, "stranger", role="lead", branch_code="suwon", team=None)
    plan(uow, words, now, lead, login="kim")
    for by in (lee, stranger):
        with pytest.raises(StaffError, match="unknown"):
            plan(uow, words, now, by, 20, 21, login="kim")
    with pytest.raises(StaffError, match="unknown"):
        absences.cancel(uow, now, lee, 1)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"deputy": "kim"}, "no_deputy"),
        ({"deputy": "nobody"}, "no_deputy"),
        ({"deputy": "far"}, "no_deputy"),
        ({"kind": "x"}, "bad_kind"),
        ({"first": 2, "last": 1}, "absence_order"),
        ({"first": 4, "last": 9}, "absence_overlap"),
    ],
)
def test_what_cannot_be_planned_is_said(uow, words, now, kim, changes, problem):
    hire(uow, now, "far", branch_code="suwon")
    plan(uow, words, now, kim, 3, 5)
    with pytest.raises(StaffError, match=problem):
        plan(uow, words, now, kim, **changes)


def test_who_closes_the_last_page_loses_live_work_after_the_grace_time(uow, words, now, kim, lee):
    thread = thread_of(uow, now, handler=kim)
    handoff.take(uow, words, now, thread, kim)
    for link in ("a", "b"):
        presence.opened(uow, now, link, kim.id, "here")
    presence.closed(uow, now, "a", kim.id)
    assert presence.pass_on(uow, words, now + 10 * MINUTE - MINUTE * 6, GRACE) == 0  # the other page is open
    presence.closed(uow, now, "b", kim.id)
    assert presence.pass_on(uow, words, now + MINUTE, GRACE) == 0
    assert presence.pass_on(uow, words, now + 2 * MINUTE, GRACE) == 1
    assert uow.handoffs.open_for(thread.id).moved_reason == "logged_out"
    assert not people.is_there(uow, now, kim)
    presence.opened(uow, now + 3 * MINUTE, "c", kim.id, "here")
    assert people.is_there(uow, now, kim)


def test_a_page_that_is_only_changed_loses_nothing(uow, words, now, kim):
    thread = thread_of(uow, now, handler=kim)
    handoff.take(uow, words, now, thread, kim)
    presence.opened(uow, now, "a", kim.id, "here")
    presence.closed(uow, now, "a", kim.id)
    presence.opened(uow, now + MINUTE, "b", kim.id, "here")
    assert presence.pass_on(uow, words, now + 4 * MINUTE, GRACE) == 0


def test_pages_of_a_gateway_that_died_are_forgotten(uow, words, now, kim):
    thread = thread_of(uow, now, handler=kim)
    handoff.take(uow, words, now, thread, kim)
    presence.opened(uow, now, "a", kim.id, "here")
    presence.started(uow, now, "here")
    assert presence.pass_on(uow, words, now + GRACE, GRACE) == 1
    again = thread_of(uow, now, "c2", handler=kim)
    presence.opened(uow, now, "b", kim.id, "there")
    handoff.take(uow, words, now, again, kim)
    late = now + presence.LOST + MINUTE
    assert presence.pass_on(uow, words, late, GRACE) == 0  # nobody has seen the page: from now on the grace time runs
    assert presence.pass_on(uow, words, late + GRACE, GRACE) == 1


def test_own_hours_and_no_room_are_reasons_too(uow, words, now, kim, lee):
    kim.duty_hours = "1 2 3 4 5 13:00-18:00"  # it is ten
    asked = handoff.request(uow, words, now, thread_of(uow, now, handler=kim), "worker_asked")
    assert (asked.owner_id, asked.moved_reason) == (lee.id, "off_hours")
    kim.duty_hours, kim.chat_capacity = None, 1
    uow.session.flush()
    waits = handoff.request(uow, words, now, thread_of(uow, now, "c2", handler=kim), "worker_asked")
    assert waits.owner_id == kim.id
    handoff.take(uow, words, now, thread_of(uow, now, "c3", handler=kim), kim)
    assert (waits.owner_id, waits.moved_reason) == (lee.id, "over_capacity")


def test_who_comes_on_duty_gets_what_nobody_could_take(uow, words, now, kim, lee):
    kim.on_duty = lee.on_duty = False
    waits = handoff.request(uow, words, now, thread_of(uow, now, handler=kim), "worker_asked")
    assert waits.owner_rule == "queue"
    kim.on_duty = True
    uow.session.flush()
    assert routing.reroute_waiting(uow, now, "ansan", "on_duty") == 1
    assert (waits.owner_id, waits.moved_reason) == (kim.id, None)
