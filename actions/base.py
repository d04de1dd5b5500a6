"""What every action shares: the application, opened once, and threads for its database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from casework.bootstrap import Application, start


@lru_cache(maxsize=1)
def application() -> Application:
    """Opened at the first turn, so that importing an action touches nothing."""
    return start()


async def in_thread(work: Callable[..., Any], *args: Any) -> Any:
    """The SDK's loop serves all conversations: nothing may wait in it."""
    return await asyncio.to_thread(work, *args)
