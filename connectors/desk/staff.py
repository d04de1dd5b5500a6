"""The staff administration: add, disable, enable, reset. One-time passwords are shown once and kept nowhere."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework import branches
from casework.services import staff
from connectors import access, work
from connectors.desk.pages import back_to, form, page

ADMIN = access.staff("admin")
TEAMS = ("accident_counselling", "care_support", "rehabilitation")
_FIELDS = ("login", "name", "role", "branch_code", "team", "phone", "capacity", "chat_capacity", "duty_hours", "email")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/staff", ctx_access=ADMIN)
    async def staff_page(request: Request) -> HTTPResponse:
        return await _list(request, notice=request.args.get("notice"))

    @blueprint.post("/staff", ctx_access=ADMIN)
    async def add(request: Request) -> HTTPResponse:
        given = {name: form(request, name).strip() for name in _FIELDS}
        if branches.by_code(given["branch_code"]) is None and given["branch_code"]:
            return await _list(request, 422, notice="unknown_branch", given=given)
        try:
            password = await work.writing(
                request,
                lambda uow, kit, now: staff.add(
                    uow, now, login=given["login"], name=given["name"], role=given["role"],
                    branch_code=given["branch_code"] or None,
                    team=given["team"] if given["team"] in TEAMS else None, phone=given["phone"],
                    capacity=_number(given["capacity"] or "30"), chat_capacity=_number(given["chat_capacity"] or "5"),
                    duty_hours=given["duty_hours"] or None, email=given["email"] or None,
                    by=staff.actor(request.ctx.signed_in.staff),
                ),
            )  # fmt: skip
        except staff.StaffError as error:
            return await _list(request, 422, notice=error.problem, given=given)
        return await _list(request, once={"login": given["login"].lower(), "password": password})

    @blueprint.post("/staff/<login:str>/disable", ctx_access=ADMIN)
    async def disable(request: Request, login: str) -> HTTPResponse:
        me = staff.actor(request.ctx.signed_in.staff)
        return await _change(
            request, "staff_disabled", lambda uow, kit, now: staff.disable(uow, kit.words, now, login, by=me)
        )

    @blueprint.post("/staff/<login:str>/enable", ctx_access=ADMIN)
    async def enable(request: Request, login: str) -> HTTPResponse:
        me = staff.actor(request.ctx.signed_in.staff)
        return await _change(request, "staff_enabled", lambda uow, kit, now: staff.enable(uow, now, login, by=me))

    @blueprint.post("/staff/<login:str>/reset", ctx_access=ADMIN)
    async def reset(request: Request, login: str) -> HTTPResponse:
        me = staff.actor(request.ctx.signed_in.staff)
        try:
            password = await work.writing(request, lambda uow, kit, now: staff.reset(uow, now, login, by=me))
        except staff.StaffError as error:
            return await _list(request, 422, notice=error.problem)
        return await _list(request, once={"login": login, "password": password})


def _number(text: str) -> int:
    """-1, which no rule allows, for what is no number."""
    return int(text) if text.isdecimal() and len(text) < 6 else -1


async def _change(request: Request, notice: str, change: work.Work) -> HTTPResponse:
    try:
        await work.writing(request, change)
    except staff.StaffError as error:
        return await _list(request, 422, notice=error.problem)
    return back_to("/desk/staff", notice)


async def _list(request: Request, status: int = 200, *, given=None, once=None, **values) -> HTTPResponse:
    def look(uow, kit, now) -> list[dict]:
        return [
            {
                "login": one.login, "name": one.name, "role": one.role, "branch": one.branch_code, "team": one.team,
                "phone": one.phone, "capacity": one.capacity, "on_duty": one.on_duty,
                "chat_capacity": one.chat_capacity, "duty_hours": one.duty_hours, "active": one.active,
                "locked": one.locked_until is not None and one.locked_until > now,
                "must_change": one.must_change_password,
            }
            for one in uow.staff.all()
        ]  # fmt: skip

    people = await work.reading(request, look)
    known = [(branch.code, branch.name) for branch in branches.load().branches]
    given = given or dict.fromkeys(_FIELDS, "")
    return page(
        request, "staff.html", status, people=people, branches=known, teams=TEAMS, given=given, once=once, **values
    )
