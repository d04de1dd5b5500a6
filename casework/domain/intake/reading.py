"""How an answer to a field's question is read. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.validation import birth_date, problem
from casework.domain.understanding import Understanding
from casework.korean import answers, visits
from casework.korean.entities import Entity

FAMILY = frozenset({"family", "spouse", "child", "parent", "sibling"})
_WENT = re.compile(r"\s*(?:에|에서|으로|로)?\s*(?:갔|다녀|다녔|다니|왔|입원|치료|받|실려|응급실)")
_DISTRICT = re.compile(r"((?:[가-힣]+\s+)*[가-힣]{1,5}구)(?:요|예요|에요|이에요|입니다)[.!~]*")
_I_MYSELF = re.compile(r"(?<![가-힣])(?:제가|내가|저는|나는|저\s|저예요|저요|전\s)(?!\s*(?:대신|남편|아내|아들|딸|엄마|아빠|동료))")
_ENDING = 6  # letters that an answer of one word may have behind it
_ORDINAL = re.compile(r"\s*(\d{1,2})\s*번?\s*")


@dataclass(frozen=True)
class Reading:
    """A value with its evidence, or `status` unknown/later, or `problem`: an id from validation."""

    value: Any = None
    status: str = "given"
    words: str = ""
    confidence: float = 1.0
    problem: str | None = None


def read(field: Field, text: str, understanding: Understanding, today: dt.date) -> Reading | None:
    """The answer to `field` in `text`; None when the text does not answer it."""
    if answers.is_unknown(text):
        return Reading(status="unknown", words=text)
    if answers.is_later(text):
        return Reading(status="later", words=text)
    reading = _READERS.get(field.type, _free_text)(field, text, understanding)
    if reading is None or reading.problem or reading.status != "given":
        return reading
    wrong = problem(field, reading.value, today)
    return Reading(words=reading.words, problem=wrong) if wrong else reading


def _free_text(field: Field, text: str, understanding: Understanding) -> Reading | None:
    if field.id == "care.hospital" and not understanding.of("hospital") and visits.has_not_gone(text):
        return Reading(status="later", words=text)
    found = _ENTITY_OF_TEXT.get(field.id)
    entities = understanding.of(found) if found else []
    if entities and (len(text) > 30 or _WENT.match(text[entities[0].end :])):
        return Reading(entities[0].text, words=text)
    # Only a name is taken out of its sentence; what somebody tells stays as it was told ("사장이 산재는 안 된대요").
    value = answers.strip_answer(text).strip() if field.id in _NAMES_ONE_THING else text.strip()
    return Reading(value, words=text) if value else None


_NAMES_ONE_THING = frozenset(
    {"workplace.name", "workplace.representative", "workplace.registration_number", "care.hospital", "accident.place",
     "accident.object", "job.occupation", "worker.address", "worker.language", "death.place", "commute.means"}
)  # fmt: skip
_ENTITY_OF_TEXT = {"care.hospital": "hospital", "workplace.name": "workplace"}


def _story(field: Field, text: str, understanding: Understanding) -> Reading | None:
    return Reading(text.strip(), words=text) if text.strip() else None


def _address(field: Field, text: str, understanding: Understanding) -> Reading | None:
    # "중구요": the 구 of a district is not the ending -구요.
    bare = _DISTRICT.fullmatch(text.strip())
    value = bare[1] if bare else answers.strip_answer(text).strip()
    return Reading(value, words=text) if value else None


def _date(field: Field, text: str, understanding: Understanding) -> Reading | None:
    if field.sealed and (born := birth_date(text)):
        return Reading(born, words=text)
    for entity in understanding.of("date"):
        return date_reading(entity, text)
    if field.id == "care.first_visit_on" and visits.has_not_gone(text):
        return Reading(status="later", words=text)
    if re.search(r"\d", text) and not understanding.of("time"):
        return Reading(words=text, problem="bad_date")
    return None


def date_reading(entity: Entity, text: str) -> Reading:
    """A date entity as an answer; lunar and future days are problems to be told about."""
    extra = entity.extra or {}
    if extra.get("lunar"):
        return Reading(words=text, problem="lunar_date")
    if extra.get("future"):
        return Reading(words=text, problem="future_date")
    return Reading(entity.value, words=text) if entity.value else Reading(words=text, problem="bad_date")


def _time(field: Field, text: str, understanding: Understanding) -> Reading | None:
    for entity in sorted(understanding.of("time"), key=lambda e: e.value is None):
        if entity.value is None:  # "새벽에요": a part of the day is an answer, too
            return Reading(entity.text, words=text, confidence=0.5)
        return Reading(entity.value, words=text, confidence=0.7 if (entity.extra or {}).get("ambiguous") else 1.0)
    return None


def _relation(field: Field, text: str, understanding: Understanding) -> Reading | None:
    found = [e.value for e in understanding.of("relation")]
    named = "family" if found and found[0] in FAMILY else (found[0] if found else None)
    if _I_MYSELF.search(text) and named != "family":  # "제가 회사에서 다쳤어요" is not the company speaking
        value = "self"
    else:
        value = _option(field, text) or named
    if value is None and answers.yes_no(text) is True:
        value = "self"
    known = {option.value for option in field.options}
    return Reading(value, words=text) if value in known else None


def _choice(field: Field, text: str, understanding: Understanding) -> Reading | None:
    # What the whole sentence says counts for more than a word that an option shares with it ("기계에 부딪혔어요").
    kind = {"accident.type": "accident_type", "job.employment_form": "employment_form"}.get(field.id)
    found = [e.value for e in understanding.of(kind)] if kind and not _ORDINAL.fullmatch(text) else []
    value = found[0] if found else _option(field, text)
    return Reading(value, words=text) if value is not None else None


def _option(field: Field, text: str) -> str | None:
    squeezed = re.sub(r"\s", "", text)
    number = _ORDINAL.fullmatch(text)
    if number and 1 <= int(number[1]) <= len(field.options):
        return field.options[int(number[1]) - 1].value
    for option in field.options:
        names = [option.label, option.value, *option.also]
        if any(len(n) > 1 and re.sub(r"\s", "", n) in squeezed for n in names):
            return option.value
    for option in field.options:  # one word of the label alone, with an ending at most
        parts = [part for part in re.split(r"[·/ ]", option.label) if len(part) > 1]
        if any(squeezed.startswith(part) and len(squeezed) <= len(part) + _ENDING for part in parts):
            return option.value
    return None


def _multi(field: Field, text: str, understanding: Understanding) -> Reading | None:
    found = list(dict.fromkeys(e.value for e in understanding.of("injury_type")))
    if not found and (value := _option(field, text)):
        found = [value]
    return Reading(found, words=text) if found else Reading(["other"], words=text, confidence=0.5)


def body_parts(understanding: Understanding) -> list[dict[str, Any]]:
    """`[{part, side}]` of all body parts found, each once."""
    found = [{"part": e.value, "side": (e.extra or {}).get("side")} for e in understanding.of("body_part")]
    return [part for index, part in enumerate(found) if part not in found[:index]]


def _body_parts(field: Field, text: str, understanding: Understanding) -> Reading | None:
    found = body_parts(understanding)
    return Reading(found, words=text) if found else None


def _yes_no(field: Field, text: str, understanding: Understanding) -> Reading | None:
    said = answers.yes_no(text)
    if said is None and field.id == "care.surgery":
        said = False if re.search(r"안\s|않|없", text) else ("수술" in text or None)
    return Reading(said, words=text) if said is not None else None


def _consent(field: Field, text: str, understanding: Understanding) -> Reading | None:
    said = True if "동의" in text and not re.search(r"안|않|못|싫", text) else answers.yes_no(text)
    if said is None:
        return None
    return Reading(True, words=text) if said else Reading(words=text, problem="consent_refused")


def _money(field: Field, text: str, understanding: Understanding) -> Reading | None:
    for entity in understanding.of("amount"):
        per = (entity.extra or {}).get("per") or _per(text)
        return Reading({"won": entity.value, "per": per}, words=text)
    value = answers.strip_answer(text)
    return Reading({"won": None, "per": None, "text": value}, words=text, confidence=0.5) if value else None


def _per(text: str) -> str | None:
    for word, unit in (("시급", "hour"), ("일당", "day"), ("하루", "day"), ("연봉", "year"), ("월", "month"), ("달", "month")):
        if word in text:
            return unit
    return None


def _name(field: Field, text: str, understanding: Understanding) -> Reading | None:
    value = answers.strip_answer(re.sub(r"^(제\s*)?(이름|성함)(은|이)?\s*", "", text.strip())).strip()
    return Reading(value, words=text) if value else None


def _phone(field: Field, text: str, understanding: Understanding) -> Reading | None:
    return Reading(text.strip(), words=text) if re.search(r"\d{3}", text) else None


_READERS: dict[str, Callable[[Field, str, Understanding], Reading | None]] = {
    "story": _story,
    "address": _address,
    "date": _date,
    "time": _time,
    "relation": _relation,
    "choice": _choice,
    "multi": _multi,
    "body_parts": _body_parts,
    "yes_no": _yes_no,
    "consent": _consent,
    "money": _money,
    "name": _name,
    "phone": _phone,
    "registration": _phone,
}
