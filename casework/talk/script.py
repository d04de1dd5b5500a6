"""What a scripted worker says: read from YAML, checked before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ACTIONS = frozenset({"say", "choose", "attach", "wait_for", "close_page", "resume"})
KEYS = frozenset({"title", "story", "answers", "steps", "interrupt", "correct", "expect"})


class BadScript(ValueError):
    """A script that cannot be played; the message names the file and the place."""


@dataclass(frozen=True)
class Step:
    """One fixed turn: `action` is one of ACTIONS, `value` what the script gives it."""

    action: str
    value: Any


@dataclass(frozen=True)
class Script:
    """A whole script. `answers` has a list of sayings for each field: one for each time it is asked."""

    path: Path
    story: str | None = None
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    interrupt: dict[str, str] = field(default_factory=dict)
    correct: tuple[str, ...] = ()
    expect: dict[str, Any] = field(default_factory=dict)
    title: str = ""


def load(path: Path) -> Script:
    """Read a script. Raises BadScript."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadScript(f"{path}: {error}") from None
    if not isinstance(document, dict):
        raise BadScript(f"{path}: a script is a mapping with story, answers, steps, interrupt, correct")
    if unknown := sorted(set(map(str, document)) - KEYS):
        raise BadScript(f"{path}: unknown key {unknown[0]}")
    story = document.get("story")
    steps = tuple(_step(path, row) for row in _list(path, "steps", document.get("steps")))
    if not story and not steps:
        raise BadScript(f"{path}: story or steps is needed, or the worker has nothing to say")
    return Script(
        path=path,
        story=_text(story) if story else None,
        answers={k: tuple(_text(v) for v in _list(path, k, v)) for k, v in _map(path, "answers", document).items()},
        steps=steps,
        interrupt={k: _text(v) for k, v in _map(path, "interrupt", document).items()},
        correct=tuple(_text(v) for v in _list(path, "correct", document.get("correct"))),
        expect=_map(path, "expect", document),
        title=_text(document.get("title") or path.stem),
    )


class _Plain(yaml.SafeLoader):
    """Dates and numbers stay as they are written: a worker says 1964-05-12 and 010…, not objects."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null")]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _step(path: Path, row: Any) -> Step:
    if isinstance(row, str) and row in ACTIONS:  # "- close_page" without a value
        return Step(row, True)
    if not isinstance(row, dict) or len(row) != 1 or next(iter(row)) not in ACTIONS:
        raise BadScript(f"{path}: step {row!r} must be one of {', '.join(sorted(ACTIONS))}")
    action, value = next(iter(row.items()))
    if action in ("say", "choose", "attach", "wait_for"):
        if not isinstance(value, str) or not value:
            raise BadScript(f"{path}: step {action} needs a text")
    elif action == "resume" and not isinstance(value, (bool, type(None), dict)):
        raise BadScript(f"{path}: step resume takes nothing, or draft_number and birth_date")
    return Step(action, value)


def _map(path: Path, key: str, document: dict[str, Any]) -> dict[str, Any]:
    value = document.get(key) or {}
    if not isinstance(value, dict):
        raise BadScript(f"{path}: {key} must be a mapping")
    return value


def _list(path: Path, key: str, value: Any) -> list[Any]:
    if value is None:
        return []
    rows = value if isinstance(value, list) else [value]
    if any(row is None for row in rows):
        raise BadScript(f"{path}: {key} has an empty entry")
    return rows


def _text(value: Any) -> str:
    """A saying as typed; `yes` and `no` of a consent become true and false."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()
