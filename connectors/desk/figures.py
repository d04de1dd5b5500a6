"""The state of the legal figures, for the administrator and the leads: what somebody has to look up or renew."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework import clock
from connectors import access
from connectors.desk.pages import KOREA, page

READERS = access.staff("admin", "lead")


def install(blueprint: Blueprint) -> None:
    """Add the route."""

    @blueprint.get("/figures", ctx_access=READERS)
    async def figures(request: Request) -> HTTPResponse:
        """Figures that are unverified, end soon, were not checked for long, or have no value today."""
        parameters = request.app.ctx.kit.parameters
        report = parameters.report(clock.now().astimezone(KOREA).date())
        gaps = [(id, parameters.describe(id), parameters.history(id)[-1]) for id in report.uncovered]
        return page(request, "figures.html", report=report, gaps=gaps)
