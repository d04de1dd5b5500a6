"""Speech for trial: somebody talks with the bot through the browser at /call-me. See docs/speech.md.

The browser is the voice gateway here: what it hears goes to the recogniser, and every answer of the neutral telephone
protocol comes back with its sound. Off unless IEUM_SPEECH_TRIAL=1; without `make speech` the page only says how to get it.
"""

from sanic import Blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """The page and its API."""
    from connectors.speech import page, routes

    return page.bp, routes.api
