"""/api/docs: every route with who may call it, made from the routes themselves."""

from __future__ import annotations

import inspect
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import html, json

from connectors import access
from connectors.schemas import SCHEMAS


def blueprint() -> Blueprint:
    """The OpenAPI document and a page to read it."""
    bp = Blueprint("api_docs")

    @bp.get("/api/docs", ctx_access=access.PUBLIC)
    async def page(request: Request) -> HTTPResponse:
        """All routes, to read."""
        template = request.app.ctx.pages.get_template("api_docs.html")
        return html(template.render(document=openapi(request.app)))

    @bp.get("/api/docs/openapi.json", ctx_access=access.PUBLIC)
    async def document(request: Request) -> HTTPResponse:
        """All routes, for programs."""
        return json(openapi(request.app))

    return bp


def openapi(app: Sanic) -> dict[str, Any]:
    """OpenAPI 3.1 of every route. The summary is the handler's docstring."""
    paths: dict[str, dict[str, Any]] = {}
    for route in app.router.routes:
        if route.name.split(".")[-1].startswith(("static_", "assets_")):
            continue
        path = "/" + route.path.replace("<", "{").replace(":str>", "}").replace(":int>", "}").replace(">", "}").lstrip(
            "/"
        )
        rule = access.of(route)
        for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
            paths.setdefault(path, {})[method.lower()] = {
                "operationId": f"{method.lower()}_{route.name.split('.', 1)[-1].replace('.', '_')}",
                "summary": (inspect.getdoc(route.handler) or "").split("\n")[0],
                "x-access": rule,
                "security": _SECURITY.get((rule or "").split(":")[0], []),
                "parameters": [
                    {"name": param.name, "in": "path", "required": True, "schema": {"type": "string"}}
                    for param in route.params.values()
                ],
                **_body(route),
                "responses": {
                    "2XX": {"description": "as the summary says"} | _content(getattr(route.ctx, "returns", None)),
                    "4XX": {"description": "refused", "content": {"application/json": {"schema": _ERROR}}},
                },
            }
    return {
        "openapi": "3.1.0",
        "info": {"title": "산재이음", "version": "1"},
        "components": {
            "securitySchemes": {
                "worker": {"type": "http", "scheme": "bearer"},
                "staff": {"type": "apiKey", "in": "cookie", "name": "ieum_desk"},
            }
        },
        "paths": dict(sorted(paths.items())),
    }


def _body(route: Any) -> dict[str, Any]:
    """What is sent, where the route says it in `ctx_body`."""
    name = getattr(route.ctx, "body", None)
    return {"requestBody": {"required": True} | _content(name)} if name else {}


def _content(name: str | None) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": SCHEMAS[name]}}} if name else {}


_SECURITY = {"worker": [{"worker": []}], "staff": [{"staff": []}]}
_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}, "fields": {"type": "object"}},
        }
    },
}
