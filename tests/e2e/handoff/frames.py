"""A WebSocket as a page holds it: everything that comes is kept, and may be waited for."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

Frame = dict[str, Any]


def own_address() -> str:
    """An address for a browser: each is a machine of its own, or the limits for one address would meet all of them."""
    return f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250) + 1}.{secrets.randbelow(250) + 1}"


class Line:
    """One connection. `frames` in order, `heard` the time of each on the monotonic clock."""

    def __init__(self, url: str, headers: dict[str, str] | None = None) -> None:
        self.frames: list[Frame] = []
        self.heard: list[float] = []
        self._news = threading.Condition()
        self._socket = connect(url.replace("http", "ws", 1), additional_headers=headers or {}, proxy=None)
        self.open = True
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, **frame: Any) -> None:
        """Say something."""
        self._socket.send(json.dumps(frame))

    def until(self, fits: Callable[[Frame], Any], *, after: int = 0, seconds: float = 15.0, what: str = "") -> Frame:
        """The first frame from `after` on that fits; waits for it."""
        found: list[int] = []

        def there() -> bool:
            found[:] = [i for i, frame in enumerate(self.frames) if i >= after and fits(frame)][:1]
            return bool(found)

        with self._news:
            assert self._news.wait_for(there, seconds), (
                f"{what or 'what was waited for'} did not come: {self.frames[-6:]}"
            )
            return self.frames[found[0]]

    def heard_at(self, frame: Frame) -> float:
        """When it came."""
        return self.heard[next(i for i, one in enumerate(self.frames) if one is frame)]

    def close(self) -> None:
        """Hang up."""
        self._socket.close()
        self.open = False

    def _listen(self) -> None:
        try:
            for text in self._socket:
                with self._news:
                    self.frames.append(json.loads(text))
                    self.heard.append(time.monotonic())
                    self._news.notify_all()
        except ConnectionClosed:
            pass
        with self._news:
            self.open = False
            self._news.notify_all()
