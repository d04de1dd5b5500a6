"""One process beside the gateway: begun when it is first needed, asked one thing at a time, ended when it hangs."""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

STARTING = 60.0  # seconds; a model is loaded
MOST_WAITING = 4  # a fifth would wait longer than anybody listens


class SpeechBusy(Exception):
    """Too many wait already."""


class SpeechFailed(Exception):
    """The process could not do it, or is gone; the next request begins a new one."""


class Helper:
    """`python -m casework.speech.worker …` and its pipes."""

    def __init__(self, python: Path, root: Path, *arguments: str) -> None:
        self._command = [str(python), "-m", "casework.speech.worker", *arguments]
        self._root = root
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()
        self._waiting = 0

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self._process.pid if self._process else None

    async def ask(self, body: bytes, patience: float, **request: Any) -> tuple[dict[str, Any], bytes]:
        """Its answer. Raises SpeechBusy, SpeechFailed."""
        if self._waiting >= MOST_WAITING:
            raise SpeechBusy
        self._waiting += 1
        try:
            async with self._lock:
                return await self._ask(body, patience, request)
        finally:
            self._waiting -= 1

    async def warm(self) -> None:
        """Begin it before it is needed; whatever goes wrong is told when it is asked."""
        with suppress(SpeechFailed):
            async with self._lock:
                await self._running()

    async def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _ask(self, body: bytes, patience: float, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        process = await self._running()
        try:
            async with asyncio.timeout(patience):
                process.stdin.write(json.dumps(request | {"bytes": len(body)}).encode() + b"\n" + body)
                await process.stdin.drain()
                found, out = await _read(process)
        except BaseException as error:  # also a caller who has gone: the answer that is still to come is nobody's
            await self.stop()
            if isinstance(error, (TimeoutError, OSError, EOFError, ValueError)):
                raise SpeechFailed(type(error).__name__) from None
            raise
        if "error" in found:
            raise SpeechFailed(found["error"])
        return found, out

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "OMP_NUM_THREADS") if name in os.environ}
        # Offline in its environment too: the libraries could fetch a model, and are never to try.
        environment = kept | {"PYTHONPATH": str(self._root), "HF_HUB_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                cwd=self._root,
                env=environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            async with asyncio.timeout(STARTING):
                await _read(self._process)
        except BaseException as error:
            await self.stop()
            if isinstance(error, (TimeoutError, OSError, EOFError, ValueError)):
                raise SpeechFailed("does not start") from None
            raise
        return self._process


async def _read(process: asyncio.subprocess.Process) -> tuple[dict[str, Any], bytes]:
    line = await process.stdout.readline()
    if not line:
        raise EOFError
    found = json.loads(line)
    return found, await process.stdout.readexactly(found.pop("bytes"))
