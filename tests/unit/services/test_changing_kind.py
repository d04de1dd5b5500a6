"""A claim begun as one kind that turns out to be another."""

from __future__ import annotations

import pytest

from casework.korean.story import other_kind
from tests.unit.services.talking import Talk

STORY = "어제 오후 3시에 안산 공장에서 지게차에 왼쪽 발을 밟혔어요"


def texts(messages: list) -> str:
    return "\n".join(message.text for message in messages)


@pytest.mark.parametrize(
    ("text", "begun", "kind"),
    [
        ("병원에서 돌아가셨어요", "accident", "death"),
        ("결국 숨졌어요", "disease", "death"),
        ("퇴근하다가 그랬어요", "accident", "commute"),
        ("출근길에 넘어졌어요", "accident", "commute"),
        ("사고가 아니라 병이에요", "accident", "disease"),
        ("병이 아니라 다친 거예요", "disease", "accident"),
        ("퇴근하고 병원에 갔어요", "accident", None),
        ("출근해서 바로 다쳤어요", "accident", None),
        ("퇴근하다가 쓰러졌어요", "disease", None),
        ("출근길에 돌아가셨어요", "death", None),
        ("제 잘못은 아니에요", "accident", None),
    ],
)
def test_words_that_tell_another_kind(text: str, begun: str, kind: str | None) -> None:
    assert other_kind(text, begun) == kind


def test_on_a_yes_the_claim_becomes_one_of_a_death_and_keeps_what_was_told(talk: Talk, words) -> None:
    talk.say(STORY, "report.accident")
    asked = talk.say("병원으로 옮겼는데 그날 밤에 돌아가셨어요", "report.death")
    assert asked[-1].text == words.render("utter_other_kind_death") and asked[-1].payload["buttons"]
    changed = talk.say("네, 바꿔 주세요", "talk.yes")
    assert words.render("utter_kind_changed_death") in texts(changed)
    assert changed[-1].payload["asks"]
    fields = talk.fields()
    assert fields["accident.story"] == STORY and fields["accident.date"]


def test_on_a_no_it_stays_and_is_not_asked_again(talk: Talk, words) -> None:
    talk.say(STORY, "report.accident")
    before = talk.say("퇴근하다가 그랬어요", "report.commute")
    assert before[-1].text == words.render("utter_other_kind_commute")
    kept = talk.say("아니요, 그대로 할게요", "talk.no")
    assert words.render("utter_kind_kept") in texts(kept) and kept[-1].payload["asks"]
    again = talk.say("퇴근하다가 그랬다니까요", "report.commute")
    assert words.render("utter_other_kind_commute") not in texts(again)


def test_what_is_neither_yes_nor_no_is_asked_for_once_more(talk: Talk, words) -> None:
    talk.say(STORY, "report.accident")
    talk.say("그날 밤에 돌아가셨어요", "report.death")
    assert texts(talk.say("오후 세 시요", "talk.greet")) == words.render("utter_other_kind_death")
    assert words.render("utter_kind_kept") in texts(talk.say("오후 세 시라고요", "talk.greet"))
