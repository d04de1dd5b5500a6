"""One worker's chat with either system, as a page or a client would hold it: what is said, and when it is answered."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import Any, Protocol

import httpx
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120.0  # seconds until an answer is given up
AGAIN = 5.0  # seconds until a new conversation is asked for again after too many at once


class Chat(Protocol):
    """A conversation that is open."""

    async def say(self, text: str) -> float:
        """Send a message; seconds until its answer is there."""

    async def close(self) -> None:
        """Leave."""


class OurChat:
    """The web chat over its WebSocket, as the page uses it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    @classmethod
    async def open(cls, url: str, http: httpx.AsyncClient) -> OurChat:
        """A new conversation; waits while too many were opened in one minute."""
        while (made := await http.post(f"{url}/api/chat/conversations", json={})).status_code == 429:
            await asyncio.sleep(AGAIN)
        made.raise_for_status()
        secret = made.json()
        socket = await connect(url.replace("http", "ws", 1) + "/api/chat/ws", proxy=None, max_queue=None)
        await socket.send(json.dumps({"type": "hello", "after": 0, **secret}))
        return cls(socket)

    async def say(self, text: str) -> float:
        """Until the first bot message after ours; the others of the turn come with it."""
        client_id, own = str(uuid.uuid4()), None
        began = time.perf_counter()
        await self._socket.send(json.dumps({"type": "message", "client_id": client_id, "text": text}))
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = json.loads(await self._socket.recv())
                message: dict[str, Any] = frame.get("message") or {}
                if frame["type"] == "error":
                    raise RuntimeError(frame)
                if message.get("client_id") == client_id:
                    own = message["seq"]
                elif own is not None and message.get("sender") == "bot" and message["seq"] > own:
                    return time.perf_counter() - began

    async def close(self) -> None:
        """Close the socket."""
        await self._socket.close()


class StockChat:
    """Rasa's own REST channel, one request a turn."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self._http, self._url, self._sender = http, url, str(uuid.uuid4())

    @classmethod
    async def open(cls, url: str, http: httpx.AsyncClient) -> StockChat:
        """A sender that the bot has not seen."""
        return cls(url, http)

    async def say(self, text: str) -> float:
        """Until the response with the bot's messages."""
        began = time.perf_counter()
        body = {"sender": self._sender, "message": text}
        (await self._http.post(f"{self._url}/webhooks/rest/webhook", json=body)).raise_for_status()
        return time.perf_counter() - began

    async def close(self) -> None:
        """Nothing is held."""
