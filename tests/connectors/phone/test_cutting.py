"""The caller cuts in: what was not heard is said again, and a yes to it does not count."""

from __future__ import annotations

import pytest

from casework.korean import spoken
from connectors.phone import protocol
from connectors.problems import Problem
from tests.connectors.phone.test_call import STORY, answer_all, tell_story

AT_ONCE = 200  # milliseconds


def end_of(line) -> int:
    """When everything that was said last has been heard."""
    return int(1000 * sum(spoken.seconds(c["text"]) for c in line.commands if c["type"] == "say"))


def cut_in(line, position: int | None) -> None:
    line.tell("barge_in", **({} if position is None else {"position_ms": position}))
    assert line.commands == []


def test_a_consent_that_was_not_heard_is_asked_again(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    cut_in(line, AT_ONCE)
    line.press("1")
    assert line.asks == "consent.personal" and telephone.words("utter_phone_cut") in line.said
    assert not line.of("say")["barge_in"] and "개인정보" in line.said
    line.press("1")
    assert line.asks == "consent.sensitive"


def test_a_consent_that_was_heard_is_one(line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    position = end_of(line)
    cut_in(line, position)
    line.say("네 동의해요")
    assert line.asks == "consent.sensitive"


def test_who_always_cuts_in_on_a_consent_reaches_a_person(line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    for _ in range(3):
        cut_in(line, 0)
        line.press("1")
    assert line.asks == "call_back"


def test_a_read_back_is_confirmed_only_when_the_question_was_heard(line) -> None:
    tell_story(line)
    answer_all(line, stop="review")
    cut_in(line, AT_ONCE)
    line.say("네네")
    assert line.asks == "review" and not line.status["receipt_number"]
    line.say("네 맞아요")
    assert line.status["receipt_number"]


def test_a_correction_may_cut_in_on_the_read_back(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="review")
    cut_in(line, AT_ONCE)
    line.say("아니 왼손이요")
    assert telephone.fields(line.name)["injury.parts"] == [{"part": "finger_index", "side": "left"}]


def test_words_before_the_question_are_no_answer_to_it(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="workplace.name")
    cut_in(line, AT_ONCE)
    line.say("아 그리고 많이 아파요")
    assert line.asks == "workplace.name" and telephone.words("utter_phone_cut") in line.said
    assert "workplace.name" not in telephone.fields(line.name)
    cut_in(line, AT_ONCE)
    line.say("안산금속이요")  # cut in on twice: then it is meant
    assert telephone.fields(line.name)["workplace.name"] == "안산금속"


def test_an_answer_that_fits_is_taken_however_early(telephone, line) -> None:
    tell_story(line)
    line.press("#")
    cut_in(line, AT_ONCE)
    line.say("본인이에요")
    assert telephone.fields(line.name)["reporter.relation"] == "self"


def test_a_person_is_never_cut_off(line) -> None:
    tell_story(line)
    answer_all(line, stop="workplace.name")
    cut_in(line, AT_ONCE)
    line.say("상담원 바꿔 주세요")
    assert line.asks == "call_back"


def test_a_notice_that_was_cut_off_is_said_in_short(telephone, line) -> None:
    cut_in(line, 900)
    line.say(STORY)
    first = line.of("say")
    assert first["text"] == spoken.speakable(telephone.words("utter_phone_notice_short")) and not first["barge_in"]
    line.silence()
    assert line.asks == "worker.birth_date" and telephone.texts(line.name) == [STORY]


def test_a_gateway_that_knows_no_position_is_taken_to_have_said_all(line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    cut_in(line, None)
    line.press("1")
    assert line.asks == "consent.sensitive"


@pytest.mark.parametrize("position", ["soon", -1, True, 1e12, [1]])
def test_a_position_that_cannot_be_is_refused(position) -> None:
    with pytest.raises(Problem):
        protocol.read({"type": "barge_in", "id": "1", "position_ms": position})


def test_a_recorded_notice_is_played(telephone, new_call) -> None:
    object.__setattr__(telephone.app.ctx.settings, "phone_notice", "https://pbx.example/notice.wav")
    call = new_call()
    call.start()
    assert call.commands[0] == {"type": "play", "url": "https://pbx.example/notice.wav"}
    assert telephone.words("utter_phone_notice") not in call.said and telephone.row(call.name).notice_at
