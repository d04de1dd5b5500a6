"""The worker's web chat: API, WebSocket and the static page."""

from sanic import Blueprint


def blueprint() -> Blueprint:
    """All routes of the chat."""
    from connectors.web_chat import papers, socket  # noqa: F401  (they add their routes to the same blueprint)
    from connectors.web_chat.routes import api

    return api
