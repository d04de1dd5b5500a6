"""Taking a conversation, talking and giving it back, as the browser does it."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from casework.services import handoff

HTMX = {"hx-request": "true"}


@pytest.fixture
def asked(make_case, desk_store, words):
    """A case whose worker waits for a person."""
    case = make_case("ansan", "kim")
    with desk_store.write() as uow:
        handoff.request(
            uow, words, dt.datetime.now(dt.UTC), uow.conversations.for_update(case.conversation), "worker_asked"
        )
    return case


def test_of_two_takers_the_second_is_told_who_was_first(browser, asked):
    kim, lee = browser("kim"), browser("lee")
    path = f"/desk/conversations/{asked.conversation}/take"

    first, second = kim.post(path, headers=HTMX), lee.post(path, headers=HTMX)

    assert first.status_code == 200
    assert second.status_code == 409
    assert "Kim 님이 먼저 받았습니다" in second.text


def test_taking_twice_is_taking_once(browser, asked):
    kim = browser("kim")
    path = f"/desk/conversations/{asked.conversation}/take"

    assert [kim.post(path, headers=HTMX).status_code for _ in range(2)] == [200, 200]


def test_a_message_sent_twice_reaches_the_worker_once(browser, asked, desk_store):
    kim = browser("kim")
    kim.post(f"/desk/conversations/{asked.conversation}/take")
    body = {"text": "안녕하세요, 담당자입니다.", "client_id": uuid.uuid4().hex}

    for _ in range(2):
        assert kim.post(f"/desk/conversations/{asked.conversation}/say", body, headers=HTMX).status_code == 200

    with desk_store.read() as uow:
        said = [m.text for m in uow.messages.after(asked.conversation, 0) if m.sender == "staff"]
    assert said == ["안녕하세요, 담당자입니다."]


def test_who_has_not_taken_it_cannot_speak(browser, asked):
    kim, lee = browser("kim"), browser("lee")
    kim.post(f"/desk/conversations/{asked.conversation}/take")

    answer = lee.post(f"/desk/conversations/{asked.conversation}/say", {"text": "저도요"}, headers=HTMX)

    assert answer.status_code == 409
    assert "먼저 &#39;대화 받기&#39;" in answer.text


def test_given_back_the_bot_goes_on(browser, asked, desk_store):
    kim = browser("kim")
    kim.post(f"/desk/conversations/{asked.conversation}/take")

    answer = kim.post(f"/desk/conversations/{asked.conversation}/give-back", headers=HTMX)

    assert answer.status_code == 200
    assert "봇에게 돌려주었습니다" in answer.text
    with desk_store.read() as uow:
        assert uow.conversations.get(asked.conversation).state == "bot"


def test_ending_a_conversation_needs_a_reason(browser, asked):
    kim = browser("kim")
    kim.post(f"/desk/conversations/{asked.conversation}/take")

    answer = kim.post(f"/desk/conversations/{asked.conversation}/close", {"reason": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert "사유가 필요합니다" in answer.text


def test_without_scripts_a_form_leads_back_to_the_page(browser, asked):
    answer = browser("kim").post(f"/desk/conversations/{asked.conversation}/take")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/desk/conversations/{asked.conversation}?notice=taken"


def test_the_queue_shows_who_waits_and_the_handler_whose_it_is(browser, asked):
    page = browser("kim").get("/desk/queue").text

    assert "상담원 요청" in page
    assert "나에게 온 요청" in page
    assert asked.conversation not in browser("busan").get("/desk/queue").text


def test_an_open_desk_hears_of_a_new_request_at_once(browser, make_case, desk_store, words, server):
    case = make_case("ansan", "kim")
    kim, stranger = browser("kim"), browser("busan")

    def listen(person):
        cookie = f"ieum_desk={person.http.cookies['ieum_desk']}"
        return connect(server.replace("http", "ws") + "/desk/ws", additional_headers={"cookie": cookie})

    with listen(kim) as near, listen(stranger) as far:
        for socket in (near, far):
            assert [json.loads(socket.recv(timeout=5))["type"] for _ in range(2)] == ["welcome", "look"]
        with desk_store.write() as uow:
            conversation = uow.conversations.for_update(case.conversation)
            handoff.request(uow, words, dt.datetime.now(dt.UTC), conversation, "worker_asked")

        assert json.loads(near.recv(timeout=1))["type"] == "queue"
        with pytest.raises(TimeoutError):
            far.recv(timeout=0.3)


def test_a_page_of_another_site_may_not_listen(browser, server):
    kim = browser("kim")
    headers = {"cookie": f"ieum_desk={kim.http.cookies['ieum_desk']}", "origin": "https://evil.example"}

    address = server.replace("http", "ws") + "/desk/ws"
    with connect(address, additional_headers=headers) as socket, pytest.raises(ConnectionClosed, match="1008"):
        socket.recv(timeout=5)
