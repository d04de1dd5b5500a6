"""A page for each calculator: a form, and below it the same steps that the chat shows, from the same code.

Facts come by POST: what somebody earns and when they were born stands in no URL and no log.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from casework.calculators import Calculator
from casework.domain.benefits.facts import BadFacts
from casework.korean import amounts
from casework.services import benefits
from casework.services.kit import Kit
from connectors import access
from connectors.guide import pages
from connectors.problems import Problem


def install(guide: Blueprint) -> None:
    """/guide/calculators and /guide/calculators/<name>."""

    @guide.get("/calculators", name="calculators", ctx_access=access.PUBLIC)
    async def overview(request: Request) -> HTTPResponse:
        """All calculators."""
        return pages.page("calculators.html", calculators=request.app.ctx.kit.calculators.values())

    @guide.get("/calculators/<name:str>", name="calculator", ctx_access=access.PUBLIC)
    async def empty(request: Request, name: str) -> HTTPResponse:
        """An empty form."""
        chosen = _known(request, name)
        return _page(chosen, {f.name: "" for f in chosen.fields}, {}, None, [])

    @guide.post("/calculators/<name:str>", name="calculate", ctx_access=access.PUBLIC)
    async def filled(request: Request, name: str) -> HTTPResponse:
        """The form as it was filled in, and what comes out."""
        chosen = _known(request, name)
        form = request.form or {}
        given = {f.name: (form.get(f.name) or "").strip() for f in chosen.fields}
        kit: Kit = request.app.ctx.kit
        problems = {
            f.name: kit.words.render("utter_bad_fact_missing")
            for f in chosen.fields
            if f.required and not given[f.name]
        }
        result, lines = None, []
        if not problems:
            try:
                result = benefits.work_out(kit, name, _facts(chosen, given), pages.today())
                lines = [kit.words.render(key, title=chosen.title, **v) for key, v in benefits.headline(result)]
            except BadFacts as error:
                field = error.name.split(".")[0]
                problems[field] = kit.words.render(f"utter_bad_fact_{error.problem}")
        return _page(chosen, given, problems, result, lines, status=400 if problems else 200)


def _known(request: Request, name: str) -> Calculator:
    found = request.app.ctx.kit.calculators.get(name)
    if found is None:
        raise Problem(404, "not_found")
    return found


def _page(
    chosen: Calculator,
    given: dict[str, str],
    problems: dict[str, str],
    result: dict[str, Any] | None,
    lines: list[str],
    status: int = 200,
) -> HTTPResponse:
    return pages.page(
        "calculator.html",
        status=status,
        calculator=chosen,
        given=given,
        problems=problems,
        result=result,
        lines=lines,
    )


def _facts(chosen: Calculator, given: dict[str, str]) -> dict[str, Any]:
    """What was filled in, with whole numbers as numbers. What is no number stays as it is, to be refused by name."""
    found: dict[str, Any] = {}
    for field in chosen.fields:
        value = given[field.name]
        if not value:
            continue
        if field.type in ("count", "choice") and value.isascii() and value.isdigit():
            found[field.name] = int(value)
        elif field.type == "won":
            sums = amounts.find(value)  # 250만, 이백오십만원, as in the chat
            found[field.name] = sums[0].value if sums else value
        else:
            found[field.name] = value
    return found
