"""Where hand-offs are told outside the desk: a small web server that keeps what it gets."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """What came in, in order: `facts`, and `headers` beside each."""

    def __init__(self) -> None:
        self.facts: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.url = ""
        self._news = threading.Condition()

    def of(self, conversation: str) -> list[int]:
        """Places of what was told about a conversation."""
        return [i for i, facts in enumerate(self.facts) if facts["desk"].endswith(conversation)]

    def wait(self, conversation: str, seconds: float = 10.0) -> int:
        """The place of the first that is told about it."""
        with self._news:
            assert self._news.wait_for(lambda: self.of(conversation), seconds), "nothing was told"
            return self.of(conversation)[0]

    def signed(self, place: int, secret: str) -> bool:
        """Whether the signature is that of the secret."""
        wanted = hmac.new(secret.encode(), self.bodies[place], hashlib.sha256).hexdigest()
        return self.headers[place].get("x-ieum-signature") == f"sha256={wanted}"

    def _take(self, body: bytes, headers: dict[str, str]) -> None:
        with self._news:
            self.bodies.append(body)
            self.headers.append(headers)
            self.facts.append(json.loads(body))
            self._news.notify_all()

    @classmethod
    @contextmanager
    def listening(cls) -> Iterator[Receiver]:
        """On a free port, until the end of the block."""
        mine = cls()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                mine._take(body, {name.lower(): value for name, value in self.headers.items()})
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        mine.url = f"http://127.0.0.1:{server.server_port}/told"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield mine
        finally:
            server.shutdown()
            server.server_close()
