"""Messages that were not clearly understood: a lead confirms the topic or gives the right one."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from casework.services import learning
from connectors import access, work
from connectors.desk.pages import back_to, form, page

LEADS = access.staff("lead")


def install(blueprint: Blueprint) -> None:
    """Add the routes."""

    @blueprint.get("/learn", ctx_access=LEADS)
    async def learn(request: Request) -> HTTPResponse:
        return await _list(request, notice=request.args.get("notice"))

    @blueprint.post("/learn/<message:int>", ctx_access=LEADS)
    async def label(request: Request, message: int) -> HTTPResponse:
        topic = form(request, "topic").strip()
        try:
            await work.writing(
                request,
                lambda uow, kit, now: learning.label(uow, now, request.ctx.signed_in.staff, message, topic, kit.topics),
            )
        except learning.UnknownTopic:
            return await _list(request, 422, notice="unknown_topic")
        return back_to("/desk/learn", "labelled")


async def _list(request: Request, status: int = 200, **values) -> HTTPResponse:
    staff = request.ctx.signed_in.staff
    rows, done = await work.reading(
        request, lambda uow, kit, now: (learning.open_messages(uow, staff), uow.unclear.count_labelled())
    )
    return page(request, "learn.html", status, rows=rows, done=done, topics=request.app.ctx.kit.topics, **values)
