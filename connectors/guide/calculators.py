"""A page for each calculator: a form, and below it the same steps that the chat shows, from the same code.

Facts come by POST: what somebody earns and when they were born stands in no URL and no log.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from sanic import Blueprint, HTTPResponse, Request

from casework.domain.benefits.facts import BadFacts
from casework.korean import amounts
from casework.services import benefits
from casework.services.kit import Kit
from connectors import access
from connectors.guide import pages
from connectors.problems import Problem


@dataclass(frozen=True)
class Field:
    """One thing to fill in."""

    name: str
    type: str  # won, day, count, choice
    label: str
    help: str | None = None
    required: bool = False
    options: tuple[int | str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Calculator:
    """One entry of web/guide/calculators.yml."""

    name: str
    topic: str
    title: str
    intro: str
    fields: tuple[Field, ...]


@lru_cache(maxsize=1)
def calculators() -> dict[str, Calculator]:
    """All of them by name, in the order of the file."""
    rows = yaml.safe_load((pages.WEB / "calculators.yml").read_text(encoding="utf-8"))
    return {row["name"]: Calculator(**row | {"fields": tuple(Field(**f) for f in row["fields"])}) for row in rows}


def of_topic(topic: str) -> Calculator | None:
    """The calculator that belongs to an answer."""
    return next((one for one in calculators().values() if one.topic == topic), None)


def install(guide: Blueprint) -> None:
    """/guide/calculators and /guide/calculators/<name>."""

    @guide.get("/calculators", name="calculators", ctx_access=access.PUBLIC)
    async def overview(request: Request) -> HTTPResponse:
        """All calculators."""
        return pages.page("calculators.html", calculators=calculators().values())

    @guide.get("/calculators/<name:str>", name="calculator", ctx_access=access.PUBLIC)
    async def empty(request: Request, name: str) -> HTTPResponse:
        """An empty form."""
        chosen = _known(name)
        return _page(chosen, {f.name: "" for f in chosen.fields}, {}, None)

    @guide.post("/calculators/<name:str>", name="calculate", ctx_access=access.PUBLIC)
    async def filled(request: Request, name: str) -> HTTPResponse:
        """The form as it was filled in, and what comes out."""
        chosen = _known(name)
        form = request.form or {}
        given = {f.name: (form.get(f.name) or "").strip() for f in chosen.fields}
        kit: Kit = request.app.ctx.kit
        problems = {
            f.name: kit.words.render("utter_bad_fact_missing")
            for f in chosen.fields
            if f.required and not given[f.name]
        }
        result = None
        if not problems:
            try:
                result = benefits.work_out(kit, name, _facts(chosen, given), pages.today())
            except BadFacts as error:
                field = error.name.split(".")[0]
                problems[field] = kit.words.render(f"utter_bad_fact_{error.problem}")
        return _page(chosen, given, problems, result, status=400 if problems else 200)


def _known(name: str) -> Calculator:
    if name not in calculators():
        raise Problem(404, "not_found")
    return calculators()[name]


def _page(chosen: Calculator, given: dict, problems: dict, result: dict | None, status: int = 200) -> HTTPResponse:
    return pages.page(
        "calculator.html", status=status, calculator=chosen, given=given, problems=problems, result=result
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
