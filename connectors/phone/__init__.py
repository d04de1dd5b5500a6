"""The telephone: one protocol for any voice gateway, and adapters for two of them. See docs/phone.md."""

from sanic import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """All routes of the telephone."""
    from connectors.phone import jambonz, routes, socket, twilio  # noqa: F401  (socket adds its route to the first)

    return routes.api, jambonz.api, twilio.api
