"""The desk's templates: one environment a process, everything escaped."""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import HTTPResponse, Request
from sanic.response import html, redirect

from casework import branches, clock
from casework.settings import ROOT

KOREA = ZoneInfo("Asia/Seoul")
TEMPLATES = ROOT / "web" / "desk" / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates under web/desk/templates; an unknown name in one is an error, not an empty string."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["korea"] = lambda when: when.astimezone(KOREA)
    env.filters["branch_name"] = _branch_name
    env.globals["new_id"] = lambda: uuid.uuid4().hex
    return env


def _branch_name(code: str | None) -> str:
    branch = branches.by_code(code)
    return branch.name if branch is not None else (code or "")


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """A page or a fragment; `me`, `csrf` and `today` are there in every template."""
    signed_in = getattr(request.ctx, "signed_in", None)
    values.setdefault("notice", None)
    values.setdefault("notice_values", {})
    return html(
        environment()
        .get_template(template)
        .render(
            me=signed_in.staff if signed_in else None,
            csrf=signed_in.csrf if signed_in else "",
            today=clock.now().astimezone(KOREA).date(),
            here=request.path,
            **values,
        ),
        status=status,
    )


def is_htmx(request: Request) -> bool:
    """Whether the page's own scripts asked, who want a fragment and no redirect."""
    return request.headers.get("hx-request") == "true"


def back_to(path: str, notice: str | None = None) -> HTTPResponse:
    """To `path` after a form, so that a reload does not send the form again; `notice` is shown there."""
    return redirect(path + (f"?{urlencode({'notice': notice})}" if notice else ""), status=303)


def form(request: Request, name: str, default: str = "") -> str:
    """A field of a form as text that every database takes."""
    return ((request.form.get(name) if request.form else None) or default).replace("\0", "")
