"""How an answer to a field's question is read. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from casework.domain.intake import choosing, naming, vague
from casework.domain.intake.definition import Field
from casework.domain.intake.evidence import Reading
from casework.domain.intake.validation import birth_date, problem
from casework.domain.understanding import Understanding
from casework.korean import amounts, answers, clauses, durations, illness, visits
from casework.korean.entities import Entity

__all__ = ["Reading", "body_parts", "date_reading", "read"]
_CLOCK_DIGITS = re.compile(r"\s*([01]?\d|2[0-3])([0-5]\d)\s*")


def read(field: Field, text: str, understanding: Understanding, today: dt.date) -> Reading | None:
    """The answer to `field` in `text`; None when the text does not answer it."""
    if answers.is_unknown(text) and not (field.type == "text" and _knows_a_part(text)):
        return Reading(status="unknown", words=text)
    if answers.is_later(text) or (field.type in ("text", "story") and answers.only_to_handler(text)):
        return Reading(status="later", words=text)
    if field.type == "date":
        reading = _date(field, text, understanding, today)
    else:
        reading = _READERS.get(field.type, naming.free_text)(field, text, understanding)
    if reading is None or reading.problem or reading.status != "given":
        return reading
    wrong = problem(field, reading.value, today)
    return Reading(words=reading.words, problem=wrong) if wrong else reading


def _knows_a_part(text: str) -> bool:
    """Whether a number was told before the rest was said to be unknown: "12가 3456이고 보험은 모르겠어요"."""
    parts = [text[low:high] for low, high in clauses.split(text)]
    return len(parts) > 1 and bool(re.search(r"\d", "".join(parts[:-1])))


def _date(field: Field, text: str, understanding: Understanding, today: dt.date) -> Reading | None:
    if field.sealed and (born := birth_date(text)):
        return Reading(born, words=text)
    visit = field.id == "care.first_visit_on"
    if field.id == "disease.diagnosed_on" and illness.is_not_diagnosed(text):
        return Reading(status="later", words=text)
    days = understanding.of("date")
    day = (clauses.of_visit if visit else clauses.of_accident)(text, days) or next(iter(days), None)
    if visit and _not_been(text, day):
        return Reading(status="later", words=text)
    if day is not None:
        return (vague.of_entity(day, text) if field.approx else None) or date_reading(day, text)
    if field.approx and (length := illness.ago(text, understanding.of("duration"))) is not None:
        return vague.since(length, text, today)
    if since := _since(text, understanding, today):
        return Reading(since, words=text, confidence=0.6)
    if re.search(r"\d", text) and not understanding.of("time"):
        return Reading(words=text, problem="bad_date")
    return None


def _not_been(text: str, day: Entity | None) -> bool:
    if day is None:
        return visits.has_not_gone(text) or visits.is_to_come(text)
    return bool((day.extra or {}).get("future")) and (visits.is_to_come(text) or not re.search(r"\d", day.text))


def _since(text: str, understanding: Understanding, today: dt.date) -> str | None:
    """The day that "일주일 됐어요" means."""
    lengths = [e for e in understanding.of("duration") if visits.has_passed(text[e.end :])]
    days = durations.days(str(lengths[0].value)) if lengths else 0
    return (today - dt.timedelta(days=days)).isoformat() if days else None


def date_reading(entity: Entity, text: str) -> Reading:
    """A date entity as an answer; lunar and future days are problems to be told about."""
    extra = entity.extra or {}
    if extra.get("lunar"):
        return Reading(words=text, problem="lunar_date")
    if extra.get("future"):
        return Reading(words=text, problem="future_date")
    return Reading(entity.value, words=text) if entity.value else Reading(words=text, problem="bad_date")


def _time(field: Field, text: str, understanding: Understanding) -> Reading | None:
    found = understanding.of("time")
    found = [e for e in found if e.value] or found
    one = clauses.of_accident(text, found) or next(iter(found), None)
    if one is None:
        digits = _CLOCK_DIGITS.fullmatch(text)
        return Reading(f"{int(digits[1]):02d}:{digits[2]}", words=text) if digits else None
    if one.value is None:  # "새벽에요": a part of the day is an answer, too
        return Reading(one.text, words=text, confidence=0.5)
    return Reading(one.value, words=text, confidence=0.7 if (one.extra or {}).get("ambiguous") else 1.0)


def body_parts(understanding: Understanding) -> list[dict[str, Any]]:
    """`[{part, side}]` of all body parts found, each once."""
    found = [{"part": e.value, "side": (e.extra or {}).get("side")} for e in understanding.of("body_part")]
    return [part for index, part in enumerate(found) if part not in found[:index]]


def _body_parts(field: Field, text: str, understanding: Understanding) -> Reading | None:
    found = body_parts(understanding)
    return Reading(found, words=text) if found else None


def _money(field: Field, text: str, understanding: Understanding) -> Reading | None:
    value = answers.strip_answer(text)
    for entity in understanding.of("amount") or amounts.alone(value):
        per = (entity.extra or {}).get("per") or amounts.per(text)
        sure = per is not None and not (entity.extra or {}).get("assumed_unit")
        per = per or amounts.likely_per(int(entity.value or 0))
        return Reading({"won": entity.value, "per": per}, words=text, confidence=1.0 if sure else 0.6)
    return (
        Reading({"won": None, "per": amounts.per(text), "text": value}, words=text, confidence=0.5) if value else None
    )


def _name(field: Field, text: str, understanding: Understanding) -> Reading | None:
    value = answers.strip_answer(re.sub(r"^(제\s*)?(이름|성함)(은|이)?\s*", "", text.strip())).strip()
    return Reading(value, words=text) if value else None


def _phone(field: Field, text: str, understanding: Understanding) -> Reading | None:
    return Reading(text.strip(), words=text) if re.search(r"\d{3}", text) else None


_READERS: dict[str, Callable[[Field, str, Understanding], Reading | None]] = {
    "story": naming.story,
    "address": naming.address,
    "time": _time,
    "relation": choosing.relation,
    "choice": choosing.choice,
    "multi": choosing.multi,
    "body_parts": _body_parts,
    "yes_no": choosing.yes_no,
    "consent": choosing.consent,
    "money": _money,
    "name": _name,
    "phone": _phone,
    "registration": _phone,
}
