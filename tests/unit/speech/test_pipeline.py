"""The real voice says something, the real recogniser hears it. Sound stays in memory."""

from __future__ import annotations

import io
import os
import re
import wave
from pathlib import Path

import pytest

from casework.korean import spoken
from casework.settings import ROOT
from casework.speech.engine import Speech
from casework.supervisor import speech_model
from eval.bench.speech import at_16_khz
from tests.unit.speech.needed import need_speech

SENTENCES = ("오늘 아침 출근길에 빙판에서 미끄러져 넘어졌어요", "지금은 입원해 있어요")
SILENCE = b"\0" * 2 * 16_000 * 3


@pytest.fixture
async def speech():
    need_speech()
    opened = Speech(ROOT)
    yield opened
    await opened.stop()


async def test_what_is_said_comes_back_as_korean_words(speech: Speech) -> None:
    """How right they are is measured, not tested: espeak-ng's Korean is hard for any recogniser (docs/speech.md)."""
    for sentence in SENTENCES:
        sound = await speech.speak(spoken.ssml(sentence))
        with wave.open(io.BytesIO(sound)) as file:
            assert 1 < file.getnframes() / file.getframerate() < 10
        pcm = at_16_khz(sound)
        heard = await speech.hear(pcm)
        assert re.search("[가-힣]{2}", heard.text)
        assert 0 < heard.confidence <= 1
        assert await speech.hear(pcm) == heard


async def test_silence_is_nothing_said(speech: Speech) -> None:
    assert (await speech.hear(SILENCE)).text == ""
    assert (await speech.hear(b"")).text == ""


async def test_markup_is_not_spoken_and_odd_text_does_no_harm(speech: Speech) -> None:
    plain, marked = await speech.speak("<speak>네</speak>"), await speech.speak("네")
    assert abs(len(plain) - len(marked)) < 22_050  # half a second of pause, no word
    for text in ("", "<speak></speak>", "\ud800", "<", "a" * 5_000, "산재 & <b>"):
        assert (await speech.speak(text))[:4] == b"RIFF"


async def test_neither_process_writes_a_file_or_opens_a_socket(speech: Speech) -> None:
    sound = await speech.speak(spoken.ssml(SENTENCES[1]))
    await speech.hear(at_16_khz(sound))
    for pid in (speech.recogniser.pid, speech.voice.pid):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            target = os.readlink(entry)
            assert target.startswith(("pipe:", "/dev/null", "anon_inode:", "socket:")) or not _can_write(
                pid, entry.name
            ), target
        own = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()}
        inet = {line.split()[9] for kind in ("tcp", "tcp6", "udp", "udp6") for line in _table(pid, kind)}
        assert not {name for name in own if name.startswith("socket:") and name[8:-1] in inet}


def _can_write(pid: int, descriptor: str) -> bool:
    flags = next(
        line.split()[1]
        for line in Path(f"/proc/{pid}/fdinfo/{descriptor}").read_text().splitlines()
        if line[:5] == "flags"
    )
    return int(flags, 8) & os.O_ACCMODE != os.O_RDONLY


def _table(pid: int, kind: str) -> list[str]:
    path = Path(f"/proc/{pid}/net/{kind}")
    return path.read_text().splitlines()[1:] if path.exists() else []


def test_the_installed_model_is_the_recorded_one() -> None:
    need_speech()
    speech_model.check(speech_model.folder(), speech_model.record())
