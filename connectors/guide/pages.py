"""The help centre's templates and its list of groups: one environment a process, everything escaped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import HTTPResponse
from sanic.response import html

from casework import clock
from casework.answers import render
from casework.services.hours import KOREA
from casework.services.kit import Kit, Topic
from casework.settings import ROOT

WEB = ROOT / "web" / "guide"


@dataclass(frozen=True)
class Group:
    """Topics that stand together on the first page."""

    title: str
    topics: tuple[Topic, ...]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates under web/guide/templates; an unknown name in one is an error, not an empty string."""
    env = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["figure"] = render
    env.filters["sentences"] = lambda text: [line for line in text.splitlines() if line.strip()]
    return env


@lru_cache(maxsize=1)
def _rows() -> list[dict[str, Any]]:
    return yaml.safe_load((WEB / "groups.yml").read_text(encoding="utf-8"))


def groups(kit: Kit) -> tuple[Group, ...]:
    """Every answer topic once, in the order of web/guide/groups.yml."""
    return tuple(
        Group(
            row["title"],
            tuple(t for t in kit.topics.values() if t.id.split(".")[0] in row["families"] and t.id in kit.answers),
        )
        for row in _rows()
    )


def today() -> dt.date:
    """The day in Korea."""
    return clock.now().astimezone(KOREA).date()


def page(template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """A page."""
    return html(environment().get_template(template).render(today=today(), **values), status=status)
