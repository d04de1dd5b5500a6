"""The four kinds of claim in the conversation: what is said around them, and that nothing is asked twice."""

from __future__ import annotations

from typing import Any

from tests.unit.services.talking import Talk

WORDS = {"reporter.relation": "본인이에요"}


def go_to(talk: Talk, said: list[Any], field: str, **answers: str) -> list[Any]:
    """Answer "later", or as given, until the bot asks for the field."""
    known = WORDS | {name.replace("__", "."): text for name, text in answers.items()}
    for _ in range(40):
        asked = said[-1].payload.get("asks")
        if asked == field:
            return said
        said = talk.say(known.get(asked or "", "나중에 할게요"), "talk.yes")
    raise AssertionError(field)


def test_a_disease_told_in_one_sentence_is_not_asked_for_again(talk: Talk) -> None:
    said = talk.say(
        "용접 15년 했고 하루 8시간 허리 숙이고 일했어요 작년 봄부터 허리가 아팠는데 허리디스크래요", "report.disease"
    )
    asked = []
    for _ in range(30):
        field = said[-1].payload.get("asks")
        if said[-1].payload.get("card") or field is None:
            break
        asked.append(field)
        said = talk.say(WORDS.get(field, "나중에 할게요"), "talk.yes")

    told = {"disease.group", "disease.name", "disease.years", "disease.hours", "disease.posture", "accident.story"}
    assert told & set(asked) == set()
    assert {"disease.weight", "disease.exposure"} <= set(asked)
    assert "accident.date" not in asked and "accident.object" not in asked


def test_what_is_hard_to_tell_is_left_for_the_handler_at_once(talk: Talk) -> None:
    talk.say("마음의 병으로 신고하려고요", "report.disease")
    talk.say("본인이에요", "talk.yes")
    said = talk.say("담당자에게만 말할게요", "service.human", 0.4)

    assert talk.status("accident.story") == "later"
    assert "담당자에게 직접" in said[0].text
    assert said[-1].payload.get("asks") not in (None, "accident.story")


def test_a_claim_begun_after_a_question_is_of_the_kind_that_was_told(talk: Talk) -> None:
    talk.say("프레스 공장에서 22년 일했는데 귀가 잘 안 들려요 산재 되나요", "disease.hearing", 0.98)
    said = talk.say("일하다 다쳐서 산재 신고하려고요", "report.accident", 0.95)

    assert "아프신" in said[-1].text
    assert talk.fields()["disease.group"] == "hearing"
    assert talk.fields()["disease.years"] == "22년"


def test_the_bereaved_may_wait_with_the_story_and_hear_of_the_advance(talk: Talk) -> None:
    said = talk.say("우리 아들이 죽었어요 산재 신고하려고요", "report.death")
    assert "명복" in said[0].text
    said = go_to(talk, said, "accident.story", reporter__relation="엄마예요", reporter__kinship="엄마예요")
    said = talk.say("나중에 할게요", "talk.unknown")
    assert talk.status("accident.story") == "later"
    assert said[-1].payload["asks"] == "death.cause"
    said = go_to(talk, talk.say("공장에서 사고로요", "talk.yes"), "death.funeral_by")
    said = talk.say("아빠가 치러요", "talk.yes")
    assert any("먼저 받으실 수 있어요" in one.text for one in said)


def test_who_lost_somebody_to_an_illness_does_not_hear_of_the_advance(talk: Talk) -> None:
    said = talk.say("아버지가 심근경색으로 돌아가셨어요", "report.death")
    said = go_to(talk, said, "death.funeral_by")
    said = talk.say("제가 치렀어요", "talk.yes")

    assert not any("먼저 받으실 수 있어요" in one.text for one in said)
    assert talk.fields()["death.cause"] == "disease"


def test_living_together_is_no_cry_for_help_but_plain_words_always_are(talk: Talk) -> None:
    said = talk.say("남편이 어제 지붕에서 떨어져서 돌아가셨어요", "report.death")
    go_to(talk, said, "death.lived_together")
    talk.say("같이 살았어요", "crisis", 0.9)
    assert talk.fields()["death.lived_together"] == "같이 살았어요"

    said = talk.say("저도 따라 죽고 싶어요", "talk.distress", 0.3)
    assert "109" in said[0].text


def test_a_colleague_is_asked_about_the_hurt_one_and_may_know_little(talk: Talk) -> None:
    said = talk.say("동료가 오늘 공장에서 발이 깔렸어요 대신 신고해요", "report.accident")
    assert "소식" in said[0].text
    said = go_to(talk, said, "workplace.name", reporter__relation="동료예요")
    assert "다치신 분이 일하시는" in said[-1].text


def test_an_illness_that_nobody_has_named_is_remembered_too(talk: Talk) -> None:
    talk.say("직장 상사 괴롭힘 때문에 너무 힘들어요 정신과 다니고 있어요", "disease.mental", 0.95)
    talk.say("일하다 다쳐서 산재 신고하려고요", "report.accident", 0.95)

    assert talk.fields()["disease.group"] == "mental"
    assert "괴롭힘" in talk.fields()["accident.story"]


def test_a_friend_who_writes_is_not_taken_for_the_hurt_one(talk: Talk) -> None:
    talk.say("제 친구가 어제 공사장에서 넘어져서 팔이 부러졌어요 말이 서툴러서 제가 대신 써요", "report.accident")

    assert talk.fields().get("reporter.relation") in (None, "other")
