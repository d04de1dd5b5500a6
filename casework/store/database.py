"""The store: one unit of work a transaction, on SQLite or PostgreSQL."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from casework.store import engine as engines
from casework.store import immutable
from casework.store.models import StoreMeta
from casework.store.repositories.absences import Absences
from casework.store.repositories.attachments import Attachments
from casework.store.repositories.audit import Audit
from casework.store.repositories.calls import Calls
from casework.store.repositories.cases import Cases
from casework.store.repositories.console import CallBacks, ConsoleCalls
from casework.store.repositories.conversations import Conversations
from casework.store.repositories.desk_links import DeskLinks
from casework.store.repositories.fields import Fields
from casework.store.repositories.handoffs import Handoffs
from casework.store.repositories.messages import Messages
from casework.store.repositories.notes import Notes
from casework.store.repositories.notices import Notices
from casework.store.repositories.staff import StaffMembers
from casework.store.repositories.unclear import UnclearMessages
from casework.store.repositories.upload_links import UploadLinks
from casework.store.vault import Vault, WrongKey

Result = TypeVar("Result")
News = tuple[str, dict[str, Any]]
Listener = Callable[[list[News]], None]

AWAY = (InterfaceError, OperationalError)  # what a database that cannot be reached raises
_TRIES = 3
_FINGERPRINT = "vault_fingerprint"


class NotMigrated(RuntimeError):
    """The database has no tables yet, or older ones: `ieum migrate` brings it up to date."""


class UnitOfWork:
    """What one transaction can reach. Made by `Store.write` and `Store.read` only."""

    def __init__(self, session: Session, vault: Vault, *, writing: bool) -> None:
        self.session = session
        self.vault = vault
        self.writing = writing
        self.news: list[News] = []
        self.audit = Audit(session)
        self.conversations = Conversations(session)
        self.messages = Messages(session, self.conversations, self.tell)
        self.calls = Calls(session)
        self.cases = Cases(session)
        self.console = ConsoleCalls(session)
        self.call_backs = CallBacks(session)
        self.fields = Fields(session, vault)
        self.handoffs = Handoffs(session)
        self.staff = StaffMembers(session)
        self.absences = Absences(session)
        self.desk_links = DeskLinks(session)
        self.notices = Notices(session)
        self.attachments = Attachments(session, vault)
        self.notes = Notes(session)
        self.unclear = UnclearMessages(session)
        self.upload_links = UploadLinks(session)

    def tell(self, topic: str, **data: Any) -> None:
        """Leave news for open pages; `Store.after_commit` listeners get it once it is true."""
        self.news.append((topic, data))


class Store:
    """The database behind every process. Thread-safe; keep one a process."""

    def __init__(self, url: str, vault: Vault) -> None:
        immutable.protect()
        self.vault = vault
        self.engine = engines.connect(url)
        self._write = sessionmaker(engines.for_writing(self.engine), expire_on_commit=False)
        # A reader sees one moment; PostgreSQL refuses its writes itself.
        options: dict[str, Any] = {}
        if self.engine.dialect.name == "postgresql":
            options = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
        self._read = sessionmaker(self.engine.execution_options(**options), expire_on_commit=False, autoflush=False)
        self._key_checked = False
        self._listeners: list[Listener] = []

    def after_commit(self, listener: Listener) -> None:
        """Have `listener` called with the news of each committed transaction, in its thread."""
        self._listeners.append(listener)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """One transaction: committed at the end, rolled back on an exception.

        Raises NotMigrated, WrongKey; StaleDataError if a guarded row changed meanwhile.
        """
        self.check_key()
        with self._write() as session:
            uow = UnitOfWork(session, self.vault, writing=True)
            with session.begin():
                yield uow
        if uow.news:
            for listener in self._listeners:
                listener(uow.news)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """One consistent view. Raises RuntimeError if something was changed in it."""
        self.check_key()
        with self._read() as session:
            yield UnitOfWork(session, self.vault, writing=False)
            if session.new or session.deleted or session.dirty:
                raise RuntimeError("changed inside Store.read(); use Store.write()")

    def run(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """`work` in a transaction of its own, again (3 times in all) if another one was in the way."""
        for attempt in range(1, _TRIES + 1):
            try:
                with self.write() as uow:
                    return work(uow)
            except (DBAPIError, StaleDataError) as error:
                if attempt == _TRIES or not is_passing(error):
                    raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)
        raise AssertionError("unreachable")

    def check_key(self) -> None:
        """Refuse a key file that is not this database's. Raises WrongKey, NotMigrated."""
        if self._key_checked:
            return
        mine = self.vault.fingerprint()
        try:
            with self._write() as session, session.begin():
                known = session.get(StoreMeta, _FINGERPRINT, with_for_update=True)
                if known is None:
                    session.add(StoreMeta(name=_FINGERPRINT, value=mine))
                elif known.value != mine:
                    raise WrongKey("the key file does not belong to this database; restore the right one")
        except (OperationalError, ProgrammingError) as error:
            if "store_meta" in str(error.orig):
                raise NotMigrated("the database is not set up: run `ieum migrate`") from error
            raise
        self._key_checked = True

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def is_passing(error: Exception) -> bool:
    """Whether trying again can help: a lock, a deadlock, a newer row, a database that was restarted."""
    if isinstance(error, StaleDataError) or getattr(error, "connection_invalidated", False):
        return True
    original = getattr(error, "orig", None)
    if getattr(original, "sqlstate", None) in ("40001", "40P01", "55P03"):
        return True
    return isinstance(error, OperationalError) and "database is locked" in str(original)
