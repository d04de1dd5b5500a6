"""How often one address may do what could be abused."""

from __future__ import annotations

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from sanic import Request

from connectors.problems import Problem

RULES = {
    "create": parse("60/minute"),
    "resume": parse("10/minute"),
    "attach": parse("120/minute"),
    "speak": parse("120/minute"),
}


class Limits:
    """Counted in this process, or in Redis for several gateways."""

    def __init__(self, redis_url: str | None, rules: dict[str, RateLimitItem] | None = None) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(redis_url or "memory://"))
        self._rules = rules or RULES

    def check(self, request: Request, what: str) -> None:
        """Count one try. Raises Problem 429."""
        if not self._limiter.hit(self._rules[what], what, request.remote_addr or request.ip):
            raise Problem(429, "too_many")
