"""Files on their way in: looked into beside the event loop, a few at a time, and scanned again where the scanner was away."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from sanic import Request, Sanic

from casework.services import files
from casework.store.database import AWAY, NotMigrated
from connectors.problems import Problem
from connectors.work import now

AT_ONCE = 2  # a large photograph takes 200 MB while it is made anew
RESCAN_EVERY = 30.0  # seconds
LONGEST_ID = 64
GIVE_UP = 3  # files without a verdict: the scanner is still away
_TOO_LARGE, _WRONG = 413, 415


def sent_file(request: Request) -> tuple[str, str, bytes]:
    """client_id, name and content of the form. Raises Problem 400."""
    upload = request.files.get("file") if request.files else None
    client_id = request.form.get("client_id") if request.form else None
    if upload is None or not client_id or len(client_id) > LONGEST_ID:
        raise Problem(400, "bad_body", what="file")
    return client_id, upload.name or "", upload.body


async def inspect(request: Request, name: str, content: bytes) -> files.Inspected:
    """What may be kept of the file. Raises Problem 413, 415."""
    ctx = request.app.ctx
    try:
        async with ctx.inspecting:
            # Not in the threads of the database: a scanner that hangs must not keep anybody from being answered.
            return await asyncio.to_thread(files.inspect, name, content, ctx.scanner)
    except files.BadFile as error:
        status = _TOO_LARGE if error.problem in ("file_too_large", "file_bomb") else _WRONG
        raise Problem(status, error.problem) from None


def install(app: Sanic, clamd: str | None) -> None:
    """Give the application its scanner, and go on with files that wait for it."""
    app.ctx.scanner = files.clamd(clamd)
    app.ctx.inspecting = asyncio.Semaphore(AT_ONCE)
    if app.ctx.scanner is not None:
        app.after_server_start(_begin)
        app.before_server_stop(_end)


async def scan_held(ctx: Any) -> int:
    """Ask the scanner about every file that waits, then call people where it takes too long; says how many passed on."""
    done = away = 0
    for attachment_id in await ctx.in_thread(_read, ctx, files.held):
        content = await ctx.in_thread(_read, ctx, lambda uow, id=attachment_id: _content(uow, id))
        verdict = await asyncio.to_thread(ctx.scanner, content)
        if verdict.state == "waiting":
            away += 1
            if away == GIVE_UP:
                break
            continue
        await ctx.in_thread(
            ctx.store.run, lambda uow, id=attachment_id, v=verdict: files.judge(uow, ctx.kit, now(), id, v)
        )
        done += 1
    await ctx.in_thread(ctx.store.run, lambda uow: files.tell_overdue(uow, ctx.kit, now()))
    return done


def _read(ctx: Any, look: Any) -> Any:
    with ctx.store.read() as uow:
        return look(uow)


def _content(uow: Any, attachment_id: int) -> bytes:
    return uow.attachments.content_of(uow.attachments.get(attachment_id))


async def _begin(app: Sanic) -> None:
    app.ctx.rescanning = asyncio.create_task(_rescan_forever(app))


async def _end(app: Sanic) -> None:
    app.ctx.rescanning.cancel()


async def _rescan_forever(app: Sanic) -> None:
    while True:
        await asyncio.sleep(RESCAN_EVERY)
        with suppress(*AWAY, NotMigrated):
            await scan_held(app.ctx)
