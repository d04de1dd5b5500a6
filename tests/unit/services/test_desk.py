"""The desk's lists and views."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.domain.privacy import mask_name, mask_phone, mask_registration
from casework.services import desk, handoff, staff

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def uow(store, now):
    """People of two branches and a transaction that stays open."""
    with store.write() as unit:
        for login, role, branch in (
            ("kim", "handler", "ansan"),
            ("lee", "handler", "ansan"),
            ("busan", "handler", "busan_hq"),
            ("top", "lead", None),
        ):
            staff.add(unit, now, login=login, name=login, role=role, branch_code=branch)
        yield unit


def case_of(uow, now, number, branch="ansan", handler="kim"):
    conversation = uow.conversations.create(f"c-{number}", "web", f"t-{number}", now)
    case = uow.cases.create("accident", number, now)
    conversation.case_id = case.id
    uow.cases.set_state(case, "submitted", now)
    person = uow.staff.by_login(handler) if handler else None
    uow.cases.set_assignment(
        case, branch_code=branch, team=None, handler_id=person.id if person else None, reason="by_address"
    )
    return case, conversation


def test_new_cases_come_first_then_unread_ones(uow, now):
    kim = uow.staff.by_login("kim")
    talks = {number: case_of(uow, now, number)[1] for number in ("read", "unread", "new")}
    for number in ("read", "unread"):
        desk.case_page(uow, now + MINUTE, kim, number)
    uow.messages.append(talks["unread"], "worker", "text", "저기요", now + 2 * MINUTE)

    rows = desk.queue(uow, now + 3 * MINUTE, kim)["cases"]

    assert [(row["number"], row["new"], row["unread"]) for row in rows] == [
        ("new", True, 0),
        ("unread", False, 1),
        ("read", False, 0),
    ]


def test_danger_waits_before_those_who_came_earlier(uow, words, now):
    for number, reason, minutes in (("early", "worker_asked", 0), ("danger", "crisis", 5)):
        _, conversation = case_of(uow, now, number)
        handoff.request(uow, words, now + minutes * MINUTE, conversation, reason)

    waiting = desk.queue(uow, now + 10 * MINUTE, uow.staff.by_login("lee"))["waiting"]

    assert [(row["number"], row["waited"]) for row in waiting] == [("danger", 300), ("early", 600)]


def test_names_are_masked_in_lists(uow, now):
    case, _ = case_of(uow, now, "one")
    uow.fields.put(
        case, "worker.name", value="홍길동", words=None, message_id=None, channel="web", sealed=True, now=now
    )

    view = desk.queue(uow, now, uow.staff.by_login("kim"))

    assert view["cases"][0]["person"] == "홍○○"
    assert "홍길동" not in str(view)


def test_the_bell_counts_only_what_the_person_reaches(uow, words, now):
    _, conversation = case_of(uow, now, "one")
    handoff.request(uow, words, now, conversation, "worker_asked")

    assert len(desk.bell(uow, uow.staff.by_login("lee"))["waiting"]) == 1
    assert len(desk.bell(uow, uow.staff.by_login("top"))["waiting"]) == 1
    assert desk.bell(uow, uow.staff.by_login("busan"))["waiting"] == []


def test_a_conversation_without_a_branch_is_open_to_every_desk(uow, now):
    uow.conversations.create("free", "web", "t-free", now)

    for login in ("kim", "busan", "top"):
        live = desk.queue(uow, now, uow.staff.by_login(login))["live"]
        assert [row["conversation"] for row in live] == ["free"]


def test_a_corrected_value_keeps_its_former_one_and_the_words(uow, now):
    case, conversation = case_of(uow, now, "one")
    first = uow.messages.append(conversation, "worker", "text", "한빛이요", now)
    second = uow.messages.append(conversation, "worker", "text", "아니 한솔이요", now)
    for message, value, by in ((first, "한빛", None), (second, "한솔", "worker")):
        uow.fields.put(
            case, "workplace.name", value=value, words=message.text, message_id=message.id, channel="web",
            sealed=False, now=now, corrected_by=by,
        )  # fmt: skip

    view = desk.case_page(uow, now, uow.staff.by_login("kim"), "one")
    row = next(row for group in view["groups"] for row in group["rows"] if row["id"] == "workplace.name")

    assert (row["value"], row["words"], row["seq"], row["corrected_by"]) == ("한솔", "아니 한솔이요", 2, "worker")
    assert [(old["value"], old["seq"]) for old in row["history"]] == [("한빛", 1)]


def test_what_is_missing_says_what_is_required(uow, now):
    case_of(uow, now, "one")

    missing = desk.case_page(uow, now, uow.staff.by_login("kim"), "one")["missing"]

    assert next(m for m in missing if m["id"] == "accident.date")["required"]
    assert not next(m for m in missing if m["id"] == "witness")["required"]
    assert missing == sorted(missing, key=lambda m: not m["required"])


def test_a_case_is_not_closed_under_a_colleague_who_talks(uow, words, now):
    _, conversation = case_of(uow, now, "one")
    handoff.take(uow, words, now, conversation, uow.staff.by_login("lee"))

    with pytest.raises(handoff.AlreadyTaken):
        desk.close_case(uow, words, now, uow.staff.by_login("kim"), "one", "끝남")


@pytest.mark.parametrize(("name", "masked"), [("김영수", "김○○"), ("남궁민", "남○○"), ("An", "A○○"), ("", "")])
def test_a_masked_name_shows_its_beginning(name, masked):
    assert mask_name(name) == masked


def test_masked_numbers_keep_what_recognises_them():
    assert mask_registration("640512-1234567") == "640512-1******"
    assert mask_registration("12345") == "*****"
    assert mask_phone("010-1234-5678") == "*******5678"
