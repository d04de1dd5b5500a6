"""A benefit worked out and put into words: the same for the chat, the pages, the command and the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from casework.domain.benefits.calculate import CALCULATORS, calculate
from casework.domain.benefits.facts import Facts
from casework.domain.benefits.outcome import Outcome, Step
from casework.domain.figures import Figure
from casework.korean.articles import split
from casework.services.hours import is_off
from casework.services.kit import Kit

NAMES = tuple(CALCULATORS)


def work_out(kit: Kit, name: str, raw: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """The JSON of docs (`/api/docs`) for one benefit. Raises BadFacts, KeyError for a name not in NAMES."""
    facts, ignored = Facts.read(raw, today)
    return in_words(kit, calculate(name, facts, kit.parameters, is_off), facts.on) | {"ignored": list(ignored)}


def in_words(kit: Kit, outcome: Outcome, on: dt.date) -> dict[str, Any]:
    """An outcome as JSON, every step and every doubt in words."""
    low_high = list(outcome.range) if outcome.range else None
    return {
        "amount": outcome.amount,
        "daily": outcome.daily,
        "range": low_high,
        "unit": outcome.unit,
        "on": on.isoformat(),
        "steps": [_step(kit, step) for step in outcome.steps],
        "parameters": [_parameter(figure) for figure in outcome.parameters],
        "missing": list(outcome.missing),
        "missing_words": [kit.words.render(f"utter_fact_{name}") for name in outcome.missing],
        "confirm": [*(_said(kit, "confirm", step) for step in outcome.confirm), *_unverified(kit, outcome)],
        "verified": outcome.verified,
        **outcome.extra,
    }


def headline(result: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Keys and values of the sentences that say what came out: at most two."""
    if result["range"]:
        low, high = result["range"]
        return [("utter_calculation_range", {"low": shown(low), "high": shown(high)})]
    told = {
        key: shown(result[key]) for key in ("yearly", "monthly", "lump_sum", "amount") if result.get(key) is not None
    }
    if result["amount"] is None and "yearly" in told and "lump_sum" in told:
        return [("utter_calculation_choice", told)]
    if result["unit"] == "won_a_year" and "monthly" in told:
        return [("utter_calculation_monthly", told)]
    lines: list[tuple[str, dict[str, Any]]] = []
    if result["daily"] is not None:
        lines.append(("utter_calculation_daily", {"daily": shown(result["daily"])}))
    if result["amount"] is not None:
        key = "utter_calculation_total" if lines else f"utter_calculation_{result['unit']}"
        lines.append((key, {"amount": shown(result["amount"]), "due": result.get("due", "")}))
    return lines or [("utter_calculation_open", {})]


def citations(result: Mapping[str, Any]) -> list[dict[str, str | None]]:
    """The articles of the steps, each once, as answers cite them."""
    articles = dict.fromkeys(step["article"] for step in result["steps"] if step["article"])
    parts = [split(article) for article in articles]
    return [{"law": law, "article": article, "in_force": None} for law, article in parts]


def as_claim(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of a calculation as values of the claim's fields."""
    found: dict[str, Any] = {}
    for fact, per in (("monthly_pay", "month"), ("daily_pay", "day")):
        if fact in facts:
            found["job.wage"] = {"won": facts[fact], "per": per}
    if "injury_date" in facts:
        found["accident.date"] = facts["injury_date"]
    if "employment_form" in facts:
        found["job.employment_form"] = facts["employment_form"]
    return found


def _step(kit: Kit, step: Step) -> dict[str, Any]:
    value = step.value
    if isinstance(value, Decimal):
        value = float(value)
    elif isinstance(value, dt.date):
        value = value.isoformat()
    return {"text": _said(kit, "step", step), "value": value, "article": step.article}


def _said(kit: Kit, kind: str, step: Step) -> str:
    values = {name: _shown(kit, value) for name, value in step.values.items()}
    return kit.words.render(f"utter_{kind}_{step.key}", value=_shown(kit, step.value), **values)


def _shown(kit: Kit, value: Any) -> str:
    if isinstance(value, dt.date):
        return kit.words.render("utter_day", year=value.year, month=value.month, day=value.day)
    return shown(value)


def _unverified(kit: Kit, outcome: Outcome) -> list[str]:
    """What stands on figures that nobody has seen in the law or in two sources."""
    weak = list(dict.fromkeys(figure.description for figure in outcome.parameters if not figure.verified))
    return [kit.words.render("utter_confirm_unverified", description=", ".join(weak))] if weak else []


def _parameter(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "description": figure.description,
        "value": float(figure.value) if isinstance(figure.value, Decimal) else figure.value,
        "unit": figure.unit,
        "from": figure.from_.isoformat(),
        "checked_on": figure.checked_on.isoformat(),
        "article": figure.article,
        "source": figure.source,
        "verified": figure.verified,
    }


def shown(value: Any) -> str:
    """A value inside a sentence: 1,300; 97,826.09; words as they are."""
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)
