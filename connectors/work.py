"""Database work off the event loop: one transaction a call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from sanic import Request

from casework import clock
from casework.services.kit import Kit
from casework.store.database import UnitOfWork

Work = Callable[[UnitOfWork, Kit, dt.datetime], Any]


def now() -> dt.datetime:
    """The clock of the edge; below it the time is an argument."""
    return clock.now()


async def writing(request: Request, work: Work) -> Any:
    """Run `work` in a write transaction, again where another one was in the way."""
    ctx = request.app.ctx
    return await ctx.in_thread(ctx.store.run, lambda uow: work(uow, ctx.kit, now()))


async def reading(request: Request, work: Work) -> Any:
    """Run `work` on one consistent view."""
    ctx = request.app.ctx

    def look() -> Any:
        with ctx.store.read() as uow:
            return work(uow, ctx.kit, now())

    return await ctx.in_thread(look)
