"""Refusals as the API tells them: a status, an id, and words that say what to do."""

from __future__ import annotations

from typing import Any

import structlog
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import html, json

from casework.store.database import is_passing
from casework.words import Words

log = structlog.get_logger(__name__)


class Problem(Exception):
    """A refusal. `code` names the response utter_error_<code>."""

    def __init__(self, status: int, code: str, *, fields: dict[str, str] | None = None, **values: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.fields, self.values = status, code, fields, values

    def body(self, words: Words) -> dict[str, Any]:
        """The JSON error."""
        error = {"code": self.code, "message": words.render(f"utter_error_{self.code}", **self.values)}
        return {"error": error | ({"fields": self.fields} if self.fields else {})}


def register(app: Sanic) -> None:
    """Every exception becomes a clear answer; what is unforeseen is logged without what the user sent."""

    @app.exception(Problem)
    async def refused(request: Request, problem: Problem) -> HTTPResponse:
        return answer(request, problem)

    @app.exception(SanicException)
    async def by_sanic(request: Request, error: SanicException) -> HTTPResponse:
        codes = {404: "not_found", 405: "not_found", 413: "too_large", 415: "bad_type"}
        return answer(request, Problem(error.status_code, codes.get(error.status_code, "bad_request")))

    @app.exception(UnicodeError)
    async def bad_encoding(request: Request, error: UnicodeError) -> HTTPResponse:
        return answer(request, Problem(400, "bad_request"))

    @app.exception(Exception)
    async def unforeseen(request: Request, error: Exception) -> HTTPResponse:
        log.exception("unforeseen", path=_pattern(request), error=type(error).__name__)
        return answer(request, Problem(503 if is_passing(error) else 500, "unforeseen"))


def _pattern(request: Request) -> str:
    """The route, not the address: an upload link's address is a secret."""
    return request.route.path if request.route else ""


def answer(request: Request, problem: Problem) -> HTTPResponse:
    """JSON for the API, a small page for a browser."""
    body = problem.body(request.app.ctx.kit.words)
    wants_page = "text/html" in (request.headers.get("accept") or "") and not request.path.startswith("/api/")
    if wants_page:
        template = request.app.ctx.pages.get_template("problem.html")
        return html(template.render(message=body["error"]["message"], status=problem.status), status=problem.status)
    return json(body, status=problem.status)
