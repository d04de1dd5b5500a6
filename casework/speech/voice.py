"""From words to sound, in the environment of the speech: espeak-ng's Korean voice through its library."""

from __future__ import annotations

import ctypes
from typing import Any

VOICE, PACE = b"ko", 155  # words a minute, a little slower than its own 175: callers are often older
_RETRIEVAL, _AT_ONCE = 1, 0  # espeak_AUDIO_OUTPUT, buffer length of its own choice
_RATE_PARAMETER = 1
_CHARACTERS = 1  # espeak_POSITION_TYPE
_UTF8, _SSML = 0x1, 0x10
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Voice:
    """The library knows one voice and one caller: therefore a process of its own."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._rate = self._library.espeak_Initialize(_RETRIEVAL, _AT_ONCE, data, 0)
        if self._rate <= 0 or self._library.espeak_SetVoiceByName(VOICE) != 0:
            raise RuntimeError("espeak-ng has no Korean voice")
        self._library.espeak_SetParameter(_RATE_PARAMETER, PACE, 0)
        self._sound = bytearray()
        self._callback = _CALLBACK(self._take)  # kept: the library holds only its address
        self._library.espeak_SetSynthCallback(self._callback)

    def take(self, request: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """SSML in UTF-8; gives samples and their rate."""
        self._sound.clear()
        text = ctypes.create_string_buffer(body)
        size = ctypes.c_size_t(len(body) + 1)
        failed = self._library.espeak_Synth(text, size, 0, _CHARACTERS, 0, _UTF8 | _SSML, None, None)
        failed = failed or self._library.espeak_Synchronize()
        if failed:
            raise RuntimeError("espeak-ng refused")
        return {"rate": self._rate}, bytes(self._sound)

    def _take(self, sound: Any, count: int, events: Any) -> int:
        if sound and count > 0:
            self._sound += ctypes.string_at(sound, count * 2)
        return 0
