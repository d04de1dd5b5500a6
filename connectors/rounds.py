"""What the gateway looks after on its own, once a second: who has gone, whose leave has begun, what is to be told.

Every gateway does it; rows are locked, so that two of them do nothing twice.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from contextlib import suppress
from typing import Any

import structlog
from sanic import Sanic

from casework import clock
from casework.services import absences, notifying, presence
from casework.services.hours import KOREA
from casework.store.database import AWAY, NotMigrated, UnitOfWork
from connectors import notifier

log = structlog.get_logger(__name__)

EVERY = 1.0  # seconds


def install(app: Sanic) -> None:
    """Begin with the server, end with it."""
    settings = app.ctx.settings
    app.ctx.gateway = f"{socket.gethostname()}:{settings.port}"[:64]
    app.ctx.notifier = notifier.make(settings, app.ctx.words)
    app.after_server_start(_begin)
    app.before_server_stop(_end)


async def _begin(app: Sanic) -> None:
    app.ctx.rounds = asyncio.create_task(_forever(app.ctx))


async def _end(app: Sanic) -> None:
    app.ctx.rounds.cancel()


async def _forever(ctx: Any) -> None:
    with suppress(*AWAY, NotMigrated):
        await _write(ctx, lambda uow: presence.started(uow, clock.now(), ctx.gateway))
    seen = 0.0
    while True:
        await asyncio.sleep(EVERY)
        try:
            if (passed := asyncio.get_running_loop().time()) - seen >= presence.SEEN_EVERY:
                seen = passed
                await _write(ctx, lambda uow: uow.desk_links.seen(ctx.gateway, clock.now()))
            await go_round(ctx)
        except (*AWAY, NotMigrated):
            continue
        except Exception as error:  # a round that fails is no reason to make no more of them
            log.exception("round_failed", error=type(error).__name__)


async def go_round(ctx: Any) -> None:
    """One round. Nothing is locked or written where there is nothing to do."""
    now = clock.now()
    grace = dt.timedelta(seconds=ctx.settings.desk_grace)
    gone, leaving, due = await ctx.in_thread(_look, ctx, now, grace)
    if gone:
        await _write(ctx, lambda uow: _pass_on(ctx, uow, now, grace))
    if leaving:
        await _write(ctx, lambda uow: absences.begin_due(uow, ctx.kit.words, now))
    while due and ctx.notifier is not None:
        telling = await _write(ctx, lambda uow: notifying.claim(uow, now))
        if telling is None:
            break
        try:
            await ctx.notifier.tell(telling)
        except notifier.NotTold as error:
            log.warning("notice_not_told", handoff=telling.handoff_id, why=str(error))
            await _write(ctx, lambda uow, t=telling, why=str(error): notifying.failed(uow, now, t.handoff_id, why))
        else:
            await _write(ctx, lambda uow, t=telling: notifying.told(uow, now, t.handoff_id))


def _pass_on(ctx: Any, uow: UnitOfWork, now: dt.datetime, grace: dt.timedelta) -> None:
    uow.desk_links.seen(ctx.gateway, now)  # a process that slept for long must not take its own pages for lost
    presence.pass_on(uow, ctx.kit.words, now, grace)


def _look(ctx: Any, now: dt.datetime, grace: dt.timedelta) -> tuple[bool, bool, bool]:
    with ctx.store.read() as uow:
        return (
            _gone(uow, now, grace),
            bool(uow.absences.beginning(now.astimezone(KOREA).date())),
            notifying.anything_due(uow, now),
        )


def _gone(uow: UnitOfWork, now: dt.datetime, grace: dt.timedelta) -> bool:
    return bool(uow.desk_links.gone_since(now - grace)) or uow.desk_links.any_before(now - presence.LOST)


async def _write(ctx: Any, work: Any) -> Any:
    return await ctx.in_thread(ctx.store.run, work)
