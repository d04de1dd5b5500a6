"""The door of the desk: who is it, may they, and does the form come from our own page?"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, redirect

from casework.services import staff_sessions
from casework.services.desk_access import NotFound
from connectors import access, work
from connectors.desk.pages import form, is_htmx, page

COOKIE = "ieum_desk"
FORM_COOKIE = "ieum_desk_form"  # double submit: there is no session before the sign-in
SIGN_IN, PASSWORD = "/desk", "/desk/password"
_READING = ("GET", "HEAD")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def install(blueprint: Blueprint) -> None:
    """Put the door in front of every route of the blueprint."""
    blueprint.middleware(check, "request")
    blueprint.middleware(protect, "response")
    blueprint.exception(NotFound)(not_found)


async def check(request: Request) -> HTTPResponse | None:
    """Sign-in, role, first password and CSRF, in this order. None lets the request pass."""
    rule = access.of(request.route)
    request.ctx.signed_in = signed_in = await who(request)
    if not access.is_staff(rule):
        if not access.permits(rule, None):
            return refused(request, "no_access")
        return None if request.method in _READING or _same_form(request) else refused(request, "stale_page")
    if signed_in is None:
        return to_sign_in(request)
    if not access.permits(rule, signed_in.staff.role):
        return refused(request, "no_access")
    if request.method not in _READING and not _same_session(request, signed_in.csrf):
        return refused(request, "stale_page")
    if signed_in.staff.must_change_password and not getattr(request.route.ctx, "before_password_change", False):
        return redirect(PASSWORD, status=303)
    return None


async def who(request: Request) -> staff_sessions.SignedIn | None:
    """The person behind the cookie. What pages fetch on their own does not count as activity."""
    signed_in = await who_is_still(request)
    if signed_in is not None and signed_in.seen_long_ago and request.headers.get("x-desk-background") is None:
        secret = request.cookies.get(COOKIE)
        await work.writing(request, lambda uow, kit, now: staff_sessions.touch(uow, now, secret))
    return signed_in


async def who_is_still(request: Request) -> staff_sessions.SignedIn | None:
    """The person behind the cookie at this moment, without counting as activity."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    return await work.reading(request, lambda uow, kit, now: staff_sessions.session_of(uow, now, secret))


async def protect(request: Request, response: HTTPResponse | None) -> None:
    """Headers for pages that show personal data."""
    if response is None or not hasattr(response, "headers"):
        return
    response.headers["content-security-policy"] = getattr(request.ctx, "policy", POLICY)
    response.headers["cache-control"] = "no-store"
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["referrer-policy"] = "same-origin"


def to_sign_in(request: Request) -> HTTPResponse:
    """Whoever is not signed in starts at the sign-in page and comes back to the page they wanted."""
    if is_htmx(request):
        return empty(401, headers={"hx-redirect": SIGN_IN})
    wanted = request.path if request.method in _READING and request.path.startswith("/desk/") else ""
    return redirect(SIGN_IN + (f"?next={quote(wanted)}" if wanted else ""), status=303)


def refused(request: Request, notice: str) -> HTTPResponse:
    """403 with words that say what to do."""
    return page(request, "problem.html", status=403, title=notice)


async def not_found(request: Request, error: NotFound) -> HTTPResponse:
    """404, the same for what does not exist and for what is another branch's."""
    response = page(request, "problem.html", status=404, title="not_found")
    await protect(request, response)
    return response


def set_session(request: Request, response: HTTPResponse, secret: str) -> None:
    """Hand the browser its secret; it stays for at most the session's 12 hours."""
    response.add_cookie(
        COOKIE, secret, path="/desk", httponly=True, samesite="Lax", secure=is_secure(request),
        max_age=int(staff_sessions.LONGEST.total_seconds()),
    )  # fmt: skip


def drop_session(response: HTTPResponse) -> None:
    """Make the browser forget its secret."""
    response.delete_cookie(COOKIE, path="/desk")


def set_form_cookie(request: Request, response: HTTPResponse, value: str) -> None:
    """The token that the sign-in form repeats."""
    response.add_cookie(
        FORM_COOKIE, value, path="/desk", httponly=True, samesite="Strict", secure=is_secure(request), max_age=3600
    )


def form_token(request: Request) -> str:
    """The browser's token for the sign-in form, or a new one."""
    known = request.cookies.get(FORM_COOKIE) or ""
    return known if len(known) == 64 else secrets.token_hex(32)


def is_secure(request: Request) -> bool:
    """Whether the browser speaks HTTPS with us or with the proxy in front."""
    return request.scheme in ("https", "wss") or request.app.ctx.settings.secure_cookies


def _same_form(request: Request) -> bool:
    known = request.cookies.get(FORM_COOKIE) or ""
    return bool(known) and hmac.compare_digest(known.encode(), form(request, "csrf_token").encode())


def _same_session(request: Request, csrf: str) -> bool:
    given = request.headers.get("x-csrf-token") or form(request, "csrf_token")
    return hmac.compare_digest(csrf.encode(), given.encode())
