import datetime as dt

import pytest

from casework.services import assignment, handoff

TEAM = {"branch_code": "ansan", "team": "accident_counselling"}


@pytest.fixture
def uow(store):
    with store.write() as opened:
        yield opened


@pytest.fixture
def hire(uow, now):
    def hire(login, role="handler", **changes):
        return uow.staff.create(login, login.title(), role, "x", now, **{**TEAM, **changes})

    return hire


@pytest.fixture
def case_of(uow, now):
    def make(number, person=None):
        case = uow.cases.create("accident", number, now)
        if person:
            uow.cases.set_person(case, person, None)
        return case

    return make


def placed(case):
    return (case.branch_code, case.team, case.handler_id, case.assignment_reason)


def test_a_case_goes_to_the_freest_handler_of_the_branch_of_the_workplace(uow, now, hire, case_of):
    busy, free = hire("busy"), hire("free")
    hire("other", branch_code="suwon")
    first = case_of("1")
    uow.cases.set_assignment(first, branch_code="ansan", team=None, handler_id=busy.id, reason="by_address")
    case = case_of("2")
    assignment.assign(uow, now, case, "안산 반월공단")
    assert placed(case) == ("ansan", "accident_counselling", free.id, "by_address")


def test_nobody_on_duty_leaves_it_to_the_lead_then_to_headquarters(uow, now, hire, case_of):
    hire("away", on_duty=False)
    chief = hire("chief", role="lead", branch_code="gyeongin_hq", team=None)
    first, second = case_of("1"), case_of("2")
    assignment.assign(uow, now, first, "안산시")
    assert placed(first) == ("ansan", "accident_counselling", chief.id, "no_handler_on_duty")
    lead = hire("lead", role="lead", team=None)
    assignment.assign(uow, now, second, "안산시")
    assert second.handler_id == lead.id


@pytest.mark.parametrize(
    ("address", "reason"),
    [("중구", "ambiguous_address"), (None, "unknown_address"), ("모르겠어요", "unknown_address")],
)
def test_an_unclear_address_goes_to_someone_above_all_branches(uow, now, hire, case_of, address, reason):
    chief = hire("chief", role="lead", branch_code=None, team=None)
    case = case_of("1")
    assignment.assign(uow, now, case, address)
    assert placed(case) == (None, "accident_counselling", chief.id, reason)


def test_a_returning_worker_gets_the_same_handler(uow, now, hire, case_of):
    kim = hire("kim")
    before = case_of("1", person="p")
    assignment.assign(uow, now, before, "안산시")
    hire("fresh")
    uow.cases.set_state(before, "closed", now)
    again = case_of("2", person="p")
    assignment.assign(uow, now, again, "시흥시")
    assert placed(again) == ("ansan", "accident_counselling", kim.id, "same_handler")
    kim.active = False
    uow.session.flush()
    third = case_of("3", person="p")
    assignment.assign(uow, now, third, "안산시")
    assert third.assignment_reason == "by_address"


def test_assigning_again_moves_nothing_unless_the_branch_changes(uow, now, hire, case_of):
    kim, lee = hire("kim"), hire("lee", branch_code="suwon")
    case = case_of("1")
    assignment.assign(uow, now, case, "안산시")
    hire("freer", capacity=99)
    assignment.assign(uow, now, case, "시흥시 정왕동")
    assignment.assign(uow, now, case, None)
    assert case.handler_id == kim.id
    assignment.assign(uow, now, case, "경기도 수원시")
    assert placed(case) == ("suwon", "accident_counselling", lee.id, "by_address")
    rows = [row for row in uow.audit.of_case(case.id) if row.action == "case.assigned"]
    assert [row.details["former_branch"] for row in rows] == ["ansan", None]
    assert {row.actor for row in rows} == {"system"}


def test_a_case_changes_hands_only_with_a_reason(uow, now, hire, case_of):
    kim, lee = hire("kim"), hire("lee")
    case = case_of("1")
    uow.cases.set_assignment(case, branch_code="ansan", team="x", handler_id=kim.id, reason="by_address")
    with pytest.raises(ValueError, match="reason"):
        assignment.move(uow, now, case, lee, reason=" ", actor="staff:kim")
    assignment.move(uow, now, case, lee, reason="휴직", actor="staff:kim", note="병원에 전화함", author=kim)
    assert (case.handler_id, case.assignment_reason) == (lee.id, "휴직")
    assert [note.text for note in uow.notes.of_case(case.id)] == ["병원에 전화함"]
    assert uow.audit.of_case(case.id)[0].details["former_handler"] == kim.id


def test_someone_who_waits_follows_the_case_to_its_branch(uow, words, now, hire, case_of):
    kim = hire("kim")
    thread = uow.conversations.create("c1", "web", "hash", now)
    waiting = handoff.request(uow, words, now, thread, "worker_asked")
    assert (waiting.branch_code, waiting.owner_id, waiting.owner_rule) == (None, None, "queue")
    case = case_of("1")
    thread.case_id = case.id
    uow.session.flush()
    assignment.assign(uow, now + dt.timedelta(minutes=1), case, "안산시")
    assert (waiting.branch_code, waiting.owner_id, waiting.owner_rule) == ("ansan", kim.id, "handler")
    assert waiting.case_id == case.id
