"""Ask an engine to take a turn. Loopback HTTP; what comes back is only whether it was taken.

Engines remember nothing, so that any of them can take any turn: the one that has least to do is asked first, and where it
is away the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import httpx


class EngineFailed(Exception):
    """The turn was not taken; `why` is unreachable, timeout or error."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class EngineClient:
    """One connection pool to the engines. `timeout` in seconds is for a whole turn."""

    def __init__(self, urls: Sequence[str], actions_url: str, timeout: float) -> None:
        self._actions_health = f"{actions_url}/health"
        self._busy = dict.fromkeys(urls, 0)  # turns under way
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(timeout, connect=1.0))

    async def turn(self, conversation_id: str, message_id: int, text: str, at: dt.datetime) -> bool:
        """Have the message answered; whether the answer is stored. Raises EngineFailed."""
        body = {"conversation": conversation_id, "message_id": message_id, "text": text, "at": at.isoformat()}
        response = await self._ask("turn", body)
        return bool(response.json().get("stored"))

    async def topics(self, text: str) -> list[tuple[str, float]]:
        """What a text may be about, the likeliest first; nothing is said or stored. Raises EngineFailed."""
        response = await self._ask("topics", {"text": text}, timeout=3)
        return [(row["topic"], row["confidence"]) for row in response.json()["topics"]]

    async def _ask(self, what: str, body: dict[str, Any], **options: Any) -> httpx.Response:
        for url in sorted(self._busy, key=self._busy.__getitem__):
            self._busy[url] += 1
            try:
                response = await self._client.post(f"{url}/webhooks/casework/{what}", json=body, **options)
            except httpx.ConnectError:
                continue  # never begun: the next may
            except (httpx.ConnectTimeout, httpx.PoolTimeout):
                raise EngineFailed("unreachable") from None
            except httpx.TimeoutException:
                raise EngineFailed("timeout") from None
            except httpx.HTTPError:
                raise EngineFailed("unreachable") from None
            finally:
                self._busy[url] -= 1
            if response.status_code != 200:
                raise EngineFailed("error")
            return response
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
            return (await self._client.get(url, timeout=2)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Close the pool."""
        await self._client.aclose()
