"""A claim begun by telephone goes on by web, and the other way round; nothing is asked twice."""

from __future__ import annotations

import httpx

from casework.talk.wire import Page
from tests.connectors.phone.test_call import ANSWERS, NAMES, NUMBERS, STORY, answer, answer_all, tell_story

PATIENCE = 30.0  # seconds for an answer; the test fails then, and does not wait on


def on_the_web(page: Page, stop: str | None = None) -> list[str]:
    """Answer whatever the page shows until `stop` is asked or nothing is. What was asked, in order, `stop` included."""
    asked: list[str] = []
    for _ in range(60):
        open_ = next((m for m in reversed(page.messages) if m.get("asks") or m.get("card") or m.get("step")), None)
        if page.status.get("receipt_number") or open_ is None:
            return asked
        step = open_.get("asks") or open_.get("step")
        asked.append(step)
        if step == stop:
            return asked
        if card := open_.get("card"):
            page.fill_card(card["id"], {f["id"]: value(f["id"]) for f in card["fields"] if not f["given"]})
        elif step in ("offer_optional", "review"):
            page.say(open_["buttons"][1 if step == "offer_optional" else 0]["say"])
        else:
            page.say(ANSWERS.get(step, "모르겠어요"))
    raise AssertionError(f"asked for ever: {asked}")


def value(field: str) -> object:
    """What the worker of these tests puts on a card."""
    if field.startswith("consent."):
        return True
    return NAMES.get(field, "").removesuffix("이요") or NUMBERS[field].rstrip("#") or None


def by_telephone(line, stop: str | None = None) -> list[str]:
    """The same on a call."""
    asked: list[str] = []
    while line.asks not in (None, "open", stop):
        asked.append(line.asks)
        answer(line)
        assert len(asked) < 60, asked
    return asked


def of_the_claim(asked: list[str]) -> list[str]:
    """The fields, without read-backs and offers."""
    return [one for one in asked if "." in one and ":" not in one]


def test_begun_by_telephone_and_finished_on_the_web(telephone, line) -> None:
    tell_story(line)
    first = by_telephone(line, stop="workplace.name")
    line.tell("hangup")
    page = Page(telephone.url, patience=PATIENCE)
    page.resume(line.status["draft_number"], "1979-08-08")
    second = on_the_web(page)
    page.close()
    assert page.status["receipt_number"]
    assert second[0] == "workplace.name" and not set(of_the_claim(first)) & set(of_the_claim(second))
    assert len(set(of_the_claim(second))) == len(of_the_claim(second))
    fields = telephone.fields(line.name)
    assert fields["accident.type"] == "caught_in" and fields["care.hospital"] == "한도병원"
    assert fields["worker.birth_date"] == "1979-08-08"


def test_begun_on_the_web_and_finished_by_telephone(telephone, new_call) -> None:
    page = Page(telephone.url, patience=PATIENCE)
    page.open()
    page.say(STORY)
    first = on_the_web(page, stop="offer_optional")
    number = page.status["draft_number"]
    page.close()
    call = new_call()
    call.start()
    call.press("9")
    call.press(number.replace("-", "") + "#")
    call.press("19790808#")
    assert call.asks == "offer_optional" and call.status["draft_number"] == number
    second = by_telephone(call)
    assert call.status["receipt_number"]
    asked = of_the_claim(second)
    assert not set(of_the_claim(first)) & set(asked) and len(set(asked)) == len(asked)
    assert telephone.fields(call.name)["workplace.name"] == "안산금속"


def test_from_one_call_to_the_next(telephone, new_call) -> None:
    first = new_call()
    first.start()
    tell_story(first)
    before = by_telephone(first, stop="care.hospital")
    first.tell("hangup")
    call = new_call()
    call.start()
    call.press("9")
    assert call.asks == "resume.number"
    call.press(first.status["draft_number"].replace("-", "") + "#")
    assert call.asks == "resume.birth_date"
    call.press("19790808#")
    assert call.asks == "care.hospital" and call.status["draft_number"] == first.status["draft_number"]
    after = by_telephone(call)
    assert call.status["receipt_number"] and not set(of_the_claim(before)) & set(of_the_claim(after))
    assert telephone.fields(call.name)["accident.type"] == "caught_in"


def test_what_the_web_shows_of_a_call_is_what_was_said(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="workplace.name")
    line.tell("hangup")
    with httpx.Client(base_url=telephone.url + "/api/chat", timeout=20) as web:
        body = {"draft_number": line.status["draft_number"], "birth_date": "1979-08-08"}
        made = web.post("/resume", json=body).json()
        headers = {"Authorization": f"Bearer {made['token']}"}
        shown = web.get(f"/conversations/{made['conversation']}/messages", headers=headers).json()["messages"]
    assert [m["asks"] for m in shown if m["asks"]] == ["workplace.name"]


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
