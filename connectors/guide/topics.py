"""The first page with its search, and a page for each answer topic."""

from __future__ import annotations

import asyncio
import datetime as dt

from sanic import Blueprint, HTTPResponse, Request

from casework.domain.figures import Figure, Uncovered
from casework.korean import identifiers
from casework.services.guide.search import LONGEST, Search
from casework.services.kit import Kit
from connectors import access
from connectors.engine_client import EngineFailed
from connectors.guide import pages
from connectors.problems import Problem

LIKELY = 0.10  # a reading of the engine this likely stands before what words alone find
_lock = asyncio.Lock()


def install(guide: Blueprint) -> None:
    """/guide and /guide/<topic>."""

    @guide.get("/", name="index", strict_slashes=False, ctx_access=access.PUBLIC)
    async def index(request: Request) -> HTTPResponse:
        """The help centre; with `q`, what fits these words."""
        kit = request.app.ctx.kit
        query = identifiers.redact((request.args.get("q") or "").strip()[:LONGEST])
        found = await _find(request, query) if query else []
        return pages.page("index.html", query=query, found=[kit.topics[t] for t in found], groups=pages.groups(kit))

    @guide.get("/<topic:str>", name="topic", ctx_access=access.PUBLIC)
    async def topic(request: Request, topic: str) -> HTTPResponse:
        """One answer with its articles and figures, to read, print and link to."""
        kit: Kit = request.app.ctx.kit
        if topic not in kit.answers:
            raise Problem(404, "not_found")
        day = pages.today()
        group = next(g for g in pages.groups(kit) if kit.topics[topic] in g.topics)
        return pages.page(
            "topic.html",
            topic=kit.topics[topic],
            answer=kit.answers.get(topic, on=day),
            figures=_figures(kit, topic, day),
            neighbours=[t for t in group.topics if t.id != topic],
            group=group,
            calculator=kit.calculator_of(topic),
        )


async def _find(request: Request, query: str) -> list[str]:
    """Topics by the engine's reading, then by words. Without the engine by words alone."""
    ctx = request.app.ctx
    try:
        ranking = await ctx.engine.topics(query)
    except EngineFailed:
        ranking = []
    read = [name for name, chance in ranking[:3] if chance >= LIKELY and name in ctx.kit.answers]
    search = await _search(request)
    by_words = await ctx.in_thread(search.find, query)
    return list(dict.fromkeys([*read, *by_words]))[:10]


async def _search(request: Request) -> Search:
    """The index, made at the first search: nobody's chat waits for it at the start."""
    ctx = request.app.ctx
    async with _lock:
        if ctx.search is None:
            terms = ctx.settings.root / "bot" / "components" / "terms.txt"
            ctx.search = await ctx.in_thread(Search, ctx.kit, terms, pages.WEB / "common_words.txt")
    return ctx.search


def _figures(kit: Kit, topic: str, day: dt.date) -> list[tuple[str, Figure | None]]:
    """The figures an answer stands on, as they are in force today; what is not known stands as None beside its name."""
    found = []
    for id in dict.fromkeys(kit.answers.figures(topic)):
        try:
            found.append((kit.parameters.describe(id), kit.parameters.on(id, day)))
        except Uncovered:
            found.append((kit.parameters.describe(id), None))
    return found
