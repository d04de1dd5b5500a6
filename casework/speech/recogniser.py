"""From sound to words, in the environment of the speech: Whisper on CTranslate2, by faster-whisper."""

from __future__ import annotations

import math
from typing import Any

LANGUAGE = "ko"
BEAM = 5
QUIET = 0.005  # root mean square under which there is nothing to hear
SILENT = 0.6  # the model's own belief that nobody speaks, above which unlikely words are none
UNLIKELY = -1.0  # mean log-probability of a piece
LOOP = 3  # pieces in a row that are never said twice: what it cannot make out it would else repeat for half a minute


class Recogniser:
    """One loaded model; one utterance at a time."""

    def __init__(self, folder: str) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)

    def take(self, request: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Samples at 16 kHz; gives the text and how sure it is, an empty text where nobody speaks."""
        import numpy as np

        sound = np.frombuffer(body, np.int16).astype(np.float32) / 32_768
        if sound.size == 0 or float(np.sqrt(np.mean(sound * sound))) < QUIET:
            return {"text": "", "confidence": 0.0}, b""
        pieces, _ = self._model.transcribe(
            sound,
            language=LANGUAGE,
            beam_size=BEAM,
            temperature=0.0,
            no_repeat_ngram_size=LOOP,
            condition_on_previous_text=False,  # each utterance by itself: no loops over what was said before
            without_timestamps=True,
            vad_filter=False,  # its detector would bring a runtime that keeps a file of its own in the home folder
            hotwords=" ".join(request.get("hints", ())) or None,
        )
        said = [p for p in pieces if not (p.no_speech_prob > SILENT and p.avg_logprob < UNLIKELY)]
        text = " ".join(p.text.strip() for p in said).strip()
        weight = sum(len(p.tokens) for p in said)
        mean = sum(p.avg_logprob * len(p.tokens) for p in said) / weight if weight else -math.inf
        return {"text": text, "confidence": round(math.exp(mean), 3)}, b""
