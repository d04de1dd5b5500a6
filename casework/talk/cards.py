"""Fill a card as the worker of a script would, in the form a page sends it."""

from __future__ import annotations

import re
from typing import Any

from casework.domain.intake.validation import birth_date
from casework.korean.answers import yes_no

Answers = dict[str, tuple[str, ...]]


def values(card: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Values for the card's fields.

    Optional fields that the script does not list stay empty. Consents that it
    does not list are given: nearly every worker ticks them, and a script about
    a worker who refuses says so (`consent.personal: 아니요`).
    """
    filled = {f["id"]: _value(f, answers.get(f["id"], ()), 0) for f in card["fields"] if not f.get("given")}
    return {name: value for name, value in filled.items() if value is not None}


def again(
    card: dict[str, Any], answers: Answers, sent: dict[str, Any], problems: dict[str, str]
) -> dict[str, Any] | None:
    """A second try after the server named problems; None if the script has nothing else to say about one of them."""
    second = dict(sent)
    for one in card["fields"]:
        if one["id"] not in problems:
            continue
        value = _value(one, answers.get(one["id"], ()), 1)
        if value is None or value == sent.get(one["id"]):
            return None
        second[one["id"]] = value
    return second if problems else None


def _value(field: dict[str, Any], sayings: tuple[str, ...], attempt: int) -> Any:
    if field["type"] == "check":
        return True if not sayings else _agrees(sayings[min(attempt, len(sayings) - 1)])
    if attempt >= len(sayings):
        return None
    text = sayings[attempt]
    if field["type"] == "date" or field["id"].endswith("birth_date"):
        return birth_date(text) or text
    if field["type"] in ("tel", "registration"):
        return (re.search(r"\+?[\d][\d\s().-]*\d", text) or [text])[0].strip()
    return text


def _agrees(text: str) -> bool | None:
    if text in ("true", "false"):
        return text == "true" or None
    if re.search(r"동의", text) and not re.search(r"안|않|못|싫", text):
        return True
    return True if yes_no(text) else None
