"""Signing in and out, and the first password."""

from __future__ import annotations

from functools import lru_cache

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import redirect

from casework.services import staff, staff_sessions
from connectors import access, work
from connectors.desk import guard
from connectors.desk.pages import back_to, form, page

# Per address and beside the lock of the login itself: many logins tried from one place.
TRIES_PER_ADDRESS = parse("30 per 5 minutes")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @lru_cache(maxsize=1)
    def limiter(redis_url: str | None) -> MovingWindowRateLimiter:
        return MovingWindowRateLimiter(storage_from_string(redis_url or "memory://"))

    @blueprint.get("/", strict_slashes=False, ctx_access=access.PUBLIC)
    async def entrance(request: Request) -> HTTPResponse:
        if request.ctx.signed_in is not None:
            return redirect(home(request.ctx.signed_in.staff.role), status=303)
        return _form(request, notice=request.args.get("notice"))

    @blueprint.post("/sign-in", ctx_access=access.PUBLIC)
    async def sign_in(request: Request) -> HTTPResponse:
        ctx, address = request.app.ctx, request.remote_addr or request.ip
        if not limiter(ctx.settings.redis_url).hit(TRIES_PER_ADDRESS, "desk", address):
            return _form(request, status=429, notice="too_many_tries")
        login, password = form(request, "login"), form(request, "password")
        person = await ctx.in_thread(staff_sessions.authenticate, ctx.store, work.now(), login, password)
        if person is None:
            return _form(request, status=401, notice="wrong_sign_in", login=login)
        opened = await work.writing(request, lambda uow, kit, now: staff_sessions.open_session(uow, now, person.id))
        wanted = form(request, "next")
        response = redirect(wanted if _is_ours(wanted) else home(person.role), status=303)
        guard.set_session(request, response, opened.secret)
        return response

    @blueprint.post("/sign-out", ctx_access=access.staff(), ctx_before_password_change=True)
    async def sign_out(request: Request) -> HTTPResponse:
        secret = request.cookies.get(guard.COOKIE) or ""
        await work.writing(request, lambda uow, kit, now: staff_sessions.end_session(uow, now, secret))
        response = back_to(guard.SIGN_IN, "signed_out")
        guard.drop_session(response)
        return response

    @blueprint.get("/password", ctx_access=access.staff(), ctx_before_password_change=True)
    async def password_form(request: Request) -> HTTPResponse:
        return page(request, "password.html")

    @blueprint.post("/password", ctx_access=access.staff(), ctx_before_password_change=True)
    async def change_password(request: Request) -> HTTPResponse:
        me = request.ctx.signed_in.staff
        current, new = form(request, "current"), form(request, "new")
        if new != form(request, "again"):
            return page(request, "password.html", status=422, notice="passwords_differ")
        ctx = request.app.ctx
        try:
            opened = await ctx.in_thread(staff_sessions.change_password, ctx.store, work.now(), me.id, current, new)
        except staff.StaffError as error:
            return page(request, "password.html", status=422, notice=error.problem)
        response = back_to(home(me.role), "password_changed")
        guard.set_session(request, response, opened.secret)
        return response

    @blueprint.post("/duty", ctx_access=access.staff("agent", "handler", "lead"))
    async def duty(request: Request) -> HTTPResponse:
        me, on = request.ctx.signed_in.staff, form(request, "on") == "1"
        await work.writing(request, lambda uow, kit, now: staff.set_on_duty(uow, kit.words, now, me.id, on))
        return back_to("/desk/queue", "on_duty" if on else "off_duty")


def home(role: str) -> str:
    """Where each role starts."""
    return "/desk/staff" if role == "admin" else "/desk/queue"


def _is_ours(path: str) -> bool:
    """A path of the desk, so that the sign-in page sends nobody to another site."""
    return path.startswith("/desk/") and "\\" not in path and "//" not in path and path.isprintable()


def _form(request: Request, *, status: int = 200, notice: str | None = None, login: str = "") -> HTTPResponse:
    token = guard.form_token(request)
    wanted = form(request, "next") or request.args.get("next") or ""
    response = page(
        request, "sign_in.html", status=status, notice=notice, login=login, token=token,
        wanted=wanted if _is_ours(wanted) else "",
    )  # fmt: skip
    guard.set_form_cookie(request, response, token)
    return response
