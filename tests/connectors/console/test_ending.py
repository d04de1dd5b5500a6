"""Passing a call on, promising to call back, wrapping up, and the agent's own speed."""

from __future__ import annotations

import datetime as dt

import pytest

from casework.services import hours
from casework.services.hours import KOREA
from tests.connectors.console.told import ANSWERS, STORY


@pytest.fixture
def handed_in(agent):
    """A claim that the agent has handed in; Kim has it."""
    agent.begin("010-1234-0987")
    agent.say(STORY)
    agent.answer_all(ANSWERS)
    agent.do("submit")
    return agent


def test_the_handler_reads_the_briefing_before_they_take_the_call(handed_in, sign_in, office) -> None:
    handed_in.do("transfer", briefing="수술 날짜를 여쭤봐 주세요")
    assert "전달 사항을 보냈습니다" in handed_in.html
    handler = sign_in("kim")
    handler.get(f"/desk/conversations/{handed_in.call}")

    assert "수술 날짜를 여쭤봐 주세요" in handler.html
    with office.store.read() as uow:
        conversation = uow.conversations.get(handed_in.call)
        request = uow.handoffs.open_for(handed_in.call)
        said = [m.text for m in uow.messages.after(handed_in.call, 0)]
        kim = uow.staff.by_login("kim")
    assert (conversation.state, request.owner_id) == ("waiting", kim.id)
    assert not any("수술 날짜" in text for text in said), "for the handler alone"
    handed_in.get(f"/desk/console/{handed_in.call}")
    assert "Kim" in handed_in.html
    handler.post(f"/desk/conversations/{handed_in.call}/take")
    handed_in.get(f"/desk/console/{handed_in.call}/parts")
    assert "전화를 돌려 주세요" in handed_in.html


def test_after_it_is_passed_on_the_agent_changes_nothing_more(handed_in) -> None:
    handed_in.do("transfer", briefing="부탁합니다")
    assert handed_in.do("transfer", briefing="부탁합니다").status_code in (409, 422)
    assert handed_in.say("그리고요").status_code in (409, 422)
    assert handed_in.do("end", reason="transferred").status_code == 303


def opening(after_days: int = 0) -> dt.datetime:
    """A moment in opening hours that is still to come, in Korea."""
    moment = dt.datetime.now(KOREA) + dt.timedelta(days=after_days, hours=1)
    while not hours.standard().is_open(moment):
        moment = hours.standard().next_opening(moment + dt.timedelta(minutes=1)).astimezone(KOREA)
    return moment.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)


def test_a_call_back_is_promised_in_opening_hours_once(handed_in, office) -> None:
    when = opening().isoformat()
    handed_in.do("call-back", when=when, note="진단서 이야기")
    handed_in.do("call-back", when=when, note="진단서 이야기")
    handed_in.get("/desk/console")

    assert handed_in.html.count("진단서 이야기") == 1
    with office.store.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from call_backs").scalar() == 1


def test_nobody_is_promised_a_call_at_night_or_on_a_day_off(handed_in) -> None:
    night = opening(1).replace(hour=22).isoformat()
    assert handed_in.do("call-back", when=night).status_code == 422
    sunday = dt.datetime.now(KOREA) + dt.timedelta(days=(6 - dt.datetime.now(KOREA).weekday()) % 7 + 7)
    assert handed_in.do("call-back", when=sunday.replace(hour=10).isoformat()).status_code == 422
    assert handed_in.do("call-back", when=opening(60).isoformat()).status_code == 422


def test_a_call_back_needs_a_number(agent) -> None:
    agent.begin()
    assert agent.do("call-back", when=opening().isoformat()).status_code == 422
    assert agent.do("call-back", when=opening().isoformat(), number="010-7777-8888").status_code == 200


def test_the_reminder_comes_to_the_bell_when_it_is_time(handed_in, sign_in, office) -> None:
    handed_in.do("call-back", when=opening().isoformat())
    assert "다시 걸 전화" not in handed_in.get("/desk/bell").text
    with office.store.write() as uow:
        row = uow.call_backs.open_of_conversation(handed_in.call)[0]
        row.due_at = dt.datetime.now(dt.UTC)
    assert "다시 걸 전화" in handed_in.get("/desk/bell").text
    assert "다시 걸 전화" not in sign_in("other").get("/desk/bell").text
    handed_in.get("/desk/console")
    assert handed_in.post(f"/desk/call-backs/{row.id}/done").status_code == 303
    assert "다시 걸 전화" not in handed_in.get("/desk/bell").text


def test_nobody_else_marks_a_promise_as_kept(handed_in, sign_in, office) -> None:
    handed_in.do("call-back", when=opening().isoformat())
    with office.store.read() as uow:
        row = uow.call_backs.open_of_conversation(handed_in.call)[0]
    other = sign_in("other")
    other.get("/desk/console")
    assert other.post(f"/desk/call-backs/{row.id}/done").status_code == 404


def test_words_that_were_never_sent_are_kept_when_the_call_ends(agent, office) -> None:
    call = agent.begin()
    agent.do("keep", typed='{"drafts": {}, "line": "병원에서 전화가 왔대요", "line_id": "x"}', keys="3")
    assert agent.do("end", reason="dropped").status_code == 303
    with office.store.read() as uow:
        assert [m.text for m in uow.messages.after(call, 0) if m.sender == "worker"] == ["병원에서 전화가 왔대요"]
        assert uow.conversations.get(call).state == "closed"
    assert agent.get(f"/desk/console/{call}").status_code == 404


def test_speed_is_for_oneself_and_the_lead(handed_in, sign_in) -> None:
    handed_in.do("keep", typed='{"drafts": {}, "line": "", "line_id": ""}', keys="212")
    assert "212" in handed_in.get("/desk/console/speed").text
    assert "212" not in sign_in("other").get("/desk/console/speed").text
    assert "212" not in sign_in("ansan_agent").get("/desk/console/speed").text
    assert "212" not in sign_in("park").get("/desk/console/speed").text, "not of that lead's branch"
    assert "212" in sign_in("top").get("/desk/console/speed").text
