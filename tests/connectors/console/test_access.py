"""Who may at the console: agents and leads, each in their own calls; and calls of the voice gateway."""

from __future__ import annotations

import httpx
import pytest

from tests.connectors.console.told import SECRET

ACTS = (
    "kind", "fields/worker.name", "unknown/accident.date", "optional", "line", "hint", "ask", "match", "go-on/1234-5678",
    "submit", "transfer", "call-back", "end", "keep",
)  # fmt: skip


@pytest.mark.parametrize("login", ["kim", "boss"])
def test_handlers_and_the_administration_have_no_console(sign_in, agent, login) -> None:
    call = agent.begin()
    one = sign_in(login)
    assert one.get("/desk/console").status_code == 403
    assert one.get(f"/desk/console/{call}").status_code == 403
    one.get("/desk")
    assert one.post("/desk/console/calls", {"number": ""}).status_code == 403


def test_nobody_without_a_sign_in(office) -> None:
    with httpx.Client(base_url=office.url) as nobody:
        for path in ("/desk/console", "/desk/console/speed", "/desk/console/list", "/desk/console/some-call"):
            assert nobody.get(path).status_code == 303
        assert nobody.post("/desk/console/calls").status_code == 303


@pytest.mark.parametrize("login", ["other", "ansan_agent", "park", "top"])
def test_a_colleagues_call_does_not_exist_for_others(sign_in, agent, login) -> None:
    call = agent.begin()
    other = sign_in(login)
    other.get("/desk/console")
    other.call = call
    assert other.get(f"/desk/console/{call}").status_code == 404
    other.get("/desk/console")
    assert {act: other.do(act).status_code for act in ACTS} == dict.fromkeys(ACTS, 404)


def test_a_form_of_another_site_is_refused(agent) -> None:
    agent.begin()
    agent.csrf = "0" * 64
    assert agent.do("submit").status_code == 403


def event(office, call: str, type_: str, **data) -> dict:
    answer = httpx.post(
        f"{office.url}/api/phone/calls/{call}/events",
        json={"type": type_, "id": data.pop("id", type_), **data},
        headers={"Authorization": f"Bearer {SECRET}"},
        timeout=20,
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def waiting_call(office) -> str:
    """A caller who has told the story and asked for a person; the conversation's id."""
    event(office, "ring-1", "session.started", caller="010-1234-0987")
    event(office, "ring-1", "utterance", text="어제 공장에서 프레스에 오른손 검지가 끼었어요", confidence=0.95, id="e2")
    event(office, "ring-1", "no_input", id="pause")  # a long answer ends with a pause
    for number in range(6):
        event(office, "ring-1", "continue", id=f"c{number}")
    event(office, "ring-1", "dtmf", digits="0", id="e3")
    with office.store.read() as uow:
        return uow.calls.find("neutral", "ring-1").conversation_id


def test_a_live_call_is_taken_with_what_was_told(office, agent) -> None:
    call = waiting_call(office)
    agent.get("/desk/console")
    assert f"/desk/console/{call}/take" in agent.html
    assert agent.post(f"/desk/console/{call}/take").status_code == 303
    agent.call = call
    agent.get(f"/desk/console/{call}")

    assert 'data-row="accident.type"' in agent.html and "프레스" in agent.html
    asked = agent.asks
    assert asked and asked not in office.values(call)
    with office.store.read() as uow:
        assert uow.conversations.get(call).state == "human"


def test_two_agents_take_one_call_and_one_has_it(office, agent, sign_in) -> None:
    call = waiting_call(office)
    other = sign_in("other")
    agent.get("/desk/console"), other.get("/desk/console")
    assert agent.post(f"/desk/console/{call}/take").status_code == 303
    late = other.post(f"/desk/console/{call}/take")
    assert late.status_code == 409 and "Call" in late.text


def test_a_chat_of_the_web_is_no_call(office, agent) -> None:
    chat = httpx.post(f"{office.url}/api/chat/conversations", timeout=20).json()["conversation"]
    agent.get("/desk/console")
    assert agent.post(f"/desk/console/{chat}/take").status_code == 404


def test_beginning_twice_is_one_call(agent) -> None:
    agent.get("/desk/console")
    first = agent.post("/desk/console/calls", {"number": "", "client_id": "same"})
    second = agent.post("/desk/console/calls", {"number": "", "client_id": "same"})
    assert first.headers["location"] == second.headers["location"]
