"""The agent console at /desk/console: the routes of an agent's call, behind the door of the desk.

What a caller says is understood by the engine with identifiers replaced; where the engine is away, by the rules alone.
"""

from __future__ import annotations

from sanic import Blueprint

from connectors.console import call_backs, caller, calls, claim, ending, line


def install(blueprint: Blueprint) -> None:
    """Add all routes to the desk's blueprint."""
    for part in (calls, caller, claim, line, ending, call_backs):
        part.install(blueprint)
