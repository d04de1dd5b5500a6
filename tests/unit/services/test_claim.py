"""The open form in the conversation: nothing loops, nothing is asked again that was said."""

from __future__ import annotations

from tests.unit.services.talking import Talk


def test_not_knowing_who_one_is_is_explained_and_does_not_loop(talk: Talk) -> None:
    talk.say("어제 공장에서 프레스에 검지가 끼었어요", "report.accident")
    first = talk.say("모르겠어요", "talk.unknown")
    second = talk.say("모르겠어요", "talk.unknown")

    assert first[-1].payload["asks"] == "reporter.relation"
    assert "본인이에요" in first[0].text and len(first[-1].payload["buttons"]) >= 6
    assert talk.fields()["reporter.relation"] == "self"
    assert talk.confidence("reporter.relation") < 0.5
    assert second[-1].payload["asks"] != "reporter.relation"


def test_who_somebody_is_that_nobody_can_read_does_not_loop(talk: Talk) -> None:
    talk.say("어제 공장에서 프레스에 검지가 끼었어요", "report.accident")
    said = [talk.say(text, "talk.greet", 0.1)[-1] for text in ("그냥요", "아까 그 사람", "음 그러니까")]

    assert [one.payload.get("asks") == "reporter.relation" for one in said] == [True, True, False]


def test_where_somebody_has_died_an_unclear_writer_is_taken_for_family(talk: Talk) -> None:
    talk.say("사람이 현장에서 추락해서 돌아가셨어요", "report.death")
    talk.say("모르겠어요", "talk.unknown")
    talk.say("모르겠어요", "talk.unknown")

    assert talk.fields()["reporter.relation"] == "family"


def test_a_story_that_nobody_can_tell_is_left_to_the_handler_and_a_person_is_offered(talk: Talk) -> None:
    talk.say("산재 신고하려고요", "report.accident")
    talk.say("본인이에요", "talk.yes")
    first = talk.say("모르겠어요", "talk.unknown")
    last = talk.say("정말 모르겠어요", "talk.unknown")

    assert first[-1].payload["asks"] == "accident.story"
    assert talk.status("accident.story") == "later"
    assert any("상담원" in str(one.payload.get("buttons")) for one in last)
    assert last[-1].payload.get("asks") not in (None, "accident.story")


def test_a_story_that_was_told_before_in_pieces_is_taken_from_them(talk: Talk) -> None:
    talk.say("손가락 골절", "report.accident")
    talk.say("본인이에요", "talk.yes")
    talk.say("모르겠어요", "talk.unknown")
    talk.say("모르겠어요", "talk.unknown")

    assert talk.fields()["accident.story"] == "손가락 골절"


def test_a_hospital_on_the_day_itself_is_not_asked_for(talk: Talk) -> None:
    talk.say("어제 공장에서 프레스에 오른손 검지가 끼어서 바로 응급실 가서 꿰맸어요", "report.accident")

    assert talk.fields()["care.first_visit_on"] == talk.fields()["accident.date"]


def test_who_lost_somebody_is_not_asked_as_if_hurt(talk: Talk) -> None:
    said = talk.say("아버지가 현장에서 추락해서 돌아가셨어요", "report.death")

    assert "명복" in said[0].text
    assert "돌아가신" in said[-1].text


def until_asked(talk: Talk, field: str) -> None:
    """Answer "later" until the bot asks for the field."""
    said = talk.say("어제 공장에서 프레스에 검지가 끼었어요", "report.accident")
    for _ in range(30):
        if said[-1].payload.get("asks") == field:
            return
        said = talk.say(
            "본인이에요" if said[-1].payload.get("asks") == "reporter.relation" else "나중에 할게요", "talk.yes"
        )
    raise AssertionError(field)


def test_the_name_of_a_firm_that_was_heard_is_no_wish_to_hear_again(talk: Talk) -> None:
    until_asked(talk, "workplace.name")
    talk.say("대한이엔씨라고 들었어요", "talk.repeat", 0.97)

    assert talk.fields()["workplace.name"] == "대한이엔씨"


def test_who_did_not_hear_is_asked_again(talk: Talk) -> None:
    until_asked(talk, "workplace.name")
    again = talk.say("뭐라고요 다시요", "talk.repeat", 0.97)

    assert again[-1].payload["asks"] == "workplace.name"
    assert talk.status("workplace.name") is None


def test_an_emergency_that_only_the_model_sees_is_said_once(talk: Talk) -> None:
    until_asked(talk, "injury.condition")
    first = talk.say("파스 붙이고 누워있어요", "emergency", 0.95)
    talk.say("지금은 위급하지 않아요 계속할게요", "talk.yes")
    talk.say("파스 붙이고 누워있어요", "emergency", 0.95)

    assert first[0].payload["topic"] == "emergency"
    assert talk.fields()["injury.condition"] == "파스 붙이고 누워있어요"


def test_a_firm_named_with_the_one_that_is_taken_back_is_corrected(talk: Talk) -> None:
    until_asked(talk, "workplace.name")
    talk.say("대박물류요", "talk.yes", 0.2)
    talk.say("아 회사이름은 대박물류 말고 대성물류예요", "report.correct")

    assert talk.fields()["workplace.name"] == "대성물류"
