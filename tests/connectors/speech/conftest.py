"""The whole gateway on a port with the speech trial, over the telephone's engine of rules."""

from __future__ import annotations

import itertools
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sanic import Sanic

from casework import bootstrap
from casework.bootstrap import Application
from casework.settings import Settings
from casework.speech import audio
from casework.speech.engine import Heard
from connectors.app import create_app
from tests.connectors.phone.conftest import NIGHT
from tests.connectors.phone.engine import Engine
from tests.connectors.serving import serving

SOUND = audio.wav(b"\1\0" * audio.RATE, audio.RATE)


class ScriptedSpeech:
    """Hears what the test says it hears. Recogniser and voice themselves are tested in tests/unit/speech."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.hears: list[Heard | Exception] = []
        self.spoken: list[str] = []
        self.speaks: Exception | None = None

    def is_there(self) -> bool:
        return self.there

    async def warm(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def hear(self, pcm: bytes, hints: Any = ()) -> Heard:
        heard = self.hears.pop(0)
        if isinstance(heard, Exception):
            raise heard
        return heard

    async def speak(self, ssml: str) -> bytes:
        if self.speaks:
            raise self.speaks
        self.spoken.append(ssml)
        return SOUND


class Trial:
    """The running gateway; `begin` calls it as the page does."""

    def __init__(self, url: str, app: Sanic, application: Application) -> None:
        self.url, self.app, self.application = url, app, application
        self.http = httpx.Client(base_url=url, timeout=30)
        self._ids = itertools.count(1)
        self.secret = ""

    @property
    def speech(self) -> Any:
        return self.app.ctx.speech

    def begin(self) -> dict[str, Any]:
        answer = self.http.post("/api/call-me/calls")
        assert answer.status_code == 201, answer.text
        self.secret = answer.json()["call"]
        return answer.json()

    def tell(self, secret: str | None = None, **event: Any) -> httpx.Response:
        body = {"id": f"e{next(self._ids)}"} | event
        return self._follow(self.http.post("/api/call-me/events", json=body, headers=self._known(secret)))

    def say(self, content: bytes = SOUND, secret: str | None = None, name: str | None = None) -> httpx.Response:
        path = f"/api/call-me/speech?id={name or f'e{next(self._ids)}'}"
        return self._follow(self.http.post(path, content=content, headers=self._known(secret)))

    def _follow(self, answer: httpx.Response) -> httpx.Response:
        while (
            answer.status_code == 200
            and answer.json()["commands"][-1:]
            and answer.json()["commands"][-1]["type"] == "continue"
        ):
            answer = self.http.post(
                "/api/call-me/events", json={"type": "continue", "id": f"c{next(self._ids)}"}, headers=self._known(None)
            )
        return answer

    def _known(self, secret: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret if secret is None else secret}"}


@contextmanager
def gateway(var: Path, migrated: Path, speech: Any = None, **settings: str) -> Iterator[Trial]:
    """`speech` instead of the real one."""
    shutil.copy(migrated, var / "casework.db")
    Sanic.test_mode = True
    base = {"IEUM_VAR": str(var), "IEUM_TURN_TIMEOUT": "10"} | settings
    first = bootstrap.start(Settings.load(base))
    engine = Engine(first.store, first.kit)
    with serving(engine.app) as engine_url:
        own = Settings.load(base | {"IEUM_ENGINE_PORT": engine_url.rsplit(":", 1)[1]})
        application = Application(own, first.store, first.kit)
        app = create_app(application, f"speech_{uuid.uuid4().hex}")
        app.ctx.calls.clock = lambda: NIGHT
        if speech is not None:
            app.ctx.speech = speech
        with serving(app) as url:
            yield Trial(url, app, application)
    first.store.close()


@pytest.fixture
def trial(tmp_path: Path, _migrated_sqlite: Path) -> Iterator[Trial]:
    """Switched on, with a speech that hears what it is told."""
    with gateway(tmp_path, _migrated_sqlite, ScriptedSpeech(), IEUM_SPEECH_TRIAL="1") as running:
        yield running
