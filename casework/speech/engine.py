"""Recogniser and voice as the gateway uses them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casework.speech import audio
from casework.speech.helper import Helper, SpeechFailed
from casework.supervisor import installation, speech_model

HEARING, SPEAKING = 45.0, 20.0  # seconds that one utterance may take


@dataclass(frozen=True)
class Heard:
    """What was understood; an empty text where nobody spoke."""

    text: str
    confidence: float


class Speech:
    """Two processes that are there while somebody talks. Nothing is started before the first call."""

    def __init__(self, root: Path) -> None:
        self._root = root
        python = installation.speech_environment(root).python
        self.recogniser = Helper(python, root, "hear", str(speech_model.folder(root)))
        self.voice = Helper(python, root, "speak")
        self._checked = False

    def is_there(self) -> bool:
        """Whether `make speech` was run, for the lock as it is now."""
        return speech_model.is_there(self._root)

    async def warm(self) -> None:
        """Load both, so that the first words need not wait."""
        if await self._is_whole():
            await asyncio.gather(self.recogniser.warm(), self.voice.warm())

    async def hear(self, pcm: bytes, hints: Iterable[str] = ()) -> Heard:
        """The words in samples at 16 kHz. Raises SpeechBusy, SpeechFailed."""
        if not await self._is_whole():
            raise SpeechFailed("the model is not the recorded one")
        found, _ = await self.recogniser.ask(pcm, HEARING, hints=list(hints))
        return Heard(found["text"], found["confidence"])

    async def speak(self, ssml: str) -> bytes:
        """A WAV file. Raises SpeechBusy, SpeechFailed."""
        found, pcm = await self.voice.ask(ssml.encode("utf-8", "replace"), SPEAKING)
        return audio.wav(pcm, found["rate"])

    async def stop(self) -> None:
        """End both processes."""
        await self.recogniser.stop()
        await self.voice.stop()

    async def _is_whole(self) -> bool:
        """Looked at once in the life of the gateway: the model has the recorded hashes."""
        if not self._checked:
            wanted, folder = speech_model.record(self._root), speech_model.folder(self._root)
            try:
                await asyncio.to_thread(speech_model.check, folder, wanted)
            except speech_model.BadModel:
                return False
            self._checked = True
        return True
