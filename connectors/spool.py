"""What workers say while the database is away: kept sealed on this disk, with a number, and handed in afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import structlog

from casework.store.vault import Vault
from connectors.problems import Problem

log = structlog.get_logger(__name__)

MOST = 5_000  # messages; nobody has proved who they are while the database is away
LONGEST = 20_000


class Spool:
    """One file a message, named by its sender's id, so that a repeat is the same file."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder, self._vault = folder, vault

    def keep(self, conversation_id: str, token: str, client_id: str, text: str, now: dt.datetime) -> str:
        """Seal the message and give its fallback number. Raises Problem 503 when there is no room."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / (hashlib.sha256(f"{conversation_id}\n{client_id}".encode()).hexdigest() + ".sealed")
        if path.exists():
            return self._read(path)["number"]
        if len(text) > LONGEST or sum(1 for _ in self._folder.iterdir()) >= MOST:
            raise Problem(503, "unforeseen")
        number = f"F{now:%y%m%d}-{secrets.randbelow(10**5):05d}"
        entry = {
            "conversation": conversation_id,
            "token": token,
            "client_id": client_id,
            "text": text,
            "number": number,
            "at": now.isoformat(),
        }
        part = path.with_suffix(".part")
        part.write_text(self._vault.seal(json.dumps(entry)), encoding="ascii")
        part.replace(path)
        return number

    def entries(self) -> list[tuple[Path, dict[str, Any]]]:
        """What is kept, oldest first."""
        rows = [(path, self._read(path)) for path in self._folder.glob("*.sealed")] if self._folder.is_dir() else []
        return sorted(rows, key=lambda row: row[1]["at"])

    async def hand_in(self, deliver: Callable[[dict[str, Any]], Awaitable[Any]]) -> int:
        """Deliver everything, in order; says how many. What is refused by a rule is dropped and logged by number.

        Stops at the first message that cannot be delivered yet: `deliver` raised something else than Problem.
        """
        done = 0
        for path, entry in self.entries():
            try:
                await deliver(entry)
                done += 1
            except Problem as problem:
                if problem.status >= 500:
                    return done
                log.warning("kept_message_refused", number=entry["number"], code=problem.code)
            path.unlink(missing_ok=True)
        return done

    def _read(self, path: Path) -> dict[str, Any]:
        return json.loads(self._vault.unseal(path.read_text(encoding="ascii")))
