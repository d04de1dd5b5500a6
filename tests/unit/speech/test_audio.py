"""What is taken for sound."""

from __future__ import annotations

import contextlib
import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.speech import audio
from casework.speech.audio import BadAudio


def wav(pcm: bytes = b"\1\0" * 160, *, channels: int = 1, width: int = 2, rate: int = audio.RATE) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


def test_samples_come_back_as_they_went_in() -> None:
    pcm = bytes(range(256)) * 10
    assert audio.samples(audio.wav(pcm, audio.RATE)) == pcm
    assert audio.seconds(b"\0" * 32_000) == 1.0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"no sound at all",
        wav()[:30],
        wav(channels=2),
        wav(width=1),
        wav(rate=44_100),
        wav(b"\0" * (audio.LARGEST + 2)),
    ],
    ids=["nothing", "a stump", "text", "half a head", "stereo", "8 bits", "44.1 kHz", "too long"],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BadAudio):
        audio.samples(content)


@given(st.binary(max_size=400), st.integers(0, 60))
def test_no_bytes_make_it_fall_over(noise: bytes, at: int) -> None:
    broken = wav()[:at] + noise
    with contextlib.suppress(BadAudio):
        assert len(audio.samples(broken)) % 2 == 0
