import datetime as dt
import threading

import pytest

from casework.domain.errors import AlreadyTaken, ConversationClosed, NotYours
from casework.services import handoff, reassigning

TEAM = {"branch_code": "ansan", "team": "accident_counselling"}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def uow(store):
    with store.write() as opened:
        yield opened


def hire(uow, now, login, role="handler", **changes):
    return uow.staff.create(login, login.title(), role, "x", now, **{**TEAM, **changes})


def thread_of(uow, now, id="c1", handler=None, branch="ansan", state="submitted"):
    thread = uow.conversations.create(id, "web", f"hash-{id}", now)
    case = uow.cases.create("accident", f"n-{id}", now)
    uow.cases.set_assignment(
        case,
        branch_code=branch,
        team="accident_counselling",
        handler_id=handler.id if handler else None,
        reason="by_address",
    )
    uow.cases.set_state(case, state, now)
    thread.case_id = case.id
    uow.session.flush()
    return thread


def notices(uow, thread):
    return [m for m in uow.messages.after(thread.id, 0) if m.sender == "system"]


def actions(uow, thread):
    return [row.action for row in uow.audit.of_conversation(thread.id)]


@pytest.fixture
def kim(uow, now):
    return hire(uow, now, "kim")


@pytest.fixture
def lee(uow, now):
    return hire(uow, now, "lee")


@pytest.fixture
def thread(uow, now, kim):
    return thread_of(uow, now, handler=kim)


def test_asking_for_a_person_waits_with_a_notice_and_an_audit_row(uow, words, now, thread, kim):
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    assert (asked.state, asked.owner_id, asked.owner_rule, asked.branch_code) == ("waiting", kim.id, "handler", "ansan")
    assert thread.state == "waiting"
    (notice,) = notices(uow, thread)
    assert notice.kind == "notice"
    assert "Kim" in notice.text
    assert "1번째" in notice.text
    (row,) = uow.audit.of_conversation(thread.id)
    assert (row.actor, row.action, row.details["from"], row.details["to"]) == (
        "worker",
        "handoff.requested",
        "bot",
        "waiting",
    )


def test_asking_twice_is_asking_once(uow, words, now, thread):
    first = handoff.request(uow, words, now, thread, "worker_asked")
    assert handoff.request(uow, words, now, thread, "worker_asked") is first
    assert len(notices(uow, thread)) == 1
    assert len(uow.handoffs.of_conversation(thread.id)) == 1


def test_asking_again_in_words_is_answered_with_the_present_place(uow, words, now, thread):
    first = handoff.request(uow, words, now, thread, "worker_asked")
    uow.messages.append(thread, "worker", "text", "상담원 언제 와요?", now)
    assert handoff.request(uow, words, now + MINUTE, thread, "worker_asked") is first
    assert len(notices(uow, thread)) == 2
    assert thread.state == "waiting"


def test_a_danger_moves_a_waiting_request_to_the_front(uow, words, now, thread, kim):
    asked = handoff.request(uow, words, now + MINUTE, thread, "worker_asked")
    other = thread_of(uow, now, "c2", handler=kim)
    handoff.request(uow, words, now, other, "worker_asked")
    assert uow.handoffs.position(asked) == 2
    handoff.request(uow, words, now + MINUTE, thread, "crisis")
    assert uow.handoffs.position(asked) == 1
    assert asked.reason == "crisis"
    handoff.request(uow, words, now + MINUTE, thread, "worker_asked")
    assert asked.reason == "crisis"


def test_the_owner_is_the_nearest_person_on_duty(uow, words, now):
    deputy = hire(uow, now, "deputy", team="care_support")
    handler = hire(uow, now, "handler", on_duty=False, deputy_id=deputy.id)
    mate = hire(uow, now, "mate")
    lead = hire(uow, now, "lead", role="lead", team=None)
    chief = hire(uow, now, "chief", role="lead", branch_code="gyeongin_hq", team=None)
    seen = []
    for number, gone in enumerate((None, deputy, mate, lead, chief)):
        if gone is not None:
            gone.active = False
            uow.session.flush()
        asked = handoff.request(uow, words, now, thread_of(uow, now, f"c{number}", handler=handler), "worker_asked")
        seen.append((asked.owner_id, asked.owner_rule))
    assert seen == [
        (deputy.id, "deputy"), (mate.id, "team"), (lead.id, "lead"), (chief.id, "lead"), (None, "queue"),
    ]  # fmt: skip


def test_with_nobody_on_duty_the_worker_is_told_so_and_stays_in_the_queue(uow, words, now):
    thread = thread_of(uow, now)
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    assert asked.owner_rule == "queue"
    assert uow.handoffs.queue(["ansan"]) == [asked]
    assert notices(uow, thread)[0].text == words.render("utter_handoff_nobody", position=1)


def test_a_conversation_without_a_branch_belongs_to_the_call_centre(uow, words, now):
    agent = hire(uow, now, "agent", role="agent", branch_code=None, team=None)
    thread = uow.conversations.create("c1", "web", "hash", now)
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    assert (asked.owner_id, asked.owner_rule) == (agent.id, "team")
    assert uow.handoffs.queue(["suwon"]) == [asked]


@pytest.mark.parametrize(
    ("local", "key", "when"),
    [
        ("2026-11-23T12:30", "utter_handoff_lunch", "오늘 오후 1시"),
        ("2026-11-23T20:00", "utter_handoff_out_of_hours", "11월 24일(화) 오전 9시"),
        ("2026-11-21T10:00", "utter_handoff_out_of_hours", "11월 23일(월) 오전 9시"),
        ("2026-12-25T10:00", "utter_handoff_holiday", "12월 28일(월) 오전 9시"),
    ],
)
def test_outside_opening_hours_the_next_opening_is_told_and_the_request_is_queued(
    uow, words, now, thread, local, key, when
):
    then = dt.datetime.fromisoformat(f"{local}+09:00")
    asked = handoff.request(uow, words, then, thread, "worker_asked")
    assert asked.state == "waiting"
    assert notices(uow, thread)[0].text == words.render(key, when=when)
    status = handoff.status(uow, then, thread, words)
    assert when in status["wait_text"]


def test_in_a_crisis_at_night_a_line_that_answers_is_named(uow, words, now, thread):
    night = dt.datetime.fromisoformat("2026-11-23T23:00+09:00")
    handoff.request(uow, words, night, thread, "crisis")
    assert "109" in notices(uow, thread)[0].text


def test_the_estimate_comes_from_measured_waits_or_is_not_given(uow, words, now, thread, kim):
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    unknown = words.render("utter_handoff_wait_unknown")
    assert handoff.status(uow, now, thread, words)["wait_text"] == unknown
    for number, minutes in enumerate((2, 3, 4, 6, 7)):
        earlier = now - dt.timedelta(days=3)
        other = thread_of(uow, earlier, f"old{number}", handler=kim)
        handoff.request(uow, words, earlier, other, "worker_asked")
        handoff.take(uow, words, earlier + minutes * MINUTE, other, kim)
    expected = words.render("utter_handoff_wait_minutes", minutes=10)
    assert handoff.status(uow, now, thread, words)["wait_text"] == expected
    assert uow.handoffs.position(asked) == 1


def test_the_place_in_the_queue_moves_up(uow, words, now, thread, kim):
    other = thread_of(uow, now, "c2", handler=kim)
    handoff.request(uow, words, now, other, "worker_asked")
    handoff.request(uow, words, now + MINUTE, thread, "worker_asked")
    assert handoff.status(uow, now, thread, words)["queue_position"] == 2
    handoff.take(uow, words, now + MINUTE, other, kim)
    assert handoff.status(uow, now, thread, words)["queue_position"] == 1


def test_the_worker_may_stop_waiting(uow, words, now, thread):
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    handoff.cancel(uow, words, now, thread)
    handoff.cancel(uow, words, now, thread)
    assert (thread.state, asked.state) == ("bot", "cancelled")
    assert len(notices(uow, thread)) == 2
    assert handoff.status(uow, now, thread, words) == {
        "state": "bot",
        "handler": None,
        "queue_position": None,
        "wait_text": None,
    }


def test_waiting_cannot_be_stopped_after_a_person_came(uow, words, now, thread, kim):
    handoff.request(uow, words, now, thread, "worker_asked")
    handoff.take(uow, words, now, thread, kim)
    with pytest.raises(AlreadyTaken, match="Kim"):
        handoff.cancel(uow, words, now, thread)
    assert thread.state == "human"


def test_a_bot_that_works_again_says_so(uow, words, now, thread):
    handoff.request(uow, words, now, thread, "bot_failure")
    handoff.cancel(uow, words, now, thread)
    assert notices(uow, thread)[-1].text == words.render("utter_handoff_recovered")
    assert uow.handoffs.of_conversation(thread.id)[0].end_reason == "recovered"


def test_taking_silences_the_bot_and_names_the_person(uow, words, now, thread, kim):
    uow.messages.append(thread, "worker", "text", "아직 답이 없네요", now)
    asked = handoff.request(uow, words, now, thread, "worker_asked")
    assert handoff.take(uow, words, now + MINUTE, thread, kim) is asked
    assert (thread.state, thread.handler_id, asked.state, asked.taken_at) == ("human", kim.id, "taken", now + MINUTE)
    assert uow.messages.unanswered(thread.id) == []
    assert handoff.status(uow, now, thread, words)["handler"] == "Kim"


def test_taking_twice_is_taking_once_and_another_is_told_who_has_it(uow, words, now, thread, kim, lee):
    taken = handoff.take(uow, words, now, thread, kim)
    assert handoff.take(uow, words, now, thread, kim) is taken
    with pytest.raises(AlreadyTaken) as caught:
        handoff.take(uow, words, now, thread, lee)
    assert caught.value.by == "Kim"
    assert actions(uow, thread) == ["handoff.taken"]


def test_a_person_may_step_in_unasked(uow, words, now, thread, lee):
    taken = handoff.take(uow, words, now, thread, lee)
    assert (taken.reason, taken.owner_rule, thread.state) == ("stepped_in", "step_in", "human")


def test_of_two_who_take_at_the_same_instant_exactly_one_wins(store, words, now):
    with store.write() as uow:
        people = [hire(uow, now, login).id for login in ("kim", "lee", "park", "choi")]
        handoff.request(uow, words, now, thread_of(uow, now), "worker_asked")
    ready = threading.Barrier(len(people))
    won, lost, broken = [], [], []

    def take(staff_id):
        def work(uow):
            thread = uow.conversations.get("c1")  # read without a lock, as a page does
            return handoff.take(uow, words, now, thread, uow.staff.get(staff_id)).taken_by

        ready.wait()
        try:
            won.append(store.run(work))
        except AlreadyTaken as refusal:
            lost.append(refusal.by)
        except Exception as error:  # a thread's exception would be lost otherwise
            broken.append(error)

    threads = [threading.Thread(target=take, args=(staff_id,)) for staff_id in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert broken == []
    assert len(won) == 1
    with store.read() as uow:
        thread = uow.conversations.get("c1")
        assert thread.handler_id == won[0]
        assert set(lost) == {uow.staff.get(won[0]).name}
        assert len(lost) == len(people) - 1
        assert actions(uow, thread).count("handoff.taken") == 1
        assert len([m for m in notices(uow, thread) if m.payload["event"] == "handoff.taken"]) == 1


def test_two_requests_at_the_same_instant_make_one(store, words, now):
    with store.write() as uow:
        thread_of(uow, now)
    ready = threading.Barrier(4)
    made, broken = [], []

    def ask():
        ready.wait()
        try:
            made.append(
                store.run(lambda uow: handoff.request(uow, words, now, uow.conversations.get("c1"), "worker_asked").id)
            )
        except Exception as error:  # a thread's exception would be lost otherwise
            broken.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert broken == []
    assert len(made) == 4
    assert len(set(made)) == 1
    with store.read() as uow:
        assert len(notices(uow, uow.conversations.get("c1"))) == 1


def test_giving_back_lets_the_bot_go_on_and_keeps_the_stretch(uow, words, now, thread, kim):
    thread.memory = {"step": "accident.date"}
    handoff.take(uow, words, now, thread, kim)
    uow.messages.append(thread, "worker", "text", "고마워요", now)
    handoff.staff_says(uow, now, thread, kim, "천천히 하세요", "s1")
    handoff.give_back(uow, words, now, thread, kim)
    handoff.give_back(uow, words, now, thread, kim)
    assert (thread.state, thread.handler_id, thread.memory) == ("bot", None, {"step": "accident.date"})
    assert uow.messages.unanswered(thread.id) == []
    assert [m.sender for m in uow.messages.after(thread.id, 0)] == ["system", "worker", "staff", "system"]
    assert actions(uow, thread) == ["handoff.taken", "handoff.given_back"]
    assert uow.handoffs.open_for(thread.id) is None


def test_only_who_has_it_or_a_lead_gives_it_back(uow, words, now, thread, kim, lee):
    lead = hire(uow, now, "lead", role="lead")
    handoff.take(uow, words, now, thread, kim)
    with pytest.raises(NotYours):
        handoff.give_back(uow, words, now, thread, lee)
    handoff.give_back(uow, words, now, thread, lead)
    assert thread.state == "bot"


def test_a_second_time_works_and_goes_to_the_same_handler(uow, words, now, thread, kim):
    for _ in range(3):
        assert handoff.request(uow, words, now, thread, "worker_asked").owner_id == kim.id
        handoff.take(uow, words, now, thread, kim)
        handoff.give_back(uow, words, now, thread, kim)
    assert [one.state for one in uow.handoffs.of_conversation(thread.id)] == ["done"] * 3


def test_what_a_person_says_is_written_once(uow, words, now, thread, kim, lee):
    handoff.take(uow, words, now, thread, kim)
    first = handoff.staff_says(uow, now, thread, kim, "안녕하세요", "s1")
    assert handoff.staff_says(uow, now, thread, kim, "안녕하세요", "s1") is first
    assert (first.sender, first.staff_id) == ("staff", kim.id)
    with pytest.raises(NotYours):
        handoff.staff_says(uow, now, thread, lee, "저도 있어요", "s2")


def test_nobody_speaks_without_having_taken(uow, now, thread, kim):
    with pytest.raises(NotYours):
        handoff.staff_says(uow, now, thread, kim, "안녕하세요", "s1")


def test_a_colleagues_conversation_is_not_closed_under_their_hands(uow, words, now, thread, kim, lee):
    handoff.take(uow, words, now, thread, kim)
    with pytest.raises(AlreadyTaken, match="Kim"):
        handoff.close(uow, words, now, thread, lee, "정리")
    handoff.close(uow, words, now, thread, kim, "상담 끝")
    handoff.close(uow, words, now, thread, kim, "상담 끝")
    assert (thread.state, thread.handler_id) == ("closed", None)
    assert uow.handoffs.of_conversation(thread.id)[0].end_reason == "상담 끝"
    assert actions(uow, thread) == ["handoff.taken", "conversation.closed"]


def test_a_closed_conversation_cannot_be_taken_but_a_worker_may_ask_again(uow, words, now, thread, kim):
    handoff.close(uow, words, now, thread, kim, "끝" * 100)
    with pytest.raises(ConversationClosed):
        handoff.take(uow, words, now, thread, kim)
    handoff.request(uow, words, now, thread, "worker_asked")
    assert thread.state == "waiting"


def test_when_a_person_goes_their_conversations_pass_to_the_deputy(uow, words, now, thread, kim, lee):
    kim.deputy_id = lee.id
    waiting_one = thread_of(uow, now, "c2", handler=kim)
    handoff.take(uow, words, now, thread, kim)
    waits = handoff.request(uow, words, now, waiting_one, "worker_asked")
    kim.on_duty = False
    assert reassigning.away(uow, words, now, kim, "leave") == 2
    passed = uow.handoffs.open_for(thread.id)
    assert (thread.state, thread.handler_id) == ("waiting", None)
    assert (passed.owner_id, passed.owner_rule) == (lee.id, "deputy")
    assert (waits.owner_id, waits.owner_rule) == (lee.id, "deputy")
    assert uow.handoffs.of_conversation(thread.id)[0].end_reason == "leave"
    assert uow.cases.get(thread.case_id).handler_id == kim.id
    assert {"handoff.moved"} <= set(actions(uow, thread))
    assert "handoff.rerouted" in actions(uow, waiting_one)
    assert reassigning.away(uow, words, now, kim, "leave") == 0


def test_open_pages_are_told(store, words, now):
    heard = []
    store.after_commit(heard.extend)
    with store.write() as uow:
        kim = hire(uow, now, "kim")
        handoff.request(uow, words, now, thread_of(uow, now, handler=kim), "worker_asked")
    topics = [topic for topic, _ in heard]
    assert topics == ["conversation:c1", "conversation:c1", "desk:ansan", f"staff:{kim.id}", "queue:ansan"]
    assert heard[2][1] == {"type": "queue", "conversation": "c1"}
