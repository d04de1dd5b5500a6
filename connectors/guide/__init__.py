"""The public help centre at /guide: the chat's answers and calculators as pages, rendered here; nothing is stored."""

from __future__ import annotations

from sanic import Blueprint

from connectors.guide import calculators, topics


def blueprint() -> Blueprint:
    """All routes under /guide. Needs app.ctx: kit, engine, in_thread, settings."""
    guide = Blueprint("guide", url_prefix="/guide")
    topics.install(guide)
    calculators.install(guide)
    return guide
