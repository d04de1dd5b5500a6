"""A call from its first word to its end."""

from __future__ import annotations

import json
import threading

from tests.connectors.phone.conftest import NIGHT, OPEN

STORY = "어제 오후 3시쯤 안산 반월공단 공장에서 프레스에 오른손 검지가 끼었어요"
ANSWERS = {
    "reporter.relation": "본인이에요",
    "accident.place": "2층 프레스 라인이요",
    "accident.task": "부품 찍고 있었어요",
    "injury.kinds": "눌려서 으스러졌대요",
    "injury.condition": "입원했어요",
    "workplace.name": "안산금속",
    "workplace.address": "안산시 단원구 원시동",
    "care.hospital": "한도병원",
    "care.first_visit_on": "어제요",
    "job.employment_form": "정규직이에요",
}
NUMBERS = {
    "worker.birth_date": "19790808#",
    "worker.phone": "01012340987#",
    "worker.registration_number": "#",
    "reporter.phone": "01033334444#",
}
NAMES = {"worker.name": "남기석이요", "reporter.name": "남우현이요"}


def tell_story(line) -> None:
    """Until the story is in and the first question is asked."""
    line.say(STORY)
    assert line.asks == "open"
    line.silence()


def answer(line, **other: str) -> None:
    """Answer what is asked."""
    asks = line.asks
    if asks in NUMBERS:
        line.press((NUMBERS | other)[asks])
    elif asks in NAMES:
        line.say(NAMES[asks])
    elif asks.startswith(("confirm:", "consent.")) or asks == "review":
        line.press("1")
    elif asks == "offer_optional":
        line.press("2")
    else:
        line.say((ANSWERS | other).get(asks, "모르겠어요"))


def answer_all(line, stop: str | None = None, **other: str) -> None:
    """Answer whatever is asked, until `stop` or nothing is asked. `other`: what is said or keyed instead, by field id."""
    for _ in range(60):
        if line.asks in (None, stop, "open"):
            return
        answer(line, **other)
    raise AssertionError(f"asked for ever: {line.asks}")


def test_the_notice_comes_first_and_cannot_be_cut_off(telephone, line) -> None:
    first, second = line.commands[0], line.commands[1]
    assert first["type"] == "say" and not first["barge_in"]
    assert second["barge_in"] and line.commands[-1]["type"] == "gather"
    row = telephone.row(line.name)
    assert row.notice_at == NIGHT and row.caller_hash and "1234" not in row.caller_hash


def test_a_whole_claim_is_taken(telephone, line) -> None:
    tell_story(line)
    assert line.asks == "worker.birth_date"
    answer_all(line)
    number = line.status["receipt_number"]
    assert number
    spoken = " ".join("공일이삼사오육칠팔구"[int(d)] for d in number.replace("-", "")[:6])
    assert line.said.count(spoken) == 2
    fields = telephone.fields(line.name)
    assert fields["worker.name"] == "남기석" and fields["worker.birth_date"] == "1979-08-08"
    assert fields["worker.phone"] == "010-1234-0987" and fields["consent.recording"] is True
    assert fields["accident.type"] == "caught_in" and fields["accident.time"] == "15:00"


def test_numbers_and_names_reach_neither_chat_nor_engine_nor_the_open_state(telephone, line) -> None:
    tell_story(line)
    answer_all(line)
    everything = json.dumps(telephone.engine.seen + telephone.texts(line.name), ensure_ascii=False)
    for secret in ("19790808", "01012340987", "남기석"):
        assert secret not in everything
    assert "남기석" not in telephone.row(line.name).state_sealed


def test_the_same_event_again_gives_the_same_commands_and_stores_once(telephone, line) -> None:
    line.say(STORY)
    line.tell("no_input", id="twice")
    first = line.commands
    assert line.tell("no_input", id="twice") == first
    assert telephone.texts(line.name) == [STORY]


def test_parts_of_a_long_answer_are_one_message(telephone, line) -> None:
    line.say("어제 안산 공장에서 일하고 있었는데요")
    line.say("프레스에 오른손 검지가 끼었어요")
    line.press("#")
    assert telephone.texts(line.name) == ["어제 안산 공장에서 일하고 있었는데요 프레스에 오른손 검지가 끼었어요"]


def test_two_calls_of_one_telephone_never_share_a_conversation(telephone, new_call) -> None:
    one, other = new_call(), new_call()
    for call in (one, other):
        call.start(caller="010-1234-5678")
    first, second = telephone.row(one.name), telephone.row(other.name)
    assert first.caller_hash == second.caller_hash and first.conversation_id != second.conversation_id


def test_silence_goes_down_the_ladder_and_ends_the_call(line) -> None:
    seen = []
    for _ in range(12):
        if line.of("hangup"):
            break
        line.silence()
        seen.append(line.asks)
    assert line.of("hangup") and "call_back" in seen


def test_what_is_not_heard_is_asked_again_then_by_keypad_then_given_to_a_person(telephone, line) -> None:
    tell_story(line)
    line.press("#")
    assert line.asks == "reporter.relation"
    line.say("ㅁㄴㅇ", confidence=0.1)
    assert telephone.words("utter_phone_not_heard") in line.said
    line.tell("utterance", text="", confidence=0.0)
    line.tell("utterance", text="", confidence=0.0)
    assert "일번" in line.said
    line.tell("utterance", text="", confidence=0.0)
    assert line.asks == "call_back"


def test_the_keypad_offers_three_choices_at_a_time(telephone, line) -> None:
    tell_story(line)
    line.press("#")
    for _ in range(3):
        line.tell("utterance", text="", confidence=0.0)
    line.press("4")
    assert line.asks == "reporter.relation"
    line.press("1")
    assert telephone.fields(line.name)["reporter.relation"] == "employer"


def test_the_hypothesis_that_the_question_can_read_is_chosen(telephone, line) -> None:
    tell_story(line)
    line.press("#")
    rows = [{"text": "봄인이에여", "confidence": 0.6}, {"text": "본인이에요", "confidence": 0.58}]
    line.tell("utterance", alternatives=rows)
    assert telephone.fields(line.name)["reporter.relation"] == "self"


def test_a_death_is_heard_in_any_of_the_hypotheses(telephone, line) -> None:
    rows = [
        {"text": "남편이 어제 공장 지붕에서 떨어져서 둘하가셨오요", "confidence": 0.6},
        {"text": "남편이 어제 공장 지붕에서 떨어져서 돌아가셨어요", "confidence": 0.55},
    ]
    line.tell("utterance", alternatives=rows)
    line.silence()
    assert "명복" in line.said and "다치신" not in line.said


def test_a_doubtful_answer_is_read_back_once(telephone, line) -> None:
    line.say("프레스에 오른손 검지가 끼었어요")
    line.silence()
    line.press("#")
    line.say("본인이에요")
    assert line.asks == "accident.date"
    line.say("어제요", confidence=0.4)
    assert line.asks == "confirm:accident.date" and "어제" in line.said
    line.press("2")
    assert line.asks == "accident.date"
    line.say("그제요", confidence=0.4)
    assert telephone.fields(line.name)["accident.date"] == "2026-11-21"


def test_a_name_is_spelt_on_doubt(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="worker.name")
    line.say("낭기성")
    line.press("2")
    assert line.asks == "spell:worker.name"
    line.say("남대문 할 때 남, 기차 할 때 기, 석유 할 때 석")
    line.press("1")
    assert line.asks == "worker.phone"
    answer_all(line)
    assert telephone.fields(line.name)["worker.name"] == "남기석"


def test_a_name_that_is_never_right_is_kept_for_the_handler(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="worker.name")
    for _ in range(3):
        line.say("낭기성")
        line.press("2")
    assert line.asks == "worker.phone" and telephone.words("utter_phone_name_kept") in line.said


def test_a_wrong_birth_date_is_asked_again_and_then_left(telephone, line) -> None:
    tell_story(line)
    line.press("19791340#")
    assert line.asks == "worker.birth_date"
    line.press("1979#")
    line.press("20300101#")
    assert line.asks == "reporter.relation"


def test_who_refuses_a_consent_reaches_a_person_with_everything_kept(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    line.say("아니요 싫어요")
    assert line.asks == "call_back" and telephone.fields(line.name)["workplace.name"] == "안산금속"


def test_zero_connects_with_a_person_who_hears_of_it_first(telephone, agent, line) -> None:
    telephone.at(OPEN)
    tell_story(line)
    line.press("0")
    transfer = line.of("transfer")
    assert transfer["to"] == "02-000-0000" and transfer["data"]["agent"] == agent
    assert transfer["data"]["case"] == line.status["draft_number"]
    with telephone.store.read() as uow:
        queued = uow.handoffs.open_for(transfer["data"]["conversation"])
    assert queued is not None and line.status["state"] == "waiting"


def test_an_agent_who_does_not_answer_is_made_up_for_by_a_call_back(telephone, agent, line) -> None:
    telephone.at(OPEN)
    line.press("0")
    line.tell("transfer.result", result="no_answer")
    assert line.asks == "call_back"
    line.press("1")
    assert line.asks == "call_back.number"
    line.press("01012345678#")
    row = telephone.row(line.name)
    assert row.call_back_at is not None and line.of("hangup")
    with telephone.store.read() as uow:
        messages = uow.messages.after(row.conversation_id, 0)
    assert not any("5678" in m.text for m in messages)
    assert messages[-1].payload["event"] == "call.call_back"
    assert telephone.fields(line.name)["worker.phone"] == "010-1234-5678"


def test_by_night_a_call_back_is_booked_and_the_claim_goes_on(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="consent.personal")
    line.press("0")
    line.press("1")
    assert telephone.row(line.name).call_back_at.isoformat() == "2026-11-24T00:00:00+00:00"
    answer_all(line)
    assert line.status["receipt_number"]


def test_a_question_in_between_is_answered_and_the_form_goes_on(line) -> None:
    tell_story(line)
    line.press("#")
    line.say("휴업급여는 얼마예요?")
    assert line.asks == "reporter.relation" and "칠십 퍼센트" in line.said


def test_a_correction_at_the_read_back(telephone, line) -> None:
    tell_story(line)
    answer_all(line, stop="review")
    line.say("아니 왼손이요")
    line.press("1")
    assert telephone.fields(line.name)["injury.parts"] == [{"part": "finger_index", "side": "left"}]


def test_the_caller_hears_something_while_the_bot_thinks(telephone, line) -> None:
    line.say(STORY)
    telephone.engine.held = held = threading.Event()
    line.tell("no_input", follow=False)
    assert line.commands[-1]["type"] == "continue"
    assert telephone.words("utter_phone_filler") in line.said
    telephone.engine.held = None
    held.set()
    line.tell("continue")
    assert line.asks == "worker.birth_date"


def test_a_bot_that_fails_gives_the_call_to_people(telephone, line) -> None:
    line.say(STORY)
    telephone.engine.fails = True
    line.silence()
    assert line.asks == "call_back" and telephone.texts(line.name) == [STORY]


def test_danger_comes_before_everything(line) -> None:
    line.say("지금 사람이 기계에 끼어 있어요 빨리요")
    assert "일일구" in line.said


def test_recording_and_hanging_up_are_kept_with_their_time(telephone, line) -> None:
    line.tell("recording.started")
    line.tell("barge_in", position_ms=1200)
    line.tell("recording.stopped")
    line.tell("hangup", reason="caller")
    row = telephone.row(line.name)
    assert row.recording_from and row.recording_to and row.ended_at and row.end_reason == "caller"
    line.say("여보세요")
    assert line.commands == []


def test_the_gateway_texts_the_draft_number_if_it_can(new_call) -> None:
    call = new_call()
    call.start(capabilities=["sms"])
    tell_story(call)
    call.press("19790808#")
    call.press("1")
    call.tell("hangup")
    assert call.status["draft_number"] in call.of("send_text")["text"]


def test_no_number_is_texted_that_nobody_could_go_on_with(new_call) -> None:
    call = new_call()
    call.start(capabilities=["sms"])
    tell_story(call)
    call.press("#")
    call.tell("hangup")
    assert call.of("send_text") is None


def test_nothing_is_asked_for_ever(telephone, line) -> None:
    line.say("프레스에 오른손 검지가 끼었어요")
    line.silence()
    line.press("#")
    asked = []
    for _ in range(30):
        if line.asks == "call_back":
            return
        asked.append(line.asks)
        assert asked.count(line.asks) <= 6
        line.say("음메 음메")
    raise AssertionError(asked)
