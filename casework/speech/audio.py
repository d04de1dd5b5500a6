"""WAV in and out: one channel, 16 bits. Sound is only ever held in memory."""

from __future__ import annotations

import io
import wave

RATE = 16_000  # samples a second that the recogniser takes
WIDTH = 2  # bytes a sample
LONGEST = 95  # seconds; a long answer may take 90
LARGEST = RATE * WIDTH * LONGEST + 1_024  # bytes of a WAV file


class BadAudio(ValueError):
    """No sound that the recogniser takes; the message says why, never what was in it."""


def samples(content: bytes) -> bytes:
    """The samples of a WAV file. Raises BadAudio."""
    if len(content) > LARGEST:
        raise BadAudio("too long")
    try:
        with wave.open(io.BytesIO(content)) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            pcm = file.readframes(file.getnframes())
    except Exception:  # the module has many words for a broken file
        raise BadAudio("no WAV") from None
    if form != (1, WIDTH, RATE):
        raise BadAudio("not one channel of 16 bits at 16 kHz")
    return pcm[: len(pcm) // WIDTH * WIDTH]


def wav(pcm: bytes, rate: int) -> bytes:
    """Samples as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDTH)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


def seconds(pcm: bytes, rate: int = RATE) -> float:
    """How long the samples last."""
    return len(pcm) / WIDTH / rate
