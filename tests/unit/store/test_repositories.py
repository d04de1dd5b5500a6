import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from casework.store.immutable import Immutable


@pytest.fixture
def uow(store):
    with store.write() as opened:
        yield opened


@pytest.fixture
def thread(uow, now):
    return uow.conversations.create("c1", "web", "hash", now)


@pytest.fixture
def case(uow, now):
    return uow.cases.create("accident", "1234-5678", now)


def put(uow, case, now, value, **changes):
    given = {"words": None, "message_id": None, "channel": "web", "sealed": False, **changes}
    return uow.fields.put(case, "accident.place", value=value, now=now, **given)


def person(uow, now, login, **changes):
    return uow.staff.create(login, login.title(), changes.pop("role", "handler"), "x", now, **changes)


def test_messages_are_numbered_from_one(uow, thread, now):
    seqs = [uow.messages.append(thread, "worker", "text", "말", now).seq for _ in range(3)]
    assert seqs == [1, 2, 3]
    assert thread.last_seq == 3
    assert [message.seq for message in uow.messages.after("c1", 1, limit=1)] == [2]


def test_a_repeated_client_id_gives_the_first_message_again(uow, thread, now):
    first = uow.messages.append(thread, "worker", "text", "다쳤어요", now, client_id="x")
    again = uow.messages.append(thread, "worker", "text", "다쳤어요", now, client_id="x")
    assert again is first
    assert thread.last_seq == 1
    assert uow.messages.by_client("c1", "x") is first
    assert uow.messages.by_client("c2", "x") is None


def test_a_client_id_belongs_to_its_conversation(uow, thread, now):
    other = uow.conversations.create("c2", "web", "hash2", now)
    uow.messages.append(thread, "worker", "text", "하나", now, client_id="x")
    assert uow.messages.append(other, "worker", "text", "둘", now, client_id="x").text == "둘"


def test_replies_are_found_by_the_message_they_answer(uow, thread, now):
    asked = uow.messages.append(thread, "worker", "text", "물음", now)
    replies = [uow.messages.append(thread, "bot", "text", "답", now, in_reply_to=asked.id) for _ in range(2)]
    assert uow.messages.replies_to(asked.id) == replies


def test_only_the_workers_messages_await_an_answer_oldest_first(uow, thread, now):
    first, second = (uow.messages.append(thread, "worker", "text", "말", now) for _ in range(2))
    uow.messages.append(thread, "bot", "text", "답", now)
    assert uow.messages.unanswered("c1") == [first, second]
    uow.messages.mark_answered(first, now)
    assert uow.messages.unanswered("c1") == [second]
    assert uow.messages.conversations_with_unanswered() == ["c1"]


def test_a_conversation_of_a_person_owes_nothing_to_the_bot(uow, thread, now):
    uow.messages.append(thread, "worker", "text", "말", now)
    thread.state = "human"
    uow.session.flush()
    assert uow.messages.conversations_with_unanswered() == []


def test_settling_answers_everything_so_far(uow, thread, now):
    message = uow.messages.append(thread, "worker", "text", "말", now)
    uow.messages.settle("c1", now)
    assert uow.messages.unanswered("c1") == []
    assert message.answered_at == now


def test_a_new_value_supersedes_and_the_old_one_stays(uow, case, now):
    put(uow, case, now, "공장", words="공장에서")
    put(uow, case, now, "창고", words="아니 창고요", corrected_by="worker")
    assert uow.fields.current(case.id)["accident.place"].value == "창고"
    history = uow.fields.history(case.id, "accident.place")
    assert [(row.value, row.words, row.current) for row in history] == [
        ("공장", "공장에서", False),
        ("창고", "아니 창고요", True),
    ]


def test_the_same_value_of_the_same_message_is_kept_once(uow, thread, case, now):
    message = uow.messages.append(thread, "worker", "text", "공장에서요", now)
    first = put(uow, case, now, "공장", message_id=message.id)
    assert put(uow, case, now, "공장", message_id=message.id) is first
    assert put(uow, case, now, "창고", message_id=message.id) is not first


def test_unknown_is_a_value_without_content(uow, case, now):
    row = put(uow, case, now, None, status="unknown", sealed=True)
    assert (row.status, row.value_sealed, uow.fields.value_of(row)) == ("unknown", None, None)


@pytest.mark.parametrize("value", ["글자", 3, 2.5, True, ["finger", "hand"], {"side": "left"}])
def test_any_json_value_survives_sealing(uow, case, now, value):
    row = put(uow, case, now, value, sealed=True)
    assert row.value is None
    assert uow.fields.value_of(row) == value


def test_confirming_touches_current_and_unconfirmed_values_only(uow, case, now):
    old = put(uow, case, now, "공장")
    new = put(uow, case, now, "창고")
    assert uow.fields.confirm_all(case.id, "worker", now) == 1
    assert (old.confirmed_by, new.confirmed_by, new.confirmed_at) == (None, "worker", now)
    assert uow.fields.confirm_all(case.id, "kim", now) == 0
    assert new.confirmed_by == "worker"


def test_cases_are_found_by_number_receipt_and_person(uow, case, now):
    uow.cases.set_person(case, "p" * 64, "b" * 64)
    uow.cases.set_receipt(case, "261123-00001")
    assert uow.cases.by_number("1234-5678") is uow.cases.by_receipt("261123-00001") is case
    assert uow.cases.open_of_person("p" * 64) == [case]
    uow.cases.set_state(case, "closed", now, reason="끝")
    assert uow.cases.open_of_person("p" * 64) == []
    assert uow.cases.of_person("p" * 64) == [case]
    assert (case.closed_at, case.close_reason) == (now, "끝")


def test_a_number_is_given_once(uow, case, now):
    with pytest.raises(IntegrityError), uow.session.begin_nested():
        uow.cases.create("accident", "1234-5678", now)


def test_the_load_of_a_handler_counts_open_cases(uow, now):
    kim, lee = person(uow, now, "kim"), person(uow, now, "lee")
    for number, state in enumerate(("draft", "submitted", "closed", "withdrawn")):
        row = uow.cases.create("accident", f"n{number}", now)
        uow.cases.set_assignment(row, branch_code="ansan", team=None, handler_id=kim.id, reason="by_address")
        uow.cases.set_state(row, state, now)
    assert uow.cases.open_load([kim.id, lee.id]) == {kim.id: 2, lee.id: 0}
    assert len(uow.cases.for_handler(kim.id)) == 2
    assert len(uow.cases.for_branch(["ansan"], states=["closed"])) == 1
    assert uow.cases.for_branch(["suwon"]) == []


def ask(uow, now, id, branch="ansan", reason="worker_asked", minutes=0):
    uow.conversations.create(id, "web", f"hash-{id}", now)
    return uow.handoffs.create(
        id,
        now + dt.timedelta(minutes=minutes),
        case_id=None,
        reason=reason,
        branch_code=branch,
        owner_id=None,
        owner_rule="queue",
    )


def test_the_queue_is_by_time_and_danger_goes_first(uow, now):
    late, early = ask(uow, now, "a", minutes=2), ask(uow, now, "b", minutes=1)
    danger = ask(uow, now, "c", reason="crisis", minutes=9)
    elsewhere, nowhere = ask(uow, now, "d", branch="suwon"), ask(uow, now, "e", branch=None, minutes=5)
    assert uow.handoffs.queue(["ansan"]) == [danger, early, late, nowhere]
    assert len(uow.handoffs.queue()) == 5
    assert [uow.handoffs.position(one) for one in (danger, early, late, elsewhere, nowhere)] == [1, 2, 3, 1, 1]
    early.state = "cancelled"
    uow.session.flush()
    assert uow.handoffs.position(late) == 2
    assert uow.handoffs.position(early) is None


def test_a_conversation_has_one_open_request(uow, now):
    first = ask(uow, now, "a")
    with pytest.raises(IntegrityError), uow.session.begin_nested():
        uow.handoffs.create("a", now, case_id=None, reason="x", branch_code=None, owner_id=None, owner_rule="queue")
    first.state = "done"
    uow.session.flush()
    uow.handoffs.create("a", now, case_id=None, reason="x", branch_code=None, owner_id=None, owner_rule="queue")
    assert len(uow.handoffs.of_conversation("a")) == 2


def test_live_conversations_are_those_of_the_branch_and_of_nobody(uow, now):
    for id, branch in (("a", "ansan"), ("b", "suwon"), ("c", None)):
        thread = uow.conversations.create(id, "web", f"hash-{id}", now)
        if branch:
            row = uow.cases.create("accident", f"n-{id}", now)
            uow.cases.set_assignment(row, branch_code=branch, team=None, handler_id=None, reason="by_address")
            thread.case_id = row.id
    uow.conversations.create("d", "web", "hash-d", now).state = "human"
    uow.session.flush()
    assert {row.id for row in uow.conversations.live_bot(["ansan"])} == {"a", "c"}
    assert {row.id for row in uow.conversations.live_bot()} == {"a", "b", "c"}
    assert uow.conversations.live_bot(since=now + dt.timedelta(seconds=1)) == []


def test_people_on_duty_are_active_and_of_that_team(uow, now):
    here = {"branch_code": "ansan", "team": "accident_counselling"}
    kim = person(uow, now, "kim", **here)
    person(uow, now, "lee", **here, on_duty=False)
    person(uow, now, "gone", **here).active = False
    person(uow, now, "park", branch_code="ansan", team="care_support")
    centre = person(uow, now, "centre", role="agent")
    uow.session.flush()
    assert uow.staff.on_duty("ansan", "accident_counselling") == [kim]
    assert uow.staff.on_duty(None) == [centre]


def test_leads_on_duty_come_first(uow, now):
    away = person(uow, now, "away", role="lead", branch_code="ansan", on_duty=False)
    there = person(uow, now, "there", role="lead", branch_code="ansan")
    assert uow.staff.leads("ansan") == [there, away]
    assert uow.staff.leads(None) == []


def test_a_sign_in_ends_when_it_expires_or_is_ended(uow, now):
    kim = person(uow, now, "kim")
    hour = dt.timedelta(hours=1)
    uow.staff.add_session("a" * 64, kim.id, "csrf", now, now + hour)
    assert uow.staff.session("a" * 64, now).staff_id == kim.id
    assert uow.staff.session("a" * 64, now + hour) is None
    uow.staff.end_sessions(kim.id)
    uow.session.expire_all()
    assert uow.staff.session("a" * 64, now) is None


def test_a_repeated_upload_is_kept_once_and_comes_back(uow, thread, now):
    first = uow.attachments.add(thread, "f1", "a.pdf", "application/pdf", b"content", now)
    assert uow.attachments.add(thread, "f1", "a.pdf", "application/pdf", b"content", now) is first
    assert uow.attachments.content_of(first) == b"content"
    assert [row.name for row in uow.attachments.of_conversation("c1")] == ["a.pdf"]


def test_audit_rows_say_who_did_what_when(uow, case, now):
    uow.audit.add("staff:kim", "case.read", now, case_id=case.id, seq=3)
    uow.audit.add("worker", "case.field", now, case_id=case.id, conversation_id="c1")
    rows = uow.audit.of_case(case.id)
    assert [(row.actor, row.action, row.at, row.details) for row in rows] == [
        ("worker", "case.field", now, {}),
        ("staff:kim", "case.read", now, {"seq": 3}),
    ]
    assert [row.action for row in uow.audit.of_conversation("c1")] == ["case.field"]


def test_notes_are_listed_oldest_first(uow, case, now):
    kim = person(uow, now, "kim")
    uow.notes.add(case.id, kim.id, "하나", now)
    uow.notes.add(case.id, kim.id, "둘", now)
    assert [note.text for note in uow.notes.of_case(case.id)] == ["하나", "둘"]


def test_what_was_said_and_done_cannot_be_changed_or_deleted(store, now):
    with store.write() as uow:
        thread = uow.conversations.create("c1", "web", "hash", now)
        uow.messages.append(thread, "worker", "text", "다쳤어요", now)
        uow.audit.add("staff:kim", "case.read", now, conversation_id="c1")

    def rewrite(uow):
        uow.messages.after("c1", 0)[0].text = "안 다쳤어요"

    def unsay(uow):
        uow.session.delete(uow.messages.after("c1", 0)[0])

    def cover_up(uow):
        uow.audit.of_conversation("c1")[0].actor = "staff:lee"

    for change in (rewrite, unsay, cover_up):
        with pytest.raises(Immutable), store.write() as uow:
            change(uow)
    with store.write() as uow:
        uow.messages.mark_answered(uow.messages.after("c1", 0)[0], now)
    with store.read() as uow:
        assert [message.text for message in uow.messages.after("c1", 0)] == ["다쳤어요"]
