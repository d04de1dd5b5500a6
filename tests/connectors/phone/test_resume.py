"""A claim begun by telephone goes on by web, and the other way round; nothing is asked twice."""

from __future__ import annotations

import httpx

from tests.connectors.phone.test_call import answer_all, tell_story


def test_from_the_telephone_to_the_web(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="workplace.name")
    line.tell("hangup")
    number = line.status["draft_number"]
    with httpx.Client(base_url=telephone.url + "/api/chat", timeout=20) as web:
        body = {"draft_number": number, "birth_date": "1979-08-08"}
        made = web.post("/resume", json=body).json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        shown = web.get(f"/conversations/{made['conversation']}/messages", headers=headers).json()["messages"]
    assert [m["asks"] for m in shown if m["asks"]] == ["workplace.name"]


def test_from_the_web_to_the_telephone(telephone, new_call) -> None:
    first = new_call()
    first.start()
    tell_story(first)
    answer_all(first, stop="care.hospital")
    first.tell("hangup")
    call = new_call()
    call.start()
    call.press("9")
    assert call.asks == "resume.number"
    call.press(first.status["draft_number"].replace("-", "") + "#")
    assert call.asks == "resume.birth_date"
    call.press("19790808#")
    assert call.asks == "care.hospital" and call.status["draft_number"] == first.status["draft_number"]
    answer_all(call)
    assert call.status["receipt_number"]
    assert telephone.fields(call.name)["accident.type"] == "caught_in"


def test_wrong_numbers_end_with_a_person(new_call) -> None:
    call = new_call()
    call.start()
    call.say("쓰던 신고 이어서 할게요")
    for _ in range(3):
        assert call.asks == "resume.number"
        call.press("12345678#")
        call.press("19790808#")
    assert call.asks == "call_back"


def test_three_wrong_birth_dates_lock_the_draft(telephone, line, new_call) -> None:
    tell_story(line)
    line.press("19790808#")
    line.press("1")
    line.tell("hangup")
    call = new_call()
    call.start()
    call.press("9")
    for _ in range(3):
        call.press(line.status["draft_number"].replace("-", "") + "#")
        call.press("19800101#")
    assert telephone.words("utter_phone_resume_locked").replace("15", "십오") in call.said and call.asks == "call_back"
