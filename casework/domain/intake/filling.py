"""Which fields one sentence fills besides the one that was asked. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container

from casework.domain.intake import bereaved, disease, journey
from casework.domain.intake.choosing import FAMILY
from casework.domain.intake.evidence import Reading
from casework.domain.intake.reading import body_parts, date_reading
from casework.domain.understanding import Understanding
from casework.korean import bereavement, clauses, clinics, condition, visits

_I_AM = re.compile(r"(?<![가-힣])(?:저는|제가|전|나는|저)\s+(?:\S+\s+){0,2}$")
_WHILE = re.compile(r"(?P<stem>[가-힣]+)(?:다가(?=[\s,.]|$)|던\s?중|는\s?중에)")
_FINISHED = ("있", "없", "었", "았", "했", "렸", "갔", "왔", "됐", "졌", "쳤", "났", "이", "였", "그러")
_NOT_WORK = ("참", "쉬", "버티", "견디", "기다리", "지내", "아프", "두")
_SAYS_NOTHING = ("일하던 중", "근무하던 중", "작업하던 중", "하던 중")
# Where and when, a subject, or the end of another clause: not what the work was done on.
_NOT_OBJECT = (
    *(
        "에서",
        "에",
        "쯤",
        "반",
        "시",
        "날",
        "이",
        "가",
        "은",
        "는",
        "도",
        "서",
        "고",
        "데",
        "데요",
        "요",
        "며",
        "면",
        "오전",
        "오후",
    ),
    *("오늘", "어제", "그제", "그저께", "아침", "저녁", "밤", "새벽", "혼자", "같이", ".", ",", "!"),
)
_FOR_ANOTHER = re.compile(r"대신\s*(?:\S+\s+)?(?:신고|써|쓰|적|접수|해|알려|말)|신고해\s*(?:주|드)")
_INPATIENT = re.compile(r"입원\s*(?:해서|했|중|함|하고\s*있|하셨|시켰|됐|되어)")
_OUTPATIENT = re.compile(r"통원|외래로")
_SIMPLE = {
    "accident_type": "accident.type",
    "object": "accident.object",
    "workplace": "workplace.name",
    "occupation": "job.occupation",
    "employment_form": "job.employment_form",
}


def fill(
    text: str, understanding: Understanding, open_fields: Container[str], today: dt.date | None = None
) -> dict[str, Reading]:
    """Readings for open fields that `text` answers by the way; with `today` also from "3년 전부터"."""
    found: dict[str, Reading] = {}
    for kind, field in _SIMPLE.items():
        for entity in understanding.of(kind)[:1]:
            shown = entity.text if kind in ("object", "workplace", "occupation") else entity.value
            found[field] = Reading(shown, words=text, confidence=(entity.extra or {}).get("confidence", 0.9))
    if clinics_named := [
        e for e in understanding.of("hospital") if e.value
    ]:  # 응급실 alone leaves the name to be asked
        found["care.hospital"] = Reading(clinics.current(text, clinics_named).text, words=text, confidence=0.9)
    found |= _days_and_times(text, understanding)
    if parts := body_parts(understanding):
        found["injury.parts"] = Reading(parts, words=text, confidence=0.9)
    if kinds := list(dict.fromkeys(e.value for e in understanding.of("injury_type"))):
        found["injury.kinds"] = Reading(kinds, words=text, confidence=0.9)
    if place := _place(text, understanding):
        found["accident.place"] = place
    found |= _relation(text, understanding)
    if task := doing(text):
        found["accident.task"] = Reading(task, words=text, confidence=0.6)
    found |= _care(text)
    found |= disease.fill(text, understanding, today) | journey.fill(text, open_fields)
    found |= bereaved.fill(text, understanding, open_fields)
    return {field: reading for field, reading in found.items() if field in open_fields and not reading.problem}


def _days_and_times(text: str, understanding: Understanding) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    days = understanding.of("date")
    spans = [(day.start, day.end) for day in days]
    for day in days:
        clause = clauses.around(text, day.start, day.end, spans)
        if bereavement.tells_of_death(clause) and not clauses.tells_of_harm(clause):
            continue
        visit = clauses.tells_of_visit(clause)
        found.setdefault("care.first_visit_on" if visit else "accident.date", date_reading(day, text))
    if found and visits.is_same_day(text):
        day = next(iter(found.values()))
        found = {"accident.date": day, "care.first_visit_on": day} | found
    hour = clauses.of_accident(text, [e for e in understanding.of("time") if e.value])
    if hour:  # "새벽에" alone leaves the hour to be asked
        found["accident.time"] = Reading(hour.value, words=text, confidence=0.8)
    return found


def _place(text: str, understanding: Understanding) -> Reading | None:
    places = understanding.of("place")
    if not places:
        return None
    start, end = places[0].start, places[-1].end
    tail = re.match(
        r"\s*[가-힣0-9]{0,10}?(공장|현장|창고|식당|매장|사무실|작업장|물류센터|건물|아파트|공단)", text[end:]
    )
    return Reading(text[start : end + (tail.end() if tail else 0)].strip(), words=text, confidence=0.8)


def doing(text: str) -> str | None:
    """What was being done: "창고에서 박스 나르다가 허리를" gives "박스 나르던 중". None where nothing tells it."""
    for match in _WHILE.finditer(text):
        if match["stem"].endswith(_FINISHED) or match["stem"] in _NOT_WORK:
            continue
        words = [match["stem"] + "던 중"]
        for word in reversed(text[: match.start()].split()[-2:]):
            if word.endswith(_NOT_OBJECT):
                break
            words.insert(0, word)
        if words[0] not in _SAYS_NOTHING:
            return " ".join(words)
    return None


def _care(text: str) -> dict[str, Reading]:
    """Admission and operation, only where the words leave no doubt."""
    found: dict[str, Reading] = {}
    if _INPATIENT.search(text) and condition.is_inpatient(text):
        found["care.setting"] = Reading("inpatient", words=text, confidence=0.8)
    elif _OUTPATIENT.search(text):
        found["care.setting"] = Reading("outpatient", words=text, confidence=0.8)
    if condition.had_surgery(text):
        found["care.surgery"] = Reading(True, words=text, confidence=0.8)
    return found


def _relation(text: str, understanding: Understanding) -> dict[str, Reading]:
    """Who is hurt, only where the sentence says so: "남편이 다쳐서", "제가"; "저는 노무사인데" says who writes."""
    for entity in understanding.of("relation"):
        if (
            _I_AM.search(text[: entity.start])
            and entity.value != "self"
            and (entity.extra or {}).get("role") == "speaker"
        ):
            return {
                "reporter.relation": Reading(
                    "family" if entity.value in FAMILY else entity.value, words=text, confidence=0.7
                )
            }
        after = text[entity.end : entity.end + 2]
        if entity.value in FAMILY and re.match(r"\s*(이|가|은|는|께|도|분)", after):
            return {"reporter.relation": Reading("family", words=text, confidence=0.8)}
        if entity.value in ("colleague", "friend") and re.match(r"\s*(이|가)", after) and _FOR_ANOTHER.search(text):
            relation = "colleague" if entity.value == "colleague" else "other"
            return {"reporter.relation": Reading(relation, words=text, confidence=0.6)}
    if not _FOR_ANOTHER.search(text) and re.search(r"(^|\s)(제가|내가|저는|저\s|나\s)", text):
        return {"reporter.relation": Reading("self", words=text, confidence=0.7)}
    return {}
