"""Bad input to `ieum` is one clear line and a code other than 0; good input is JSON on wish."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

from casework.cli import main
from casework.commands import answer, parse
from casework.commands.environment import read_env_file
from casework.commands.output import CommandFailed
from casework.services.kit import Kit
from casework.settings import ROOT, Settings
from casework.store import migrate
from casework.supervisor import ports
from casework.supervisor.database import prepare_database
from casework.supervisor.problems import CannotStart


@pytest.fixture(autouse=True)
def own_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, _migrated_sqlite: Path) -> Path:
    """A migrated database and key of the test's own."""
    for name in ("DATABASE_URL", "REDIS_URL", "IEUM_ENGINE_PORT", "IEUM_ACTIONS_PORT", "IEUM_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IEUM_VAR", str(tmp_path))
    monkeypatch.setenv("PORT", "18400")
    shutil.copy(_migrated_sqlite, tmp_path / "casework.db")
    return tmp_path


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that a failing command prints."""
    assert main(list(arguments)) != 0
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("ieum: ")
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "nonsense"),
        (("case",), "number"),
        (("case", "0000-0000"), "no case has this draft or receipt number"),
        (("answer", "  "), "the question is empty"),
        (("answer", "휴업급여?", "--on", "2026-13-01"), "give a date such as 2026-05-01"),
        (("parse", "--pipeline", "other"), "ours or stock"),
        (("staff", "add", "x", "--name", "홍", "--role", "handler"), "the login must be"),
        (("staff", "add", "someone", "--name", "홍길", "--role", "boss"), "the role must be one of"),
        (("staff", "add", "someone", "--name", "홍길", "--role", "handler", "--branch", "atlantis"), "no such branch"),
        (("staff", "reset", "nobody"), "nobody has this login"),
    ],
)
def test_a_wrong_command_is_answered_in_one_line(capsys, arguments, words) -> None:
    assert words in failure(capsys, *arguments)


def test_a_wrong_port_setting_is_answered_in_one_line(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    assert "give a port number from 1 to 65535" in failure(capsys, "staff", "reset", "nobody")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"text": "a"}\n{oops\n', "line 2: not JSON"),
        (b'{"text": 7}\n', "line 1: give"),
        (b"[]\n", "line 1: give"),
        (b'\n\n{"text": "\xff"}\n', "line 3: not UTF-8"),
    ],
)
def test_a_bad_line_to_parse_is_named_by_its_number(content: bytes, words: str) -> None:
    with pytest.raises(CommandFailed, match=words):
        list(parse.read_lines(io.BytesIO(content)))


def test_half_a_surrogate_pair_is_replaced_without_moving_anything() -> None:
    [row] = parse.read_lines(io.BytesIO(b'{"text": "a\\ud83db"}\n'))
    assert len(row["text"]) == 3 and row["text"].encode("utf-8")


def test_a_new_person_gets_a_password_once_and_a_second_one_by_reset(capsys) -> None:
    added = ("staff", "add", "new.one", "--name", "새사람", "--role", "handler", "--branch", "ansan", "--json")
    assert main(list(added)) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["staff", "reset", "new.one", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert first["login"] == second["login"] == "new.one" and first["password"] != second["password"]
    assert "exists already" in failure(capsys, *added)


def test_the_demonstration_is_loaded_once_and_its_cases_can_be_shown(capsys) -> None:
    assert main(["demo", "--json"]) == 0
    loaded = json.loads(capsys.readouterr().out)
    assert len({person["branch"] for person in loaded["staff"]} - {None}) >= 8 and len(loaded["cases"]) == 3
    assert main(["demo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"staff": [], "cases": []}
    assert main(["case", loaded["cases"][0], "--json"]) == 0
    case = json.loads(capsys.readouterr().out)
    assert (case["branch"], case["state"], case["kind"]) == ("ansan", "submitted", "accident")
    assert case["handler"] and case["severity"]["level"]
    assert case["fields"]["accident.type"]["value"] == "caught_in"
    assert case["fields"]["worker.name"]["value"] == "문*람" and "1979-03-02" not in json.dumps(case)


def test_doctor_names_what_is_broken_and_fails(capsys, monkeypatch, own_files) -> None:
    (own_files / "keys").mkdir()
    (own_files / "keys" / "vault.key").write_text("nonsense", encoding="ascii")
    assert main(["doctor", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert not report["ok"]
    [key] = [row for row in report["checks"] if row["check"] == "key file"]
    assert key["state"] == "fail" and key["advice"]
    assert {"python", "packages", "model", "database", "ports", "disk", "parameters"} <= {
        row["check"] for row in report["checks"]
    }


def test_an_answer_has_its_articles_and_small_talk_has_none() -> None:
    kit, day = Kit.load(ROOT), dt.date(2026, 5, 1)
    law = answer.compose(kit, "sick-leave.amount", 0.9, day)
    assert law["topic"] == "sick-leave.amount" and law["text"] and law["citations"][0]["article"]
    for topic in kit.topics:
        found = answer.compose(kit, topic, 0.9, day)
        assert found["text"] and "{" not in found["text"]
    unclear = answer.compose(kit, "sick-leave.amount", 0.05, day)
    assert unclear["citations"] == [] and unclear["text"] == kit.words.render("utter_offer_person")


def test_the_env_file_gives_way_to_the_environment(monkeypatch, tmp_path) -> None:
    file = tmp_path / "env"
    file.write_text("# a note\nPORT=1\nIEUM_TURN_TIMEOUT = '9'\n", encoding="utf-8")
    monkeypatch.setenv("IEUM_TURN_TIMEOUT", "x")
    monkeypatch.delenv("IEUM_TURN_TIMEOUT")
    read_env_file(file)
    assert Settings.load().turn_timeout == 9 and Settings.load().port == 18400
    monkeypatch.setenv("IEUM_TURN_TIMEOUT", "5")
    file.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(CommandFailed, match="line 1: write NAME=value"):
        read_env_file(file)


def test_a_taken_port_is_named_with_its_owner_and_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            CannotStart, match=rf"port {port} is taken \(by .*pid \d+\)\. Choose another: PORT={port + 10}"
        ):
            ports.check(Settings.load({"PORT": str(port)}))


def test_two_equal_ports_are_refused() -> None:
    with pytest.raises(CannotStart, match="different ports"):
        ports.check(Settings.load({"PORT": "18400", "IEUM_ENGINE_PORT": "18400"}))


def database(tmp_path: Path, statement: str) -> Settings:
    """The test's database after one more statement."""
    with sqlite3.connect(tmp_path / "casework.db") as connection:
        connection.execute(statement)
    connection.close()
    return Settings.load()


def test_a_newer_schema_asks_for_a_newer_program(own_files) -> None:
    with pytest.raises(CannotStart, match=r"newer version.*update the program"):
        prepare_database(database(own_files, "update alembic_version set version_num = '9999'"))


def test_an_old_schema_with_data_waits_for_a_person(own_files, monkeypatch) -> None:
    settings = database(
        own_files,
        "insert into staff (id, login, name, role, password_hash, must_change_password, capacity, on_duty, active,"
        " failed_logins, created_at) values (1, 'a', 'a', 'admin', 'x', 0, 1, 1, 1, 0, '2026-01-01')",
    )
    monkeypatch.setattr(migrate, "head", lambda: "0999")
    with pytest.raises(CannotStart, match=r"old schema.*back it up, then run `./ieum migrate`"):
        prepare_database(settings)


def test_an_empty_database_is_made_and_then_left_alone(tmp_path) -> None:
    settings = Settings.load({"IEUM_VAR": str(tmp_path / "fresh")})
    assert prepare_database(settings) is True
    assert prepare_database(settings) is False


def test_an_unreachable_database_is_said_without_its_password() -> None:
    settings = Settings.load({"DATABASE_URL": "postgresql://u:secret@127.0.0.1:1/x"})
    with pytest.raises(CannotStart, match="cannot be reached") as caught:
        prepare_database(settings)
    assert "secret" not in str(caught.value) and len(str(caught.value).splitlines()) == 1
