"""What was told before a claim was begun, and messages that ask two things."""

from __future__ import annotations

from tests.unit.services.talking import Talk

STORY = "어제 공장에서 프레스에 오른손 검지가 끼었는데 병원비는 누가 내나요"
BEGIN = "일하다 다쳐서 산재 신고하려고요"


def test_a_story_before_a_question_is_not_asked_for_again(talk: Talk) -> None:
    answered = talk.say(STORY, "apply.cost-before")
    begun = talk.say(BEGIN, "report.accident")

    assert answered[0].payload["topic"] == "apply.cost-before"
    assert "다시 묻지 않을게요" in answered[-1].text
    assert talk.fields()["accident.story"] == STORY
    assert talk.fields()["injury.parts"][0]["side"] == "right"
    assert {"accident.date", "accident.type"} <= talk.fields().keys()
    assert begun[-1].payload["asks"] != "accident.story"


def test_what_was_told_in_two_messages_is_one_story(talk: Talk) -> None:
    talk.say("어제 프레스에 손가락이 끼었는데 산재 되나요", "eligible.general")
    talk.say("손목도 부러졌는데 병원비는 누가 내나요", "apply.cost-before")
    talk.say(BEGIN, "report.accident")

    assert talk.fields()["accident.story"].splitlines() == [
        "어제 프레스에 손가락이 끼었는데 산재 되나요",
        "손목도 부러졌는데 병원비는 누가 내나요",
    ]


def test_a_story_told_in_danger_is_kept(talk: Talk) -> None:
    talk.say("지금 프레스에 손이 끼어서 피가 안 멈춰요", "emergency")
    talk.say(BEGIN, "report.accident")

    assert "피가 안 멈춰요" in talk.fields()["accident.story"]


def test_a_question_without_a_story_leaves_nothing(talk: Talk) -> None:
    said = talk.say("휴업급여는 언제 나와요", "sick-leave.claim")
    begun = talk.say(BEGIN, "report.accident")

    assert "다시 묻지 않을게요" not in said[-1].text
    assert "accident.story" not in talk.fields()
    assert begun[-1].payload["asks"] == "reporter.relation"


def test_two_questions_are_answered_in_their_order(talk: Talk) -> None:
    said = talk.say(
        "서류는 뭐가 필요하고 결과는 언제 나와요",
        "apply.documents",
        0.3,
        issues=("apply.documents", "apply.duration"),
    )

    assert [one.payload["topic"] for one in said if "topic" in one.payload] == ["apply.documents", "apply.duration"]
    assert said[0].text.startswith("두 가지")
    assert "신고 시작하기" in str(said[-1].payload["buttons"])


def test_two_questions_inside_the_form_lead_back_to_it_once(talk: Talk) -> None:
    talk.say(BEGIN, "report.accident")
    asked = talk.say("본인이에요", "talk.yes")[-1].payload["asks"]
    said = talk.say(
        "서류는 뭐가 필요하고 결과는 언제 나와요",
        "apply.documents",
        issues=("apply.documents", "apply.duration"),
    )

    assert [one.payload.get("asks") for one in said].count(asked) == 1
    assert said[-1].payload["asks"] == asked


def test_an_amount_that_needs_a_fact_is_asked_for_after_the_other_answer(talk: Talk) -> None:
    said = talk.say(
        "휴업급여 계산해 주세요 그리고 병원 옮길 수 있나요",
        "sick-leave.amount",
        issues=("sick-leave.amount", "medical.change"),
    )

    assert said[-1].payload["step"] == "calculate"
    assert "medical.change" in [one.payload.get("topic") for one in said]


def test_a_wish_for_a_visit_beside_a_question_reaches_people(talk: Talk) -> None:
    said = talk.say(
        "집으로 와 주실 수 있나요 그리고 서류는 뭐가 필요해요",
        "service.visit",
        issues=("service.visit", "apply.documents"),
    )

    assert "apply.documents" in [one.payload.get("topic") for one in said]
    assert talk.state() == "waiting"


def test_a_message_that_points_back_is_about_the_last_answer(talk: Talk) -> None:
    talk.say("장례비는 누가 받아요", "funeral.benefit")
    said = talk.say("그건 언제까지 신청해요?", "apply.deadline", 0.5, others=(("funeral.benefit", 0.1),))

    assert said[0].payload["topic"] == "funeral.benefit"


def test_a_message_that_points_back_but_names_something_else_is_about_that(talk: Talk) -> None:
    talk.say("장례비는 누가 받아요", "funeral.benefit")
    said = talk.say("그럼 휴업급여는 얼마예요?", "sick-leave.amount", 0.9, others=(("funeral.benefit", 0.05),))

    assert said[0].payload["topic"] == "sick-leave.amount"
