"""The desk on a real server and a real SQLite store, and browsers without pictures to use it with."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import shutil
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from sanic import Sanic

from casework.services import passwords, staff
from casework.store.database import Store
from connectors import desk
from connectors.events import Events
from tests.connectors.serving import serving

PASSWORD = "a-long-office-password"
PEOPLE = {
    "kim": ("handler", "ansan"),
    "lee": ("handler", "ansan"),
    "park": ("lead", "ansan"),
    "top": ("lead", None),
    "call": ("agent", None),
    "busan": ("handler", "busan_hq"),
    "boss": ("admin", None),
}


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Hashing is slow on purpose: once for all."""
    return passwords.hash_of(PASSWORD)


@pytest.fixture
def desk_store(tmp_path: Path, _migrated_sqlite: Path, vault, password_hash: str):
    """A store with one person of each kind, all past their first password."""
    shutil.copy(_migrated_sqlite, tmp_path / "desk.sqlite")
    store = Store(f"sqlite:///{tmp_path / 'desk.sqlite'}", vault)
    with store.write() as uow:
        for login, (role, branch) in PEOPLE.items():
            uow.staff.create(
                login, login.title(), role, password_hash, dt.datetime.now(dt.UTC), branch_code=branch,
                team="accident_counselling" if role == "handler" else None,
            )  # fmt: skip
    yield store
    store.close()


@pytest.fixture
def app(desk_store: Store, words) -> Sanic:
    """The desk alone, on what connectors/app.py would give it."""
    Sanic.test_mode = True
    app = Sanic(f"desk_{uuid.uuid4().hex}", configure_logging=False)
    kit = SimpleNamespace(words=words)
    kit.for_channel = lambda channel: kit
    app.ctx.settings = SimpleNamespace(redis_url=None, secure_cookies=False)
    app.ctx.store, app.ctx.kit, app.ctx.events = desk_store, kit, Events()
    pool = ThreadPoolExecutor(4)

    async def in_thread(work, *args):
        return await asyncio.get_running_loop().run_in_executor(pool, work, *args)

    app.ctx.in_thread = in_thread
    app.blueprint(desk.blueprint())
    return app


@pytest.fixture
def server(app: Sanic, desk_store: Store):
    """The address of the running desk."""

    def forward(loop: asyncio.AbstractEventLoop) -> None:
        desk_store.after_commit(
            lambda news: [asyncio.run_coroutine_threadsafe(app.ctx.events.publish(*one), loop) for one in news]
        )

    with serving(app, forward) as url:
        yield url


class Browser:
    """A signed-in person: keeps cookies and the CSRF token of the last page."""

    def __init__(self, server: str) -> None:
        self.http = httpx.Client(base_url=server, timeout=20)
        self.csrf = ""

    def get(self, path: str, **options) -> httpx.Response:
        answer = self.http.get(path, **options)
        if found := re.search(r'name="csrf_token" value="(\w+)"', answer.text):
            self.csrf = found[1]
        return answer

    def post(self, path: str, data: dict | None = None, **options) -> httpx.Response:
        return self.http.post(path, data={"csrf_token": self.csrf, **(data or {})}, **options)

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        self.get("/desk")
        answer = self.post("/desk/sign-in", {"login": login, "password": password})
        if answer.status_code == 303:
            self.get(answer.headers["location"])
        return answer


@pytest.fixture
def browser(server: str):
    """Open browsers: `browser()` for nobody, `browser("kim")` signed in."""
    opened: list[Browser] = []

    def open_(login: str | None = None) -> Browser:
        one = Browser(server)
        opened.append(one)
        if login is not None:
            assert one.sign_in(login).status_code == 303
        return one

    yield open_
    for one in opened:
        one.http.close()


@pytest.fixture
def make_case(desk_store: Store):
    """A submitted case with a conversation: `make_case("ansan", handler="kim")`."""

    def make(branch: str | None, handler: str | None = None, text: str = "프레스에 손이 끼었어요") -> SimpleNamespace:
        now = dt.datetime.now(dt.UTC)
        with desk_store.write() as uow:
            conversation = uow.conversations.create(str(uuid.uuid4()), "web", uuid.uuid4().hex, now)
            message = uow.messages.append(conversation, "worker", "text", text, now)
            case = uow.cases.create("accident", uuid.uuid4().hex[:9], now)
            conversation.case_id = case.id
            for field, value, sealed in (
                ("accident.story", text, False),
                ("worker.name", "홍길동", True),
                ("worker.registration_number", "640512-1234567", True),
            ):
                uow.fields.put(
                    case, field, value=value, words=text, message_id=message.id, channel="web", sealed=sealed, now=now
                )
            uow.cases.set_state(case, "submitted", now)
            person = uow.staff.by_login(handler) if handler else None
            uow.cases.set_assignment(
                case, branch_code=branch, team="accident_counselling", handler_id=person.id if person else None,
                reason="by_address",
            )  # fmt: skip
            return SimpleNamespace(number=case.number, id=case.id, conversation=conversation.id)

    return make


@pytest.fixture
def add_admin_with_one_time_password(desk_store: Store):
    """Someone who has not changed the first password yet; gives that password."""

    def add(login: str) -> str:
        with desk_store.write() as uow:
            return staff.add(uow, dt.datetime.now(dt.UTC), login=login, name="New", role="handler", branch_code="ansan")

    return add
