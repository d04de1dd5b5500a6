"""Static pages and assets. Third-party files come from node_modules, never from the tree."""

from __future__ import annotations

from sanic import HTTPResponse, Request, Sanic
from sanic.response import file

from casework.settings import Settings


def register(app: Sanic, settings: Settings) -> None:
    """The chat page, the summary page, our own files and the packages'."""
    web, packages = settings.root / "web", settings.root / "node_modules"

    @app.get("/", name="chat_page", ctx_access="public")
    async def chat_page(request: Request) -> HTTPResponse:
        """The worker chat."""
        return await file(web / "chat" / "index.html", headers={"Cache-Control": "no-cache"})

    @app.get("/summary", name="summary_page", ctx_access="public")
    async def summary_page(request: Request) -> HTTPResponse:
        """The receipt; its data is fetched with the worker's secret."""
        return await file(web / "chat" / "summary.html", headers={"Cache-Control": "no-cache"})

    # Folder by folder: templates lie beside them and are not for the public.
    for name in (
        "chat/css",
        "chat/js",
        "desk/css",
        "desk/js",
        "guide/css",
        "attach/css",
        "attach/js",
        "call-me/css",
        "call-me/js",
    ):
        app.static(f"/static/{name}", web / name, name="static_" + name.replace("/", "_"))
    for name in ("chat/icon.svg", "desk/icon.svg", "shared/tokens.css", "shared/base.css", "shared/early.js",
                 "shared/text_size.js", "shared/dom.js"):  # fmt: skip
        app.static(f"/static/{name}", web / name, name="static_" + name.replace("/", "_").replace(".", "_"))
    for name, folder in (
        ("krds", packages / "krds-uiux" / "resources"),
        ("pretendard", packages / "pretendard-gov" / "dist" / "web"),
        ("htmx", packages / "htmx.org" / "dist"),
    ):
        if folder.is_dir():
            app.static(f"/assets/{name}", folder, name=f"assets_{name}")
