"""The virus scanner: ClamAV's daemon, where a setting names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import structlog
from clamav_client import clamd as client

log = structlog.get_logger(__name__)

TIMEOUT = 15.0  # seconds; whoever sends a file is waiting
_FOUND, _OK = "FOUND", "OK"


@dataclass(frozen=True)
class Verdict:
    """`state` as in the table: unscanned (there is no scanner), clean, waiting (the scanner is away), infected."""

    state: str
    name: str | None = None

    @property
    def released(self) -> bool:
        """Whether people may open the file."""
        return is_released(self.state)


UNSCANNED, CLEAN, WAITING = Verdict("unscanned"), Verdict("clean"), Verdict("waiting")
Scanner = Callable[[bytes], Verdict]


def is_released(state: str) -> bool:
    """Whether a file in this state may be opened."""
    return state in ("unscanned", "clean")


def clamd(address: str | None, timeout: float = TIMEOUT) -> Scanner | None:
    """A scanner that asks the daemon at `unix:/path` or `host:port`; None without an address."""
    if not address:
        return None

    def scan(content: bytes) -> Verdict:
        try:
            answers = _connect(address, timeout).instream(BytesIO(content)).values()
        except (client.ClamdError, OSError, ValueError) as error:
            log.warning("scanner_away", error=type(error).__name__)
            return WAITING
        for status, name in answers:
            if status == _FOUND:
                return Verdict("infected", (name or "")[:120])
            if status == _OK:
                return CLEAN
        return WAITING

    return scan


def _connect(address: str, timeout: float) -> client.ClamdNetworkSocket:
    if address.startswith("unix:"):
        return client.ClamdUnixSocket(address.removeprefix("unix:"), timeout=int(timeout))
    host, _, port = address.rpartition(":")
    return client.ClamdNetworkSocket(host, int(port), timeout)
