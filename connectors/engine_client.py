"""Ask an engine to take a turn. Loopback HTTP; what comes back is only whether it was taken.

Engines remember nothing, so that any of them can take any turn: the one that has least to do is asked first, and where it
is away the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import aiohttp

from casework.domain.understanding import Understanding, from_engine

_CONNECT = 1.0  # seconds; it is on this machine
_KEPT = 4.0  # seconds that an unused connection stays open; less than the engine keeps it


class EngineFailed(Exception):
    """The turn was not taken; `why` is unreachable, timeout or error."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class EngineClient:
    """One connection pool to the engines. `timeout` in seconds is for a whole turn."""

    def __init__(self, urls: Sequence[str], actions_url: str, timeout: float) -> None:
        """In the loop that it is used in."""
        self._actions_health = f"{actions_url}/health"
        self._busy = dict.fromkeys(urls, 0)  # turns under way
        self._patience = timeout
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT), cookie_jar=aiohttp.DummyCookieJar()
        )

    async def turn(self, conversation_id: str, message_id: int, text: str, at: dt.datetime) -> bool:
        """Have the message answered; whether the answer is stored. Raises EngineFailed."""
        body = {"conversation": conversation_id, "message_id": message_id, "text": text, "at": at.isoformat()}
        return bool((await self._ask("turn", body)).get("stored"))

    async def topics(self, text: str) -> list[tuple[str, float]]:
        """What a text may be about, the likeliest first; nothing is said or stored. Raises EngineFailed."""
        found = await self._ask("topics", {"text": text}, within=3.0)
        return [(row["topic"], row["confidence"]) for row in found["topics"]]

    async def understand(self, text: str, at: dt.datetime) -> Understanding:
        """Topics and entities of a text that was said at `at`; nothing is said or stored. Raises EngineFailed."""
        return from_engine(await self._ask("understand", {"text": text, "at": at.isoformat()}, within=10.0))

    async def _ask(self, what: str, body: dict[str, Any], within: float | None = None) -> dict[str, Any]:
        patience = aiohttp.ClientTimeout(total=within or self._patience, sock_connect=_CONNECT)
        for url in sorted(self._busy, key=self._busy.__getitem__):
            self._busy[url] += 1
            try:
                async with self._session.post(
                    f"{url}/webhooks/casework/{what}", json=body, timeout=patience
                ) as response:
                    if response.status != 200:
                        raise EngineFailed("error")
                    return await response.json()
            except aiohttp.ClientConnectorError:
                continue  # never begun: the next may
            except aiohttp.ConnectionTimeoutError:
                raise EngineFailed("unreachable") from None
            except TimeoutError:
                raise EngineFailed("timeout") from None
            except aiohttp.ClientError:
                raise EngineFailed("unreachable") from None
            finally:
                self._busy[url] -= 1
        raise EngineFailed("unreachable")

    async def ready(self) -> bool:
        """Whether an engine has its model loaded and answers."""
        for url in self._busy:
            if await self._answers(f"{url}/webhooks/casework/"):
                return True
        return False

    async def actions_ready(self) -> bool:
        """Whether the action server answers: the engine itself takes a turn without it and says nothing."""
        return await self._answers(self._actions_health)

    async def _answers(self, url: str) -> bool:
        try:
            async with self._session.get(url, timeout=aiohttp.ClientTimeout(total=2.0)) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()
