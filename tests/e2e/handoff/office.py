"""What a test begins with: people of one branch, and cases that they have. Arranged in the database; all else is acted."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from casework.domain.assignment import TEAM_COUNSELLING
from casework.services import drafts, passwords
from casework.store.models import Handoff, Staff
from tests.e2e.handoff.desk import StaffDesk
from tests.e2e.handoff.page import WorkerPage
from tests.e2e.handoff.setups import Setup

PASSWORD = "참외 밭 사이 오솔길"


@lru_cache(maxsize=1)
def _password_hash() -> str:
    return passwords.hash_of(PASSWORD)


@dataclass(frozen=True)
class Person:
    """Somebody of the staff."""

    id: int
    login: str
    name: str


@dataclass
class Office:
    """The branch of one test."""

    setup: Setup
    branch: str
    open_: list[Any] = field(default_factory=list)
    hired: list[int] = field(default_factory=list)

    def hire(self, name: str, role: str = "handler", *, deputy: Person | None = None, **changes: Any) -> Person:
        """A new colleague who is on duty."""
        login = f"{role}.{uuid.uuid4().hex[:8]}"
        team = TEAM_COUNSELLING if role == "handler" else None
        chats = changes.pop("chat_capacity", 5)
        options = {"branch_code": self.branch, "team": team, "deputy_id": deputy.id if deputy else None} | changes
        with self.setup.store.write() as uow:
            person = uow.staff.create(login, name, role, _password_hash(), self.setup.now(), **options)
            person.chat_capacity = chats
            self.hired.append(person.id)
            return Person(person.id, login, name)

    def desk(self, person: Person, *, listen: bool = True) -> StaffDesk:
        """The person signs in."""
        desk = StaffDesk.sign_in(self.setup.desk_url, person.login, PASSWORD, listen=listen)
        self.open_.append(desk)
        return desk

    def worker(self) -> WorkerPage:
        """Somebody comes to the chat page."""
        page = WorkerPage.open(self.setup.worker_url)
        self.open_.append(page)
        return page

    def worker_with_case(self, handler: Person | None = None, *, state: str = "submitted", **fields: Any) -> WorkerPage:
        """Somebody at the chat page whose case this branch has."""
        page = self.worker()
        with self.setup.store.write() as uow:
            now, conversation = self.setup.now(), uow.conversations.for_update(page.conversation)
            case = drafts.create(uow, now, conversation, "accident")
            given = {"accident.story": "프레스에 손가락이 끼었어요", "worker.name": "문가람"} | fields
            for name, value in given.items():
                uow.fields.put(
                    case, name, value=value, words=None, message_id=None, channel="web", now=now,
                    sealed=name.startswith("worker."),
                )  # fmt: skip
            if state != "draft":
                uow.cases.set_receipt(case, case.number.replace("-", "")[:6] + "-" + case.number[-4:] + "0")
                uow.cases.set_assignment(
                    case, branch_code=self.branch, team=TEAM_COUNSELLING, handler_id=handler.id if handler else None,
                    reason="by_address",
                )  # fmt: skip
                uow.cases.set_state(case, state, now)
            page.case = case.number
        return page

    def requests(self, page: WorkerPage) -> list[Handoff]:
        """All hand-offs of a conversation, oldest first."""
        with self.setup.store.read() as uow:
            return uow.handoffs.of_conversation(page.conversation)

    def person(self, who: Person) -> Staff:
        """As stored."""
        with self.setup.store.read() as uow:
            return uow.staff.get(who.id)

    def wait_until_left(self, who: Person) -> None:
        """Until the system knows that the person's last page is closed."""
        deadline = time.monotonic() + 10
        while self.person(who).left_at is None:
            assert time.monotonic() < deadline, "still there"
            threading.Event().wait(0.05)

    def close(self) -> None:
        """Everybody leaves; nobody is on duty any more."""
        for one in self.open_:
            one.close()
        with self.setup.store.write() as uow:
            for person_id in self.hired:
                uow.staff.get(person_id).on_duty = False
