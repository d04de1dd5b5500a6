"""A benefit in the conversation: worked out at once, asked for what is missing, changed by a what-if, kept for the claim."""

from __future__ import annotations

from typing import Any

from tests.unit.services.talking import Talk

AMOUNT = "sick-leave.amount"


def worked_out(messages: list[Any]) -> dict[str, Any]:
    """What the first message that holds an amount says of it."""
    return next(m.payload["calculation"] for m in messages if "calculation" in m.payload)


def test_a_question_with_a_pay_is_answered_with_an_amount_and_its_steps(talk: Talk) -> None:
    said = talk.say("한 달에 250 받는데 휴업급여 얼마예요?", AMOUNT)

    assert worked_out(said)["daily"] is not None
    assert said[0].payload["topic"] == AMOUNT
    assert said[0].payload["more"].count("\n") >= 4
    assert {"law", "article", "in_force"} == set(said[0].payload["citations"][0])


def test_a_question_without_numbers_gets_the_written_answer_and_an_offer_to_calculate(talk: Talk) -> None:
    said = talk.say("휴업급여는 얼마나 나와요?", AMOUNT)

    assert "calculation" not in said[0].payload
    assert any("계산" in button["say"] for button in said[0].payload["buttons"])


def test_only_what_is_missing_is_asked(talk: Talk) -> None:
    asked = talk.say("휴업급여 계산해 주세요", AMOUNT)
    said = talk.say("이백오십이요", "talk.unknown", 0.2)

    assert asked[0].payload["step"] == "calculate"
    assert worked_out(said)["daily"] is not None


def test_what_ifs_change_one_fact_and_keep_the_rest(talk: Talk) -> None:
    talk.say("일당 20만원인데 휴업급여 얼마예요?", AMOUNT)
    one = worked_out(talk.say("그럼 두 달이면요?", "talk.yes", 0.2))
    longer = worked_out(talk.say("석 달이면요?", "talk.yes", 0.2))

    assert one["daily"] == longer["daily"]
    assert one["amount"] < longer["amount"]


def test_another_benefit_is_no_what_if(talk: Talk) -> None:
    talk.say("일당 20만원인데 휴업급여 얼마예요?", AMOUNT)
    said = talk.say("그럼 장해 7급은 얼마예요?", "disability.amount")

    assert said[0].payload["topic"] == "disability.amount"


def test_an_accident_of_last_year_is_counted_by_last_year(talk: Talk) -> None:
    talk.say("일당 20만원인데 휴업급여 얼마예요?", AMOUNT)
    said = talk.say("작년 사고예요", "apply.deadline", 0.6)

    assert said[0].payload["topic"] == AMOUNT
    assert said[0].payload["verified"] is False


def test_not_knowing_the_pay_ends_the_calculation_kindly(talk: Talk) -> None:
    talk.say("휴업급여 계산해 주세요", AMOUNT)
    said = talk.say("모르겠어요", "talk.unknown")

    assert "신청하실 수 있" in said[0].text


def test_a_grade_that_may_choose_is_told_both_ways(talk: Talk) -> None:
    said = talk.say("평균임금 12만원인데 장해 7급이면 얼마예요?", "disability.amount")

    assert "연금" in said[0].text and "일시금" in said[0].text


def test_the_facts_go_into_the_claim_that_is_begun_next(talk: Talk) -> None:
    talk.say("월급 400만원인데 휴업급여 얼마예요?", AMOUNT)
    talk.say("이 내용을 접수에 써 주세요", "talk.yes", 0.2)
    talk.say("어제 공장에서 프레스에 오른손 검지가 끼었어요", "report.accident")

    assert talk.fields()["job.wage"] == {"won": 4_000_000, "per": "month"}


def test_a_wrong_belief_is_set_right_before_the_answer(talk: Talk) -> None:
    said = talk.say("처음 3일은 빼고 준다던데 맞나요", "wage.average", 0.12)

    assert said[0].payload["belief"] == "waiting_days"
    assert "calculation" not in said[1].payload


def test_a_question_inside_the_form_is_worked_out_and_the_form_goes_on(talk: Talk) -> None:
    talk.say("어제 공장에서 프레스에 오른손 검지가 끼었어요", "report.accident")
    said = talk.say("월급 300인데 휴업급여는 얼마예요?", AMOUNT)

    assert worked_out(said)["range"] is not None  # between what 제54조 says and the minimum wage
    assert said[-1].payload["asks"]
