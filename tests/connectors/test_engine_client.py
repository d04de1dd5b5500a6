"""Which engine gets a turn, and what is said where none takes it."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sanic import Request, Sanic, response

from connectors.engine_client import EngineClient, EngineFailed
from tests.connectors.serving import serving

NOW = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


def engine(name: str, got: list[str], status: int = 200) -> Sanic:
    """What a turn is asked of."""
    app = Sanic(name, configure_logging=False)

    @app.post("/webhooks/casework/turn")
    async def turn(request: Request):
        got.append(f"{name}: {request.json['text']}")
        await asyncio.sleep(0)
        return response.json({"done": True}, status=status)

    return app


def nobody() -> str:
    """An address where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def ask(urls: tuple[str, ...], work: Callable[[EngineClient], Awaitable[Any]]) -> Any:
    """Run `work` with a client of its own."""

    async def run() -> Any:
        client = EngineClient(urls, nobody(), 2.0)
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(run())


def test_turns_at_once_are_shared_out() -> None:
    got: list[str] = []
    with serving(engine("one", got)) as first, serving(engine("two", got)) as second:

        async def four(client: EngineClient) -> None:
            await asyncio.gather(*(client.turn(f"c{n}", n, str(n), NOW) for n in range(4)))

        ask((first, second), four)
    assert sorted(line.split(":")[0] for line in got) == ["one", "one", "two", "two"]


def test_an_engine_that_is_away_is_passed_over() -> None:
    got: list[str] = []
    with serving(engine("left", got)) as there:
        ask((nobody(), there), lambda client: client.turn("c", 1, "안녕하세요", NOW))
    assert got == ["left: 안녕하세요"]


def test_where_no_engine_is_there_it_says_so() -> None:
    with pytest.raises(EngineFailed) as failed:
        ask((nobody(), nobody()), lambda client: client.turn("c", 1, "안녕하세요", NOW))
    assert failed.value.why == "unreachable"


def test_a_turn_that_failed_is_not_given_to_another_engine() -> None:
    """It may have been half taken; the runner looks and tries again."""
    got: list[str] = []
    with (
        serving(engine("bad", got, status=500)) as bad,
        serving(engine("good", got)) as good,
        pytest.raises(EngineFailed) as failed,
    ):
        ask((bad, good), lambda client: client.turn("c", 1, "안녕하세요", NOW))
    assert failed.value.why == "error" and got == ["bad: 안녕하세요"]
