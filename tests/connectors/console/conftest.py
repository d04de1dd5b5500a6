"""The whole gateway with an engine of rules, and agents who answer calls at its console."""

from __future__ import annotations

import datetime as dt
import re
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
from casework.services import passwords
from casework.settings import Settings
from connectors.app import create_app
from tests.connectors.console.told import SECRET
from tests.connectors.phone.engine import Engine
from tests.connectors.serving import serving

PASSWORD = "a-long-office-password"
PEOPLE = {
    "call": ("agent", None),
    "other": ("agent", None),
    "ansan_agent": ("agent", "ansan"),
    "kim": ("handler", "ansan"),
    "park": ("lead", "ansan"),
    "top": ("lead", None),
    "boss": ("admin", None),
}


class Office:
    """The running system."""

    def __init__(self, url: str, app: Sanic, application: Application, engine: Engine) -> None:
        self.url, self.app, self.application, self.engine = url, app, application, engine

    @property
    def store(self):
        return self.application.store

    def case_of(self, call: str) -> str | None:
        """The number of the claim of a call."""
        with self.store.read() as uow:
            case_id = uow.conversations.get(call).case_id
            return uow.cases.get(case_id).number if case_id else None

    def values(self, call: str) -> dict[str, Any]:
        """Values of the claim of a call, sealed ones in the clear; unknown ones are None."""
        with self.store.read() as uow:
            case_id = uow.conversations.get(call).case_id
            return {k: uow.fields.value_of(row) for k, row in uow.fields.current(case_id).items()} if case_id else {}

    def audit(self, call: str) -> list[tuple[str, str]]:
        """(actor, action) of everything that was noted about a call."""
        with self.store.read() as uow:
            return [(row.actor, row.action) for row in uow.audit.of_conversation(call)]


class Agent:
    """Somebody at the desk, without pictures: posts what the page would post and reads what comes back."""

    def __init__(self, office: Office, login: str) -> None:
        self.office, self.call, self.html = office, "", ""
        self.http = httpx.Client(base_url=office.url, timeout=20)
        self.csrf = ""
        self.get("/desk")
        answer = self.post("/desk/sign-in", {"login": login, "password": PASSWORD})
        assert answer.status_code == 303
        self.get(answer.headers["location"])

    def get(self, path: str) -> httpx.Response:
        answer = self.http.get(path)
        if found := re.search(r'name="csrf_token" value="(\w+)"', answer.text):
            self.csrf = found[1]
        self.html = answer.text
        return answer

    def post(self, path: str, data: dict | None = None) -> httpx.Response:
        answer = self.http.post(path, data={"csrf_token": self.csrf, **(data or {})})
        self.html = answer.text
        return answer

    def begin(self, number: str = "") -> str:
        """A call on the agent's own telephone."""
        self.get("/desk/console")
        answer = self.post("/desk/console/calls", {"number": number, "client_id": uuid.uuid4().hex})
        assert answer.status_code == 303, answer.text
        self.call = answer.headers["location"].rsplit("/", 1)[1]
        assert self.get(f"/desk/console/{self.call}").status_code == 200
        return self.call

    def do(self, what: str, **data: str) -> httpx.Response:
        """An act of the call."""
        return self.post(f"/desk/console/{self.call}/{what}", data)

    def say(self, text: str, line_id: str | None = None) -> httpx.Response:
        """What the caller says, in the line."""
        return self.do("line", line=text, line_id=line_id or uuid.uuid4().hex)

    def fill(self, field: str, text: str) -> httpx.Response:
        """Type into one field."""
        return self.do(f"fields/{field}", text=text)

    @property
    def asks(self) -> str:
        """The field that has the focus."""
        return re.search(r'data-next="([\w.]*)"', self.html)[1]

    @property
    def ready(self) -> bool:
        """Whether all is filled and the claim may be handed in."""
        return 'data-ready="yes"' in self.html

    def answer_all(self, answers: dict[str, str]) -> list[str]:
        """Fill whatever is asked until nothing is; gives the fields in the order in which they were asked."""
        asked = []
        while self.asks:
            assert len(asked) < 80, asked
            asked.append(self.asks)
            before = self.asks
            if before.startswith("consent."):
                done = self.fill(before, "true")
            elif before in answers:
                done = self.fill(before, answers[before])
            else:
                done = self.do(f"unknown/{before}")
            assert done.status_code == 200, (before, done.text)
        return asked


@pytest.fixture(scope="session")
def _console_hash() -> str:
    """Hashing is slow on purpose: once for all."""
    return passwords.hash_of(PASSWORD)


@pytest.fixture
def office(tmp_path: Path, _migrated_sqlite: Path, _console_hash: str) -> Iterator[Office]:
    """The gateway with people of each kind."""
    shutil.copy(_migrated_sqlite, tmp_path / "casework.db")
    Sanic.test_mode = True
    base = {"IEUM_VAR": str(tmp_path), "IEUM_PHONE_SECRET": SECRET}
    first = bootstrap.start(Settings.load(base))
    engine = Engine(first.store, first.kit)
    with first.store.write() as uow:
        for login, (role, branch) in PEOPLE.items():
            uow.staff.create(
                login, login.title(), role, _console_hash, dt.datetime.now(dt.UTC), branch_code=branch,
                team="accident_counselling" if role == "handler" else None, phone="031-000-0000",
            )  # fmt: skip
    with serving(engine.app) as engine_url:
        settings = Settings.load(base | {"IEUM_ENGINE_PORT": engine_url.rsplit(":", 1)[1], "IEUM_TURN_TIMEOUT": "2"})
        application = Application(settings, first.store, first.kit)
        app = create_app(application, f"console_{uuid.uuid4().hex}")
        with serving(app) as url:
            yield Office(url, app, application, engine)
    first.store.close()


@pytest.fixture
def agent(office: Office) -> Iterator[Agent]:
    """An agent of the call centre."""
    one = Agent(office, "call")
    yield one
    one.http.close()


@pytest.fixture
def sign_in(office: Office) -> Iterator[Any]:
    """More people: `sign_in("park")`."""
    opened: list[Agent] = []

    def open_(login: str) -> Agent:
        opened.append(Agent(office, login))
        return opened[-1]

    yield open_
    for one in opened:
        one.http.close()
