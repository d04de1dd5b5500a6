"""Who may call a route. Each route says it once, in `ctx_access=`; a route that does not is refused.

    @bp.get("/queue", ctx_access=access.staff("agent", "handler", "lead"))

Sanic keeps the value as `route.ctx.access`, so that a test can walk all routes.
"""

from __future__ import annotations

from typing import Any

PUBLIC = "public"  # anybody
GATEWAY = "gateway"  # a voice gateway that knows the shared secret; the handler checks it
WORKER = "worker"  # the holder of the conversation's token; the handler checks which conversation

ROLES = ("agent", "handler", "lead", "admin")
_STAFF = "staff:"


def staff(*roles: str) -> str:
    """Signed-in staff of these roles; of every role when none is named."""
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"unknown roles {sorted(unknown)}")
    return _STAFF + ",".join(roles or ROLES)


def of(route: Any) -> str | None:
    """What the route says about itself; None where nobody has decided."""
    return getattr(route.ctx, "access", None) if route is not None else None


def is_staff(rule: str | None) -> bool:
    """Whether the rule asks for a sign-in of staff."""
    return rule is not None and rule.startswith(_STAFF)


def permits(rule: str | None, role: str | None) -> bool:
    """Whether staff of `role` (None: nobody signed in) may pass. Undecided routes let nobody in."""
    if rule == PUBLIC:
        return True
    return is_staff(rule) and role is not None and role in rule.removeprefix(_STAFF).split(",")
