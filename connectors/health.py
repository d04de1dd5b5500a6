"""Is it alive, is it ready, how is it doing."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw

from connectors.work import reading


def blueprint() -> Blueprint:
    """/healthz, /readyz, /metrics."""
    bp = Blueprint("health")

    @bp.get("/healthz", ctx_access="public")
    async def healthz(request: Request) -> HTTPResponse:
        """This process answers."""
        return json({"ok": True})

    @bp.get("/readyz", ctx_access="public")
    async def readyz(request: Request) -> HTTPResponse:
        """Engine, actions and database answer."""
        parts = {
            "engine": await request.app.ctx.engine.ready(),
            "actions": await request.app.ctx.engine.actions_ready(),
            "database": await _database(request),
        }
        return json({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)

    @bp.get("/metrics", ctx_access="public")
    async def metrics(request: Request) -> HTTPResponse:
        """Prometheus text; counts only, never what anybody said."""
        return raw(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)

    return bp


async def _database(request: Request) -> bool:
    try:
        await reading(request, lambda uow, kit, now: uow.cases.get(0))
    except Exception:  # whatever is wrong with the database, the answer is: not ready
        return False
    return True
