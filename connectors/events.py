"""News between open pages: something changed, look again. In-process, or over Redis by one setting.

News carries no content: a page that hears it reads the database, so a lost
event can delay a page but never show it something wrong.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

import redis.asyncio as redis

CHANNEL = "ieum:news"
FULL = 1_000  # news a slow page may be behind before the oldest is dropped


class Events:
    """Publish and subscribe by topic; a topic ending in `*` hears, and is heard by, all with that beginning."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._subscribers: dict[asyncio.Queue, tuple[str, ...]] = {}
        self._redis = redis.from_url(redis_url) if redis_url else None
        self._listener: asyncio.Task | None = None

    async def start(self) -> None:
        """Listen to the other gateways, where there are any."""
        if self._redis is not None:
            self._listener = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
        if self._redis is not None:
            await self._redis.aclose()

    async def publish(self, topic: str, data: dict[str, Any]) -> None:
        """Tell every subscriber of `topic`, here and on the other gateways."""
        if self._redis is None:
            self._deliver(topic, data)
        else:
            await self._redis.publish(CHANNEL, json.dumps([topic, data]))

    @asynccontextmanager
    async def subscribe(self, topics: Iterable[str]) -> AsyncIterator[asyncio.Queue]:
        """A queue of `(topic, data)` for as long as the block lasts."""
        queue: asyncio.Queue = asyncio.Queue(FULL)
        self._subscribers[queue] = tuple(topics)
        try:
            yield queue
        finally:
            del self._subscribers[queue]

    def _deliver(self, topic: str, data: dict[str, Any]) -> None:
        for queue, topics in self._subscribers.items():
            if any(_hears(wanted, topic) for wanted in topics):
                if queue.full():
                    queue.get_nowait()
                queue.put_nowait((topic, data))

    async def _listen(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "message":
                            topic, data = json.loads(message["data"])
                            self._deliver(topic, data)
            except (redis.ConnectionError, OSError):
                await asyncio.sleep(1)


def _hears(wanted: str, topic: str) -> bool:
    if topic.endswith("*") and wanted.startswith(topic[:-1]):  # `desk:*` is news for every desk, and for nobody else
        return True
    return topic == wanted or (wanted.endswith("*") and topic.startswith(wanted[:-1]))
