"""/api/benefits/<name>: the calculators for programs, the same JSON as `ieum benefit`. Nothing is stored."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from casework.domain.benefits.facts import BadFacts
from casework.services import benefits
from connectors import access
from connectors.guide.pages import today
from connectors.problems import Problem


def blueprint() -> Blueprint:
    """POST /api/benefits/<name>."""
    bp = Blueprint("benefits_api")

    @bp.post(
        "/api/benefits/<name:str>", name="benefit", ctx_access=access.PUBLIC, ctx_body="facts", ctx_returns="outcome"
    )
    async def benefit(request: Request, name: str) -> HTTPResponse:
        """Work out one benefit from facts: amount, steps with articles, what is missing, whether it is verified."""
        if name not in benefits.NAMES:
            raise Problem(404, "not_found")
        kit = request.app.ctx.kit
        try:
            return json(benefits.work_out(kit, name, request.json, today()))
        except BadFacts as error:
            raise Problem(
                400, "bad_facts", fields={error.name: kit.words.render(f"utter_bad_fact_{error.problem}")}
            ) from None

    return bp
