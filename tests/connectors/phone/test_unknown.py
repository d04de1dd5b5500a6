"""Who does not know the worker's numbers gets through by a key that is said aloud, and the handler sees what is missing."""

from __future__ import annotations

import pytest

from tests.connectors.phone.test_call import STORY, answer_all, tell_story

STORIES = {
    "accident": STORY,
    "disease": "조선소에서 용접을 15년 했는데 작년부터 허리가 아파서 병원에 갔더니 허리디스크래요",
    "commute": "오늘 아침 8시에 출근길에 넘어져서 오른쪽 발목을 삐었어요",
    "death": "어제 공장 지붕에서 떨어져서 돌아가셨어요",
}
REPORTERS = {"self": "본인이에요", "family": "가족이에요", "colleague": "동료예요", "employer": "회사에서 알려요"}
OF_THE_DEAD = REPORTERS | {"self": "병원이에요"}  # nobody reports their own death
NOT_KNOWN = {"worker.birth_date": "#", "worker.phone": "#"}


def told(line, kind: str) -> None:
    line.say(STORIES[kind])
    line.silence()


def statuses(telephone, call: str) -> dict[str, str]:
    with telephone.store.read() as uow:
        case = uow.cases.get(uow.conversations.get(uow.calls.find("neutral", call).conversation_id).case_id)
        return {"kind": case.kind} | {name: row.status for name, row in uow.fields.current(case.id).items()}


@pytest.mark.parametrize("kind", STORIES)
@pytest.mark.parametrize("reporter", REPORTERS)
def test_every_reporter_gets_through(telephone, line, kind: str, reporter: str) -> None:
    says = (OF_THE_DEAD if kind == "death" else REPORTERS)[reporter]
    told(line, kind)
    by_other = kind == "death" or reporter != "self"
    answer_all(line, **{"reporter.relation": says} | (NOT_KNOWN if by_other else {}))
    assert line.status["receipt_number"], line.said
    kept = statuses(telephone, line.name)
    assert kept["kind"] == kind and kept["worker.name"] == "given"
    expected = "unknown" if by_other else "given"
    assert kept["worker.birth_date"] == expected
    if kind != "death":
        assert kept["worker.phone"] == expected


def test_the_key_is_said_and_is_not_offered_to_who_must_know(telephone, line, new_call) -> None:
    told(line, "accident")
    unknown = telephone.words("utter_phone_enter_or_unknown")
    assert unknown in line.said
    answer_all(line, stop="worker.phone", **{"reporter.relation": "동료예요"})
    assert unknown in line.said and "다치신 분의 휴대전화" in line.said
    own = new_call()
    own.start()
    tell_story(own)
    answer_all(own, stop="worker.phone")
    assert unknown not in own.said
    own.press("#")
    assert own.asks == "worker.phone"


def test_what_is_not_known_at_first_is_not_asked_again(telephone, line) -> None:
    told(line, "accident")
    line.press("9#")  # as wherever the keypad offers choices
    assert telephone.words("utter_noted_unknown") in line.said
    other = {"reporter.relation": "동료예요"} | NOT_KNOWN
    answer_all(line, stop="worker.name", **other)
    line.say("남기석이요")
    line.press("1")
    assert line.asks == "worker.phone"
    answer_all(line, **other)
    assert line.status["receipt_number"]


def test_it_may_be_said_as_well(telephone, line) -> None:
    told(line, "accident")
    line.say("몰라요")
    assert line.asks == "reporter.relation"


def test_wrong_numbers_of_somebody_else_stay_open(telephone, line) -> None:
    told(line, "accident")
    line.press("#")
    answer_all(line, stop="worker.phone", **{"reporter.relation": "동료예요"})
    for _ in range(3):
        line.press("12#")
    assert line.asks == "worker.registration_number"


def test_a_name_that_nobody_makes_out_ends_with_a_person(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="worker.name")
    for _ in range(3):
        line.say("모르겠어요")
    assert line.asks == "call_back"
