"""Ask the engine to take a turn. Loopback HTTP; what comes back is only whether it was taken."""

from __future__ import annotations

import datetime as dt

import httpx


class EngineFailed(Exception):
    """The turn was not taken; `why` is unreachable, timeout or error."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class EngineClient:
    """One connection pool to the engine. `timeout` in seconds is for a whole turn."""

    def __init__(self, url: str, actions_url: str, timeout: float) -> None:
        self._actions_health = f"{actions_url}/health"
        self._client = httpx.AsyncClient(base_url=url, timeout=httpx.Timeout(timeout, connect=1.0))

    async def turn(self, conversation_id: str, message_id: int, text: str, at: dt.datetime) -> None:
        """Have the message answered. Raises EngineFailed."""
        body = {"conversation": conversation_id, "message_id": message_id, "text": text, "at": at.isoformat()}
        try:
            response = await self._client.post("/webhooks/casework/turn", json=body)
        except (httpx.ConnectTimeout, httpx.PoolTimeout):
            raise EngineFailed("unreachable") from None
        except httpx.TimeoutException:
            raise EngineFailed("timeout") from None
        except httpx.HTTPError:
            raise EngineFailed("unreachable") from None
        if response.status_code != 200:
            raise EngineFailed("error")

    async def topics(self, text: str) -> list[tuple[str, float]]:
        """What a text may be about, the likeliest first; nothing is said or stored. Raises EngineFailed."""
        try:
            response = await self._client.post("/webhooks/casework/topics", json={"text": text}, timeout=3)
        except httpx.HTTPError:
            raise EngineFailed("unreachable") from None
        if response.status_code != 200:
            raise EngineFailed("error")
        return [(row["topic"], row["confidence"]) for row in response.json()["topics"]]

    async def ready(self) -> bool:
        """Whether the engine has its model loaded and answers."""
        try:
            response = await self._client.get("/webhooks/casework/", timeout=2)
        except httpx.HTTPError:
            return False
        return response.status_code == 200

    async def actions_ready(self) -> bool:
        """Whether the action server answers: the engine itself takes a turn without it and says nothing."""
        try:
            response = await self._client.get(self._actions_health, timeout=2)
        except httpx.HTTPError:
            return False
        return response.status_code == 200

    async def close(self) -> None:
        """Close the pool."""
        await self._client.aclose()
