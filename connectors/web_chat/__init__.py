"""The worker's web chat: API, WebSocket and the static page."""

from sanic import Blueprint


def blueprint() -> Blueprint:
    """All routes of the chat."""
    from connectors.web_chat import socket  # noqa: F401  (adds its route to the same blueprint)
    from connectors.web_chat.routes import api

    return api
