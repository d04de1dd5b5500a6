import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from casework.store import engine, migrate
from casework.store.database import NotMigrated, Store
from casework.store.models import Base, Conversation
from casework.store.vault import Vault, WrongKey


def conversation(uow, now, id="c1"):
    return uow.conversations.create(id, "web", f"hash-of-{id}", now)


def test_migrations_give_exactly_the_tables_of_the_models(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_migration_head():
    assert len(ScriptDirectory(str(migrate.MIGRATIONS)).get_heads()) == 1


def test_upgrading_twice_changes_nothing(store_url):
    assert migrate.is_current(store_url)
    assert migrate.upgrade(store_url) == migrate.head() == migrate.current(store_url)


def test_upgrade_works_from_any_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/new/store.sqlite"
    assert migrate.current(url) is None
    migrate.upgrade(url)
    assert migrate.is_current(url)


def test_two_processes_may_upgrade_at_once(tmp_path):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    code = "import sys; from casework.store import migrate; migrate.upgrade(sys.argv[1])"
    root = str(Path(migrate.__file__).resolve().parents[2])
    both = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=root, stderr=subprocess.PIPE, text=True) for _ in "12"
    ]
    assert [process.communicate()[1] for process in both] == ["", ""]
    assert migrate.is_current(url)


def test_an_empty_database_says_what_to_do(tmp_path, vault):
    store = Store(f"sqlite:///{tmp_path}/empty.sqlite", vault)
    with pytest.raises(NotMigrated, match="ieum migrate"), store.read():
        pass


def test_a_rolled_back_transaction_leaves_nothing(store, now, count_rows):
    with pytest.raises(ZeroDivisionError), store.write() as uow:
        uow.messages.append(conversation(uow, now), "worker", "text", "안녕하세요", now)
        raise ZeroDivisionError
    assert count_rows("conversations") == count_rows("messages") == 0


def test_times_come_back_aware_and_in_utc(store, now):
    with store.write() as uow:
        conversation(uow, now)
    with store.read() as uow:
        created = uow.conversations.get("c1").created_at
    assert created == now
    assert created.utcoffset().total_seconds() == 0


def test_a_naive_time_is_refused(store, now):
    with pytest.raises(Exception, match="naive"), store.write() as uow:
        conversation(uow, now.replace(tzinfo=None))


def test_a_reader_that_changes_something_is_told(store, now):
    with store.write() as uow:
        conversation(uow, now)
    with pytest.raises(RuntimeError, match=r"Store\.write"), store.read() as uow:
        uow.conversations.get("c1").state = "human"
    with store.read() as uow:
        assert uow.conversations.get("c1").state == "bot"


def test_another_key_file_is_refused_at_once(store, store_url, tmp_path):
    with store.read():
        pass
    stranger = Store(store_url, Vault.open_or_create(tmp_path / "other.key"))
    with pytest.raises(WrongKey), stranger.write():
        pass
    stranger.close()


def test_news_is_told_after_the_commit_and_not_after_a_rollback(store, now):
    heard = []
    store.after_commit(heard.append)
    with pytest.raises(ZeroDivisionError), store.write() as uow:
        uow.tell("desk:ansan", type="queue")
        raise ZeroDivisionError
    assert heard == []
    with store.write() as uow:
        uow.messages.append(conversation(uow, now), "worker", "text", "안녕하세요", now)
        assert heard == []
    assert heard == [[("conversation:c1", {"type": "message", "conversation": "c1", "seq": 1})]]


def test_an_older_copy_of_a_row_cannot_overwrite_a_newer_one(store, now):
    with store.write() as uow:
        stale = conversation(uow, now)
    with store.write() as uow:
        uow.conversations.get("c1").state = "human"
    with pytest.raises(StaleDataError), store.write() as uow:
        merged = uow.session.merge(stale, load=False)
        merged.state = "closed"
        uow.session.flush()


def test_run_tries_again_when_another_was_in_the_way(store, now):
    with store.write() as uow:
        conversation(uow, now)
    tries = []

    def work(uow):
        tries.append(1)
        row = uow.session.get(Conversation, "c1")
        if len(tries) == 1:
            raise StaleDataError("someone was faster")
        row.state = "human"
        return row.state

    assert store.run(work) == "human"
    assert len(tries) == 2


def test_run_gives_up_after_three_tries_and_at_once_for_a_real_fault(store):
    tries = []

    def always_late(uow):
        tries.append(1)
        raise StaleDataError("someone was faster")

    with pytest.raises(StaleDataError):
        store.run(always_late)
    assert len(tries) == 3

    def broken(uow):
        tries.append(1)
        uow.staff.create("kim", "김", "handler", "x", None)

    with pytest.raises(IntegrityError):
        store.run(broken)
    assert len(tries) == 4


def test_many_threads_append_to_one_conversation_without_a_gap(store, now):
    with store.write() as uow:
        conversation(uow, now)
    failures = []

    def talk(name):
        try:
            for number in range(5):
                store.run(
                    lambda uow, client_id=f"{name}-{number}": uow.messages.append(
                        uow.conversations.get("c1"), "worker", "text", "말", now, client_id=client_id
                    )
                )
        except Exception as error:  # a thread's exception would be lost otherwise
            failures.append(error)

    threads = [threading.Thread(target=talk, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with store.read() as uow:
        assert [message.seq for message in uow.messages.after("c1", 0)] == list(range(1, 21))


WRITER = """
import datetime as dt, sys
from casework.store.database import Store
from casework.store.vault import Vault
url, key, name = sys.argv[1:]
store = Store(url, Vault.open(key))
for number in range(40):
    with store.write() as uow:
        conversation = uow.conversations.for_update("c1")
        uow.messages.append(conversation, "worker", "text", "m", dt.datetime.now(dt.UTC), client_id=f"{name}{number}")
"""


def test_two_processes_write_at_the_same_time(store, store_url, tmp_path, now):
    with store.write() as uow:
        conversation(uow, now)
    root = str(Path(migrate.__file__).resolve().parents[2])
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, store_url, str(tmp_path / "keys" / "vault.key"), name],
            cwd=root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == ["", ""]
    with store.read() as uow:
        assert [message.seq for message in uow.messages.after("c1", 0)] == list(range(1, 81))


def test_sqlite_runs_with_wal_foreign_keys_and_a_private_file(tmp_path, vault):
    path = tmp_path / "store.sqlite"
    migrate.upgrade(f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}", vault)
    with store.engine.connect() as connection:
        settings = {name: connection.scalar(text(f"pragma {name}")) for name in ("journal_mode", "foreign_keys")}
        assert connection.scalar(text("pragma busy_timeout")) == 10_000
        assert connection.scalar(text("pragma synchronous")) == 1
    assert settings == {"journal_mode": "wal", "foreign_keys": 1}
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_a_row_without_its_parent_is_refused(store, now):
    with pytest.raises(IntegrityError), store.write() as uow:
        uow.notes.add(case_id=99, author_id=99, text="메모", now=now)


def test_addresses_of_databases():
    assert engine.parse("postgresql://u@h/d").drivername == "postgresql+psycopg"
    assert engine.parse("sqlite:////data/store.sqlite").database == "/data/store.sqlite"
    for url in ("sqlite://", "sqlite:///:memory:", "mysql://u@h/d"):
        with pytest.raises(ValueError):
            engine.parse(url)


def stored_bytes(store, store_url, tmp_path) -> bytes:
    """Everything that the database keeps, as bytes."""
    store.close()
    if store_url.startswith("sqlite"):
        return b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))
    with psycopg.connect(store_url) as connection:
        chunks = []
        for table in Base.metadata.tables:
            with connection.cursor().copy(f'copy "{table}" to stdout') as rows:
                chunks += [bytes(row) for row in rows]
    return b"".join(chunks)


def test_nothing_sensitive_stands_in_the_clear_in_the_database(store, store_url, tmp_path, now):
    secret = {"worker.name": "홍길동", "worker.registration_number": "900101-1234568", "worker.phone": "010-2345-6789"}
    with store.write() as uow:
        thread = conversation(uow, now)
        case = uow.cases.create("accident", "1234-5678", now)
        for field_id, value in secret.items():
            uow.fields.put(
                case,
                field_id,
                value=value,
                words=f"제 것은 {value}예요",
                message_id=None,
                channel="web",
                sealed=True,
                now=now,
            )
        person = uow.vault.hash("person", "홍길동:1990-01-01")
        uow.cases.set_person(case, person, uow.vault.hash("birth", "1990-01-01"))
        uow.attachments.add(thread, "f1", "진단서.pdf", "application/pdf", b"diagnosis of hong gildong", now)
        open_value = "프레스에 손가락이 끼었어요"
        uow.fields.put(
            case,
            "accident.story",
            value=open_value,
            words=open_value,
            message_id=None,
            channel="web",
            sealed=False,
            now=now,
        )
    raw = stored_bytes(store, store_url, tmp_path)
    assert b"accident.story" in raw  # the bytes are those of the database
    for value in (*secret.values(), "1990-01-01"):
        assert value.encode() not in raw
        assert value.encode("unicode_escape") not in raw
        assert value.replace("-", "").encode() not in raw
    assert b"diagnosis" not in raw
    with store.read() as uow:
        current = uow.fields.current(uow.cases.by_number("1234-5678").id)
        assert {name: uow.fields.value_of(current[name]) for name in secret} == secret
