"""The scanner's protocol, spoken with a daemon that answers as ClamAV's does."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest

from casework.services import files
from casework.settings import BadSetting, Settings


class Daemon(socketserver.StreamRequestHandler):
    """nINSTREAM, chunks with their length before them, an empty one, one line of answer."""

    def handle(self) -> None:
        assert self.rfile.readline() == b"nINSTREAM\n"
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        answer = b"stream: OK"
        if b"bad" in content:
            answer = b"stream: Some.Virus-1 FOUND"
        elif b"odd" in content:
            answer = b"INSTREAM size limit exceeded. ERROR"
        self.wfile.write(answer + b"\n")


@pytest.fixture
def daemon(tmp_path) -> Iterator[str]:
    path = str(tmp_path / "clamd.sock")
    with socketserver.ThreadingUnixStreamServer(path, Daemon) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"unix:{path}"
        server.shutdown()


def test_the_daemon_says_clean_or_what_it_found(daemon):
    scan = files.clamd(daemon)

    assert scan(b"good" * 5000) == files.Verdict("clean")
    assert scan(b"bad") == files.Verdict("infected", "Some.Virus-1")


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.sock", "127.0.0.1:1"])
def test_a_daemon_that_is_away_makes_files_wait(address):
    assert files.clamd(address, timeout=2)(b"x") == files.Verdict("waiting")


def test_an_answer_that_is_no_verdict_makes_the_file_wait(daemon):
    assert files.clamd(daemon)(b"odd") == files.Verdict("waiting")


def test_without_a_setting_there_is_no_scanner():
    assert files.clamd(None) is None
    assert Settings.load({}).clamd is None


def test_a_setting_that_cannot_be_meant_is_refused():
    with pytest.raises(BadSetting, match="IEUM_CLAMD"):
        Settings.load({"IEUM_CLAMD": "clamd"})
