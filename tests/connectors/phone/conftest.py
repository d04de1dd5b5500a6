"""The whole gateway on a port, with an engine of rules, and a line to call it on."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sanic import Sanic

from casework import bootstrap
from casework.bootstrap import Application
from casework.settings import Settings
from connectors.app import create_app
from tests.connectors.phone.engine import Engine
from tests.connectors.serving import serving

SECRET = "secret-of-the-voice-gateway"
TOKEN = "twilio-token-of-a-test"
OPEN = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # Monday, 10:00 in Seoul
NIGHT = dt.datetime(2026, 11, 23, 13, 0, tzinfo=dt.UTC)  # 22:00


class Telephone:
    """The running system with its parts at hand."""

    def __init__(self, url: str, app: Sanic, application: Application, engine: Engine) -> None:
        self.url, self.app, self.application, self.engine = url, app, application, engine
        self.http = httpx.Client(base_url=url, timeout=20, headers={"Authorization": f"Bearer {SECRET}"})

    @property
    def store(self):
        return self.application.store

    def at(self, moment: dt.datetime) -> None:
        """Set the clock of the calls."""
        self.app.ctx.calls.clock = lambda: moment

    def words(self, key: str, **values: Any) -> str:
        """What is written for the ear."""
        return self.application.kit.for_channel("phone").words.render(key, **values)

    def row(self, call: str, gateway: str = "neutral"):
        """The stored call."""
        with self.store.read() as uow:
            return uow.calls.find(gateway, call)

    def fields(self, call: str) -> dict[str, Any]:
        """Values of the claim of a call, sealed ones in the clear."""
        with self.store.read() as uow:
            conversation = uow.conversations.get(uow.calls.find("neutral", call).conversation_id)
            rows = uow.fields.current(conversation.case_id) if conversation.case_id else {}
            return {name: uow.fields.value_of(row) for name, row in rows.items() if row.status == "given"}

    def texts(self, call: str) -> list[str]:
        """What the worker has said, as stored."""
        with self.store.read() as uow:
            conversation = uow.calls.find("neutral", call).conversation_id
            return [m.text for m in uow.messages.after(conversation, 0) if m.sender == "worker" and m.kind == "text"]


class Call:
    """One call over the neutral protocol."""

    def __init__(self, phone: Telephone, name: str | None = None) -> None:
        self.phone, self.name = phone, name or uuid.uuid4().hex
        self._ids = itertools.count(1)
        self.commands: list[dict[str, Any]] = []
        self.status: dict[str, Any] = {}

    def tell(self, kind: str, **data: Any) -> list[dict[str, Any]]:
        """Send an event and follow what has to be waited for."""
        body = {"type": kind, "id": data.pop("id", None) or f"e{next(self._ids)}", **data}
        answer = self.phone.http.post(f"/api/phone/calls/{self.name}/events", json=body)
        assert answer.status_code == 200, answer.text
        self.commands, self.status = answer.json()["commands"], answer.json()["status"]
        if self.commands and self.commands[-1]["type"] == "continue" and data.get("follow", True):
            before = self.commands[:-1]
            self.commands = before + self.tell("continue")
        return self.commands

    def start(self, **data: Any) -> list[dict[str, Any]]:
        return self.tell("session.started", **data)

    def say(self, text: str, confidence: float = 0.95, **data: Any) -> list[dict[str, Any]]:
        return self.tell("utterance", text=text, confidence=confidence, **data)

    def press(self, digits: str) -> list[dict[str, Any]]:
        return self.tell("dtmf", digits=digits)

    def silence(self) -> list[dict[str, Any]]:
        return self.tell("no_input")

    @property
    def asks(self) -> str | None:
        """What the last gather asks for."""
        return next((c["asks"] for c in reversed(self.commands) if c["type"] == "gather"), None)

    @property
    def said(self) -> str:
        """Everything that was said last."""
        return "\n".join(c["text"] for c in self.commands if c["type"] == "say")

    def of(self, kind: str) -> dict[str, Any] | None:
        """The command of one kind, if there is one."""
        return next((c for c in self.commands if c["type"] == kind), None)


@pytest.fixture
def telephone(tmp_path: Path, _migrated_sqlite: Path) -> Iterator[Telephone]:
    """The gateway with the telephone on."""
    shutil.copy(_migrated_sqlite, tmp_path / "casework.db")
    Sanic.test_mode = True
    base = {"IEUM_VAR": str(tmp_path), "IEUM_PHONE_SECRET": SECRET, "IEUM_TWILIO_TOKEN": TOKEN}
    first = bootstrap.start(Settings.load(base))
    engine = Engine(first.store, first.kit)
    with serving(engine.app) as engine_url:
        settings = Settings.load(base | {"IEUM_ENGINE_PORT": engine_url.rsplit(":", 1)[1], "IEUM_TURN_TIMEOUT": "2"})
        application = Application(settings, first.store, first.kit)
        app = create_app(application, f"phone_{uuid.uuid4().hex}")
        with serving(app) as url:
            phone = Telephone(url, app, application, engine)
            phone.at(NIGHT)
            yield phone
    first.store.close()


@pytest.fixture
def line(telephone: Telephone) -> Call:
    """A call that has begun."""
    call = Call(telephone)
    call.start(caller="010-1234-5678")
    return call


@pytest.fixture
def agent(telephone: Telephone) -> str:
    """Somebody of the call centre who is on duty."""
    with telephone.store.write() as uow:
        uow.staff.create("call", "Call", "agent", "-", OPEN, branch_code=None, phone="02-000-0000")
    return "call"


@pytest.fixture
def new_call(telephone: Telephone):
    """More calls."""
    return lambda name=None: Call(telephone, name)
