"""Who calls: nothing of a claim is shown before a birth date confirms it, and wrong tries are limited."""

from __future__ import annotations

import re

import pytest

from tests.connectors.console.told import ANSWERS, STORY

NUMBER, BORN = "010-1234-0987", "1979-08-08"


@pytest.fixture
def earlier(sign_in, office) -> str:
    """A draft of an earlier call; its number."""
    other = sign_in("other")
    other.begin()
    other.say(STORY)
    for field in ("reporter.relation", "worker.name", "worker.birth_date", "worker.phone", "workplace.name"):
        other.fill(field, ANSWERS[field])
    number = office.case_of(other.call)
    other.do("end", reason="dropped")
    return number


def test_the_number_alone_shows_nothing(agent, earlier) -> None:
    agent.begin(NUMBER)
    assert earlier not in agent.html and "안산금속" not in agent.html and "남기석" not in agent.html


def test_a_wrong_birth_date_shows_nothing_and_is_noted(agent, office, earlier) -> None:
    call = agent.begin(NUMBER)
    agent.do("match", born="19790809")

    assert earlier not in agent.html and "찾은 접수가 없습니다" in agent.html
    assert ("staff:call", "console.wrong_birth") in office.audit(call)


def test_a_number_without_claims_answers_as_a_wrong_birth_date_does(agent, earlier) -> None:
    agent.begin(NUMBER)
    wrong = notice(agent.do("match", born="19790809").text)
    agent.begin("010-0000-0000")
    assert notice(agent.do("match", born="19790809").text) == wrong
    agent.begin(NUMBER)
    agent.do("go-on/" + earlier)
    assert "남기석" not in agent.html


def test_three_wrong_tries_lock_the_call_and_the_claim(agent, sign_in, earlier) -> None:
    agent.begin(NUMBER)
    for day in ("19790809", "19790810", "19790811"):
        agent.do("match", born=day)
    agent.do("match", born=BORN)
    assert earlier not in agent.html and "15분" in agent.html
    second = sign_in("other")
    second.begin(NUMBER)
    second.do("match", born=BORN)
    assert earlier not in second.html


def test_the_right_birth_date_brings_the_draft_up_and_nothing_is_asked_again(agent, office, earlier) -> None:
    call = agent.begin("+82 10-1234-0987")
    agent.do("match", born=BORN)
    assert earlier in agent.html
    agent.do(f"go-on/{earlier}")

    assert office.case_of(call) == earlier and office.values(call)["workplace.name"] == "안산금속"
    asked = agent.answer_all(ANSWERS)
    assert not {"reporter.relation", "worker.name", "workplace.name", "accident.date"} & set(asked)
    assert agent.ready and agent.do("submit").status_code == 200


def test_a_submitted_claim_is_shown_with_its_handler(agent, office) -> None:
    agent.begin()
    agent.say(STORY)
    agent.answer_all(ANSWERS)
    agent.do("submit")
    receipt = re.search(r"\d{6}-\d{5}", agent.html)[0]
    agent.do("end", reason="submitted")
    agent.begin(NUMBER)
    assert receipt not in agent.html
    agent.do("match", born=BORN)
    assert receipt in agent.html and "Kim" in agent.html


def notice(html: str) -> str:
    return re.search(r'<p class="notice[^>]*>(.*?)</p>', html)[1]
