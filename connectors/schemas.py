"""JSON schemas of what the API takes and gives, by the name under which a route refers to them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from casework.domain.benefits.facts import RELATIONS, Facts

_DAY = {"type": "string", "format": "date"}
_WON = {"type": "number", "minimum": 0, "description": "won"}
_COUNT = {"type": "integer", "minimum": 0}
_PAID = {
    "type": "object",
    "required": ["from", "to", "amount"],
    "properties": {"from": _DAY, "to": _DAY, "amount": _WON},
}
_PERSON = {
    "type": "object",
    "required": ["relation"],
    "properties": {
        "relation": {"type": "string", "enum": list(RELATIONS)},
        "birth_date": _DAY,
        **{key: {"type": "boolean"} for key in ("lived_together", "severe_disability", "abroad")},
        "nationality": {"type": "string"},
    },
}
_SPECIAL: dict[str, dict[str, Any]] = {
    "wages": {"type": "array", "items": _PAID},
    "excluded": {"type": "array", "items": _PAID},
    "other_jobs": {
        "type": "array",
        "items": {"type": "object", "properties": {"wages": {"type": "array", "items": _PAID}}},
    },
    "survivors": {"type": "array", "items": _PERSON},
    "grades": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 14}},
    "mode": {"type": "string", "enum": ["pension", "lump_sum", "half"]},
    "level": {"type": "string", "enum": ["constant", "intermittent"]},
    "carer": {"type": "string", "enum": ["professional", "family"]},
}
_BY_TYPE = {"date": _DAY, "Decimal": _WON, "int": _COUNT, "bool": {"type": "boolean"}, "str": {"type": "string"}}


def _schema_of(name: str, annotation: str) -> dict[str, Any]:
    return _SPECIAL.get(name) or _BY_TYPE[annotation.split(" ")[0]]


FACTS = {
    "type": "object",
    "description": "Only what the benefit needs; `missing` of the answer names what it still needs.",
    "properties": {field.name: _schema_of(field.name, str(field.type)) for field in fields(Facts)},
}
_STEP = {
    "type": "object",
    "required": ["text", "value", "article"],
    "properties": {"text": {"type": "string"}, "value": {}, "article": {"type": "string"}},
}
_MAYBE_WON = {"type": ["integer", "null"]}
OUTCOME = {
    "type": "object",
    "required": ["amount", "daily", "range", "unit", "steps", "parameters", "missing", "verified"],
    "properties": {
        "amount": _MAYBE_WON,
        "daily": _MAYBE_WON,
        "range": {"type": ["array", "null"], "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "unit": {"type": "string", "enum": ["won", "won_a_day", "won_a_year", "day"]},
        "on": _DAY,
        "steps": {"type": "array", "items": _STEP},
        "parameters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "value", "from", "checked_on"],
                "properties": {"id": {"type": "string"}, "value": {}, "from": _DAY, "checked_on": _DAY},
            },
        },
        **{
            key: {"type": "array", "items": {"type": "string"}}
            for key in ("missing", "missing_words", "confirm", "ignored")
        },
        "verified": {"type": "boolean"},
    },
}

SCHEMAS = {"facts": FACTS, "outcome": OUTCOME}
