"""The gateway: one Sanic application for every channel and both staff desks."""

from __future__ import annotations

import asyncio
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Request, Sanic

from casework import branches
from casework.bootstrap import Application
from casework.speech.engine import Speech
from casework.store.database import AWAY, NotMigrated
from connectors import (
    api_docs,
    attach,
    benefits_api,
    desk,
    guide,
    health,
    pages,
    phone,
    problems,
    rounds,
    speech,
    uploads,
    web_chat,
)
from connectors.engine_client import EngineClient
from connectors.events import Events
from connectors.limits import Limits
from connectors.phone.runner import Calls
from connectors.spool import Spool
from connectors.turns import TurnRunner
from connectors.web_chat.routes import hand_in
from connectors.work import now

THREADS = 3  # database work; SQLite has one writer anyway, PostgreSQL ten connections
SPOOL_EVERY = 2.0  # seconds
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


def create_app(application: Application, name: str = "ieum") -> Sanic:
    """Build the gateway over an opened application; nothing is started yet."""
    settings = application.settings
    app = Sanic(name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = 11 * 1024 * 1024
    app.config.WEBSOCKET_MAX_SIZE = 1024 * 1024  # a text that is too long is answered, not cut off
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    app.config.RESPONSE_TIMEOUT = 60
    app.config.REAL_IP_HEADER = None
    ctx = app.ctx
    ctx.settings, ctx.store, ctx.kit = settings, application.store, application.kit
    ctx.words = application.kit.words
    ctx.events = Events(settings.redis_url)
    ctx.limits = Limits(settings.redis_url)
    ctx.spool = Spool(settings.var / "spool", application.store.vault)
    ctx.pages = Environment(
        loader=FileSystemLoader(settings.root / "web" / "shared" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    ctx.search = None  # the help centre's index, made at the first search
    ctx.regions = lambda: branches.regions(now().astimezone(dt.timezone(dt.timedelta(hours=9))).date())
    ctx.calls = Calls(app)
    ctx.speech = Speech(settings.root)
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="store")

    async def in_thread(work, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(pool, work, *args)

    ctx.in_thread = in_thread

    uploads.install(app, settings.clamd)
    rounds.install(app)
    app.blueprint(web_chat.blueprint())
    app.blueprint(attach.blueprint())
    app.blueprint(list(phone.blueprints()))
    app.blueprint(list(speech.blueprints()))
    app.blueprint(desk.blueprint())
    app.blueprint(guide.blueprint())
    app.blueprint(benefits_api.blueprint())
    app.blueprint(health.blueprint())
    app.blueprint(api_docs.blueprint())
    pages.register(app, settings)
    problems.register(app)

    @app.before_server_start
    async def begin(app: Sanic) -> None:
        ctx.loop = asyncio.get_running_loop()
        ctx.engine = EngineClient(settings.engine_urls, settings.actions_url, settings.turn_timeout)
        ctx.turns = TurnRunner(ctx.store, ctx.kit, ctx.engine, ctx.events, in_thread, settings.turn_timeout)
        await ctx.events.start()
        ctx.store.after_commit(lambda news: _forward(ctx, news))

    @app.after_server_start
    async def catch_up(app: Sanic) -> None:
        await ctx.turns.wake_all()
        ctx.handing_in = asyncio.create_task(_hand_in_forever(app))

    @app.before_server_stop
    async def end(app: Sanic) -> None:
        ctx.handing_in.cancel()
        await ctx.turns.stop()
        await ctx.events.stop()
        await ctx.speech.stop()
        await ctx.engine.close()
        pool.shutdown(wait=False, cancel_futures=True)

    @app.on_response
    async def guard(request: Request, response: Any) -> None:
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)

    return app


async def _hand_in_forever(app: Sanic) -> None:
    """Bring back what was kept aside, as soon as the database takes it."""
    while True:
        await asyncio.sleep(SPOOL_EVERY)
        with suppress(*AWAY, NotMigrated):
            await hand_in(_Edge(app))


class _Edge:
    """What a request would carry, for work that no request asked for."""

    def __init__(self, app: Sanic) -> None:
        self.app = app


def _forward(ctx: Any, news: list[tuple[str, dict[str, Any]]]) -> None:
    """News of a commit, told from the thread that committed."""
    for topic, data in news:
        asyncio.run_coroutine_threadsafe(ctx.events.publish(topic, data), ctx.loop)
