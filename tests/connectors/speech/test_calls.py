"""A call through the browser's routes: the telephone's protocol with sound; who may, how much, and what is kept."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from casework.speech import audio
from casework.speech.engine import Heard
from casework.speech.helper import SpeechBusy, SpeechFailed
from connectors.limits import RULES, Limits
from connectors.speech import guard
from tests.connectors.speech.conftest import SOUND

STORY = "어제 공장에서 프레스에 오른쪽 손가락이 끼었어요"


def said(answer) -> str:
    return "\n".join(c["text"] for c in answer["commands"] if c["type"] == "say")


def test_a_call_begins_with_the_notice_and_everything_said_can_be_heard(trial) -> None:
    answer = trial.begin()
    says = [c for c in answer["commands"] if c["type"] == "say"]
    assert says[0]["barge_in"] is False
    assert [base64.b64decode(c["audio"])[:4] for c in says] == [b"RIFF"] * len(says)
    assert trial.speech.spoken == [c["ssml"] for c in says]
    assert answer["commands"][-1]["type"] == "gather"


def test_a_story_is_heard_and_the_telephone_goes_on_as_for_any_gateway(trial) -> None:
    trial.begin()
    trial.speech.hears = [Heard(STORY, 0.9)]
    answer = trial.say().json()
    assert answer["heard"] == {"text": STORY, "confidence": 0.9}
    answer = trial.tell(type="no_input").json()  # the pause after which a story is complete
    assert answer["status"]["draft_number"]
    with trial.application.store.read() as uow:
        call = uow.calls.find("trial", guard.call_name(trial.secret))
        texts = [m.text for m in uow.messages.after(call.conversation_id, 0) if m.sender == "worker"]
    assert texts == [STORY]


def test_keys_go_the_same_way(trial) -> None:
    trial.begin()
    answer = trial.tell(type="dtmf", digits="0").json()
    assert said(answer)
    assert trial.tell(type="dtmf", digits="abc").status_code == 400


def test_what_nobody_could_make_out_is_asked_again(trial) -> None:
    trial.begin()
    trial.speech.hears = [Heard("", 0.0)]
    answer = trial.say().json()
    assert answer["heard"]["text"] == ""
    assert said(answer) and answer["commands"][-1]["type"] == "gather"


def test_only_the_browser_that_began_a_call_is_in_it(trial) -> None:
    trial.begin()
    for secret in ("x", "another", guard.call_name(trial.secret)):
        assert trial.tell(secret, type="no_input").status_code in (401, 404)
        assert trial.say(SOUND, secret).status_code in (401, 404)
    first = trial.secret
    trial.begin()
    assert trial.secret != first


@pytest.mark.parametrize(
    "event", [{"type": "utterance", "text": "네"}, {"type": "session.started"}, {"type": "recording.started"}]
)
def test_the_browser_cannot_send_what_a_gateway_could(trial, event) -> None:
    trial.begin()
    assert trial.tell(**event).status_code == 400


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 415, "speech_format"),
        (b"{}", 415, "speech_format"),
        (SOUND[:20], 415, "speech_format"),
        (audio.wav(b"\0" * 2_000, 8_000), 415, "speech_format"),
        (b"\0" * (audio.LARGEST + 1), 413, "speech_too_long"),
    ],
)
def test_what_is_no_sound_is_refused(trial, content: bytes, status: int, code: str) -> None:
    trial.begin()
    answer = trial.say(content)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_event_needs_a_name(trial) -> None:
    trial.begin()
    for name in ("", "x" * 200, "%00", "%ED%95%9C"):
        answer = trial.http.post(
            f"/api/call-me/speech?id={name}", content=SOUND, headers={"Authorization": f"Bearer {trial.secret}"}
        )
        assert answer.status_code == 400


@pytest.mark.parametrize(("failure", "code"), [(SpeechBusy(), "speech_busy"), (SpeechFailed("x"), "speech_failed")])
def test_a_recogniser_that_cannot_is_told_and_the_call_goes_on(trial, failure: Exception, code: str) -> None:
    trial.begin()
    trial.speech.hears = [failure, Heard(STORY, 0.9)]
    answer = trial.say()
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, code)
    assert trial.say().json()["heard"]["text"] == STORY


def test_where_the_voice_fails_the_words_come_without_sound(trial) -> None:
    trial.speech.speaks = SpeechFailed("x")
    answer = trial.begin()
    assert said(answer) and all("audio" not in c for c in answer["commands"])


def test_one_address_can_only_say_so_much(trial) -> None:
    trial.begin()
    trial.app.ctx.limits = Limits(None, RULES | {"speak": RULES["resume"]})  # 10 a minute
    answers = [trial.tell(type="no_input", id="same").status_code for _ in range(12)]
    assert answers[:10] == [200] * 10 and answers[10:] == [429, 429]


def test_sound_is_nowhere_under_the_folder_of_the_data(trial, tmp_path: Path) -> None:
    mark = bytes(range(1, 251)) * 40
    trial.begin()
    trial.speech.hears = [Heard(STORY, 0.9)]
    assert trial.say(audio.wav(mark, audio.RATE)).status_code == 200
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert mark[:250] not in content and b"RIFF" not in content, path
