"""The claim form of the console: the line fills it, fields take what is typed, nothing is asked twice, one case comes out."""

from __future__ import annotations

import json
import re

import pytest

from tests.connectors.console.told import ANSWERS, STORY


def test_a_whole_accident_claim_gives_a_number_and_a_handler(agent, office) -> None:
    call = agent.begin("010-1234-0987")
    agent.say(STORY)
    assert agent.asks == "reporter.relation"
    asked = agent.answer_all(ANSWERS)

    assert len(asked) == len(set(asked)), "no field is asked twice"
    assert not {"accident.date", "accident.time", "injury.parts", "accident.type"} & set(asked), "told in the story"
    assert agent.ready
    assert agent.do("submit").status_code == 200
    assert re.search(r"\d{6}-\d{5}", agent.html) and "Kim" in agent.html
    values = office.values(call)
    assert values["accident.type"] == "caught_in" and values["worker.name"] == "남기석"
    assert values["injury.parts"] == [{"part": "finger_index", "side": "right"}]
    assert ("staff:call", "console.submitted") in office.audit(call)


def test_what_is_filled_from_the_line_stands_beside_its_evidence(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)

    with office.store.read() as uow:
        conversation = uow.conversations.get(call)
        rows = uow.fields.current(conversation.case_id)
        row, message = rows["accident.type"], uow.messages.get(rows["accident.type"].message_id)
    assert row.words == STORY == message.text
    assert f"“{STORY}”" in agent.html and 'data-row="accident.type"' in agent.html


def test_identifiers_reach_neither_the_engine_nor_the_words(agent, office) -> None:
    call = agent.begin()
    agent.say(f"{STORY} 제 번호는 010-9876-5432예요")
    agent.fill("worker.name", "김가명")
    agent.fill("accident.place", "박 반장 010-2222-3333 옆 라인")

    assert all("9876" not in text and "김가명" not in text and "2222" not in text for text in office.engine.seen)
    assert office.values(call)["worker.phone"].replace("-", "") == "01098765432"
    assert "2222" not in office.values(call)["accident.place"]


def test_a_question_in_between_is_answered_and_the_form_stays(agent, office) -> None:
    agent.begin()
    agent.say(STORY)
    asked = agent.asks
    agent.say("휴업급여는 얼마나 나와요?")

    assert agent.asks == asked
    assert "산재보험법" in agent.html and "/guide/calculators/" in agent.html


def test_an_answer_is_found_without_touching_the_claim(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    before, asked = office.values(call), agent.asks
    agent.do("ask", question="휴업급여 얼마예요")

    assert "산재보험법" in agent.html and agent.asks == asked and office.values(call) == before
    agent.get(f"/desk/console/{call}")
    assert "산재보험법" in agent.html, "a reload keeps the answer"


def test_a_correction_changes_the_field_that_it_means(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    agent.say("아니 왼손이요")
    assert office.values(call)["injury.parts"] == [{"part": "finger_index", "side": "left"}]


def test_the_form_works_while_the_engine_is_away(agent, office) -> None:
    office.engine.fails = True
    call = agent.begin()
    agent.say(STORY)
    agent.fill("accident.place", "공장 2층이요")

    values = office.values(call)
    assert (values["accident.type"], values["accident.place"]) == ("caught_in", "공장 2층")


def test_what_cannot_be_read_stays_typed_with_what_to_say(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    agent.fill("worker.birth_date", "13월 40일")

    assert "13월 40일" in agent.html and "field-error" in agent.html
    assert "worker.birth_date" not in office.values(call)


def test_who_somebody_is_cannot_be_left_open(agent) -> None:
    agent.begin()
    agent.say(STORY)
    assert agent.do("unknown/worker.name").status_code == 422
    assert agent.do("unknown/worker.birth_date").status_code == 422
    assert agent.do("unknown/care.hospital").status_code == 200


def test_nothing_is_handed_in_without_the_consents(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    assert agent.do("submit").status_code == 422
    agent.answer_all(ANSWERS)
    agent.fill("consent.sensitive", "")
    assert agent.asks == "consent.sensitive"
    assert agent.do("submit").status_code == 422
    with office.store.read() as uow:
        assert uow.cases.by_number(office.case_of(call)).state == "draft"


def test_handing_in_twice_gives_one_case(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    agent.answer_all(ANSWERS)
    first = agent.do("submit")
    number = re.search(r"\d{6}-\d{5}", first.text)[0]
    second = agent.do("submit")

    assert second.status_code == 200 and number in second.text
    assert [action for _, action in office.audit(call)].count("console.submitted") == 1


def test_the_same_line_twice_is_one_message(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY, "one-line")
    agent.say(STORY, "one-line")
    with office.store.read() as uow:
        assert [m.text for m in uow.messages.after(call, 0) if m.sender == "worker"] == [STORY]


def test_what_is_typed_and_not_stored_survives_a_reload(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    typed = {"drafts": {"workplace.name": "안산금"}, "line": "그리고 병원은", "line_id": "l1"}
    assert agent.do("keep", typed=json.dumps(typed), keys="41").status_code == 204
    agent.get(f"/desk/console/{call}")

    assert 'value="안산금"' in agent.html and "그리고 병원은" in agent.html
    with office.store.engine.connect() as connection:
        sealed = connection.exec_driver_sql("select state_sealed, keys from console_calls").one()
    assert "안산금" not in sealed[0] and sealed[1] == 41


NONSENSE = ("", "[]", "null", '{"drafts": 3}', "{", '{"drafts": {}, "line": 5}', "[" * 5000)
REFUSED = (
    ("kind", {"kind": "war"}),
    ("fields/no.such", {"text": "x"}),
    ("fields/worker.name", {"text": "x"}),
    ("unknown/accident.date", {}),
    ("line", {"line": "   "}),
    ("line", {"line": "가" * 20_001}),
    ("go-on/1234-5678", {}),
    ("call-back", {"when": "tomorrow"}),
    ("call-back", {"when": "2020-01-01T10:00"}),
    ("call-back", {"when": "9999-12-31T23:59:59+23:59"}),
    ("transfer", {"briefing": ""}),
    ("submit", {}),
    ("end", {"reason": "bored"}),
)


def test_nonsense_is_refused_with_words_and_never_an_error(agent) -> None:
    agent.begin()
    for typed in NONSENSE:
        assert agent.do("keep", typed=typed, keys="-3x").status_code in (204, 422), typed[:20]
    for what, data in REFUSED:
        assert agent.do(what, **data).status_code in (404, 409, 422), (what, data)


def test_the_kind_can_be_changed_while_it_is_a_draft(agent, office) -> None:
    call = agent.begin()
    agent.say(STORY)
    agent.do("kind", kind="commute")
    with office.store.read() as uow:
        assert uow.cases.by_number(office.case_of(call)).kind == "commute"
    assert 'data-row="commute.route"' in agent.html


OF_KIND = {
    "disease": {"reporter.relation": "1", "accident.story": "용접을 오래 해서 허리가 아파요", "disease.group": "1",
                "disease.exposure": "용접 15년 하루 8시간", "worker.name": "이허리", "worker.birth_date": "19700101",
                "worker.phone": "01011112222", "workplace.address": "안산시 단원구 원시동"},
    "commute": {"reporter.relation": "1", "accident.story": "퇴근길에 버스에서 넘어졌어요", "worker.name": "박퇴근",
                "worker.birth_date": "19700101", "worker.phone": "01011112222",
                "workplace.address": "안산시 단원구 원시동"},
    "death": {"reporter.relation": "2", "accident.story": "현장에서 떨어져 돌아가셨어요", "death.cause": "1",
              "reporter.name": "최유족", "reporter.phone": "01033334444", "worker.name": "최고인",
              "worker.birth_date": "19600101", "workplace.address": "안산시 단원구 원시동"},
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_KIND)
def test_every_kind_of_claim_can_be_handed_in(agent, office, kind) -> None:
    call = agent.begin()
    agent.do("kind", kind=kind)
    asked = agent.answer_all(OF_KIND[kind])
    assert len(asked) == len(set(asked))
    assert agent.ready and agent.do("submit").status_code == 200
    with office.store.read() as uow:
        case = uow.cases.by_number(office.case_of(call))
        assert (case.kind, case.state) == (kind, "submitted") and case.receipt_number


def test_somebody_else_reports(agent, office) -> None:
    call = agent.begin()
    agent.say("남편이 어제 공사장에서 벽돌에 어깨를 맞았어요")
    asked = agent.answer_all(ANSWERS | {"reporter.name": "장아내", "reporter.phone": "01055556666"})
    assert "reporter.name" in asked
    assert office.values(call)["reporter.relation"] == "family"
    assert agent.ready and agent.do("submit").status_code == 200
