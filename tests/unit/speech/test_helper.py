"""A process beside the gateway: real processes, with a stand-in for what they run."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from casework.speech import helper
from casework.speech.helper import Helper, SpeechBusy, SpeechFailed

STAND_IN = """
import json, os, sys, time
def answer(found, body=b""):
    sys.stdout.buffer.write(json.dumps(found | {"bytes": len(body)}).encode() + b"\\n" + body)
    sys.stdout.buffer.flush()
if "broken" in sys.argv:
    sys.exit(1)
answer({"ready": True})
while line := sys.stdin.buffer.readline():
    request = json.loads(line)
    body = sys.stdin.buffer.read(request["bytes"])
    if request.get("die"):
        os._exit(3)
    time.sleep(request.get("sleep", 0))
    answer({"error": "ValueError"} if request.get("fail") else {"said": request.get("word"), "pid": os.getpid()}, body[::-1])
"""


@pytest.fixture
def helpers(tmp_path: Path):
    """Makes helpers over the stand-in."""
    place = tmp_path / "casework" / "speech"
    place.mkdir(parents=True)
    (place / "worker.py").write_text(STAND_IN, encoding="ascii")
    for folder in (place, place.parent):
        (folder / "__init__.py").touch()
    return lambda *arguments: Helper(Path(sys.executable), tmp_path, *arguments)


async def test_it_is_begun_once_and_answers_one_after_the_other(helpers) -> None:
    one = helpers()
    assert one.pid is None
    answers = await asyncio.gather(*(one.ask(b"abc", 5, word=word) for word in "xyz"))
    assert [found["said"] for found, _ in answers] == ["x", "y", "z"]
    assert {out for _, out in answers} == {b"cba"}
    assert {found["pid"] for found, _ in answers} == {one.pid}
    await one.stop()
    assert one.pid is None


async def test_a_failure_is_told_and_the_process_goes_on(helpers) -> None:
    one = helpers()
    before = (await one.ask(b"", 5))[0]["pid"]
    with pytest.raises(SpeechFailed, match="ValueError"):
        await one.ask(b"", 5, fail=True)
    assert (await one.ask(b"", 5))[0]["pid"] == before
    await one.stop()


@pytest.mark.parametrize("how", [{"die": True}, {"sleep": 30}], ids=["dies", "hangs"])
async def test_one_that_dies_or_hangs_is_replaced(helpers, how) -> None:
    one = helpers()
    before = (await one.ask(b"", 5))[0]["pid"]
    with pytest.raises(SpeechFailed):
        await one.ask(b"", 0.3, **how)
    assert (await one.ask(b"", 5))[0]["pid"] != before
    await one.stop()


async def test_whoever_leaves_takes_the_answer_along(helpers) -> None:
    """Else the next one would get it."""
    one = helpers()
    await one.warm()
    gone = asyncio.create_task(one.ask(b"", 20, word="mine", sleep=10))
    await asyncio.sleep(0.2)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert (await one.ask(b"", 5, word="yours"))[0]["said"] == "yours"
    await one.stop()


async def test_a_queue_that_is_full_is_told_at_once(helpers) -> None:
    one = helpers()
    waiting = [asyncio.create_task(one.ask(b"", 20, sleep=0.2)) for _ in range(helper.MOST_WAITING)]
    await asyncio.sleep(0.05)
    with pytest.raises(SpeechBusy):
        await one.ask(b"", 20)
    await asyncio.gather(*waiting)
    assert await one.ask(b"", 5)
    await one.stop()


async def test_one_that_does_not_start_is_a_failure_and_no_error_to_warm(helpers) -> None:
    one = helpers("broken")
    await one.warm()
    with pytest.raises(SpeechFailed):
        await one.ask(b"", 5)
    missing = Helper(Path("/nowhere/python"), Path.cwd())
    await missing.warm()
    with pytest.raises(SpeechFailed):
        await missing.ask(b"", 5)
