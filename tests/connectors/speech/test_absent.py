"""Without the extra, or with the trial switched off, /call-me says how to get it and nothing else is different."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connectors.speech.conftest import SOUND, ScriptedSpeech, gateway


@pytest.mark.parametrize(
    ("there", "setting", "code"),
    [(False, "1", "speech_absent"), (True, "", "speech_off"), (False, "", "speech_off")],
    ids=["not installed", "switched off", "neither"],
)
def test_the_page_says_how_to_get_it_and_no_route_takes_anything(
    tmp_path: Path, _migrated_sqlite: Path, there: bool, setting: str, code: str
) -> None:
    speech = ScriptedSpeech(there=there)
    with gateway(tmp_path, _migrated_sqlite, speech, IEUM_SPEECH_TRIAL=setting) as trial:
        page = trial.http.get("/call-me")
        assert page.status_code == 200
        assert "make speech" in page.text and "IEUM_SPEECH_TRIAL=1" in page.text and "시험용" in page.text
        assert "<script type" not in page.text
        for answer in (
            trial.http.post("/api/call-me/calls"),
            trial.tell("secret", type="no_input"),
            trial.say(SOUND, "secret"),
        ):
            assert answer.status_code == 403
            assert answer.json()["error"]["code"] == code
        assert speech.spoken == []
        assert trial.http.get("/").status_code == 200
        assert trial.http.post("/api/chat/conversations", json={"client_id": "c1"}).status_code in (200, 201)


def test_by_default_no_process_of_the_speech_is_begun(tmp_path: Path, _migrated_sqlite: Path) -> None:
    with gateway(tmp_path, _migrated_sqlite) as trial:
        assert "make speech" in trial.http.get("/call-me").text
        assert trial.http.post("/api/call-me/calls").status_code == 403
        assert trial.speech.recogniser.pid is None and trial.speech.voice.pid is None
