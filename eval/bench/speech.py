"""`./ieum bench speech`: the built-in voice says sentences, the built-in recogniser hears them; how much is wrong, how long it takes.

The voice is synthetic and clean: the measure tells whether the parts work together and how fast they are, and compares
settings. It does not tell how well callers are understood.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import re
import statistics
import sys
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np

from casework.korean import spoken
from casework.settings import ROOT
from casework.speech import audio
from casework.speech.engine import Speech
from casework.supervisor import speech_model
from eval.bench import sets

SENTENCES = ROOT / "eval" / "speech" / "sentences.txt"


def main() -> None:
    """Say and hear every sentence, keep JSON, print a table and one JSON line."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    if not speech_model.is_there():
        sys.exit("the speech is not installed: run `make speech`")
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows, start = asyncio.run(_measure([line for line in lines if line and not line.startswith("#")]))
    result = _summed(rows) | start | {"model_sha256": speech_model.record()["model.bin"], "sentences": rows}
    sets.keep("speech", result)
    if not chosen.json:
        for row in rows:
            sys.stdout.write(
                f"{row['cer']:.2f} {row['confidence']:.2f} {row['seconds']:5.2f} s  {row['said']} | {row['heard']}\n"
            )
    sys.stdout.write(json.dumps({k: v for k, v in result.items() if k != "sentences"}, ensure_ascii=False) + "\n")


async def _measure(sentences: list[str]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    speech = Speech(ROOT)
    began = time.monotonic()
    await speech.warm()
    start = {"ready_s": round(time.monotonic() - began, 1)}
    try:
        rows = [await _one(speech, sentence) for sentence in sentences]
        start["recogniser_mb"] = _resident(speech.recogniser.pid)
        start["voice_mb"] = _resident(speech.voice.pid)
    finally:
        await speech.stop()
    return rows, start


async def _one(speech: Speech, sentence: str) -> dict[str, Any]:
    began = time.monotonic()
    sound = await speech.speak(spoken.ssml(sentence))
    spoke = time.monotonic() - began
    pcm = at_16_khz(sound)
    began = time.monotonic()
    heard = await speech.hear(pcm)
    return {
        "said": sentence,
        "heard": heard.text,
        "confidence": heard.confidence,
        "cer": round(error_rate(sentence, heard.text), 3),
        "long_s": round(audio.seconds(pcm), 2),
        "spoken_in_s": round(spoke, 3),
        "seconds": round(time.monotonic() - began, 2),
    }


def at_16_khz(sound: bytes) -> bytes:
    """Samples of the voice's WAV file as the recogniser takes them; in between them straight lines are good enough."""
    with wave.open(io.BytesIO(sound)) as file:
        samples, rate = np.frombuffer(file.readframes(file.getnframes()), np.int16), file.getframerate()
    moments = np.arange(int(len(samples) * audio.RATE / rate)) * (rate / audio.RATE)
    return np.interp(moments, np.arange(len(samples)), samples).astype(np.int16).tobytes()


def error_rate(wanted: str, found: str) -> float:
    """Edits a character, without spaces and punctuation: where a recogniser puts spaces is taste."""
    a, b = _letters(wanted), _letters(found)
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row[-1] / max(1, len(a))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


def _summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    letters = [len(_letters(row["said"])) for row in rows]
    wrong = sum(row["cer"] * count for row, count in zip(rows, letters, strict=True))
    seconds = sorted(row["seconds"] for row in rows)
    return {
        "voice": "espeak-ng ko (synthetic)",
        "utterances": len(rows),
        "cer": round(wrong / sum(letters), 3),
        "without_an_error": sum(row["cer"] == 0 for row in rows),
        "seconds_p50": round(statistics.median(seconds), 2),
        "seconds_max": seconds[-1],
        "of_real_time": round(sum(seconds) / sum(row["long_s"] for row in rows), 2),
        "spoken_in_s_p50": round(statistics.median(row["spoken_in_s"] for row in rows), 3),
    }


def _resident(pid: int | None) -> int | None:
    """Megabytes of memory, where the system tells."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return None


if __name__ == "__main__":
    main()
