"""`ieum benefit`: one benefit worked out from facts, with its arithmetic and articles."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, BinaryIO

from casework.commands.output import CommandFailed, print_json, say
from casework.domain.benefits.facts import BadFacts
from casework.services import benefits
from casework.services.hours import KOREA
from casework.services.kit import Kit
from casework.settings import Settings

LARGEST = 1_000_000  # bytes


def benefit(name: str, facts: str, standard_input: BinaryIO, *, as_json: bool) -> None:
    """Print the outcome. Raises CommandFailed for an unknown name, no JSON, or a fact that cannot be read."""
    if name not in benefits.NAMES:
        raise CommandFailed(f"no benefit {name!r}; there are: {', '.join(benefits.NAMES)}")
    kit = Kit.load(Settings.load().root)
    try:
        result = benefits.work_out(kit, name, _read(facts, standard_input), dt.datetime.now(KOREA).date())
    except BadFacts as error:
        raise CommandFailed(f"{error.name}: {kit.words.render(f'utter_bad_fact_{error.problem}')}") from None
    if as_json:
        print_json(result)
        return
    for step in result["steps"]:
        say(f"{step['text']}  [{step['article']}]" if step["article"] else step["text"])
    say()
    say(f"{result['amount'] if result['amount'] is not None else result['range']} {result['unit']}")
    for line in [*result["missing_words"], *result["confirm"]]:
        say(f"  {line}")


def _read(facts: str, standard_input: BinaryIO) -> Any:
    try:
        raw = standard_input.read(LARGEST + 1) if facts == "-" else Path(facts).read_bytes()
    except OSError as error:
        raise CommandFailed(f"{facts}: {error.strerror}") from None
    if len(raw) > LARGEST:
        raise CommandFailed(f"the facts are larger than {LARGEST:,} bytes")
    try:
        return json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise CommandFailed("the facts are not JSON") from None


def _refuse(name: str) -> None:
    raise ValueError(name)
