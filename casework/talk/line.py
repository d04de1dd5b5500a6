"""The telephone protocol from the gateway's side: an event a request, again with the same id while the server is away."""

from __future__ import annotations

import time
import uuid
from typing import Any

import httpx

from casework.talk.wire import PAUSES, GaveUp, Refused

PATIENCE = 60.0  # seconds


class Line:
    """One call. `status` is where it stands, as the last answer said."""

    def __init__(self, url: str, secret: str) -> None:
        self.call = f"sim-{uuid.uuid4().hex}"
        self.status: dict[str, Any] = {}
        self._count = 0
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/api/phone/calls/{self.call}",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=30,
            trust_env=False,
        )

    def tell(self, kind: str, **data: Any) -> list[dict[str, Any]]:
        """Send an event; the commands that come back. What the server is still working out is waited for."""
        commands = self._send(kind, data)
        while commands and commands[-1]["type"] == "continue":
            commands = commands[:-1] + self._send("continue", {})
        return commands

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()

    def _send(self, kind: str, data: dict[str, Any]) -> list[dict[str, Any]]:
        self._count += 1
        body = {"type": kind, "id": f"e{self._count}", **data}
        deadline = time.monotonic() + PATIENCE
        tries = 0
        while True:
            try:
                response = self._http.post("/events", json=body)
            except httpx.TransportError as error:
                problem = type(error).__name__
            else:
                if response.status_code == 200:
                    found = response.json()
                    self.status = found["status"]
                    return found["commands"]
                if response.status_code not in (429, 502, 503, 504):
                    raise Refused(response.status_code, response.json().get("error") or {})
                problem = str(response.status_code)
            if time.monotonic() > deadline:
                raise GaveUp(f"server away for {PATIENCE:.0f} s: {problem}")
            time.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1
