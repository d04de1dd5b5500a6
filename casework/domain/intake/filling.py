"""Which fields one sentence fills besides the one that was asked. Pure."""

from __future__ import annotations

import re
from collections.abc import Container

from casework.domain.intake.reading import FAMILY, Reading, body_parts, date_reading
from casework.domain.understanding import Understanding
from casework.korean import visits

_AT_HOSPITAL = re.compile(r"^.{0,14}?(병원|의원|응급실|입원|진료|정형외과|치료)")
_WHILE = re.compile(r"(?P<stem>[가-힣]+)(?:다가(?=[\s,.]|$)|던\s?중|는\s?중에)")
_FINISHED = ("있", "없", "었", "았", "했", "렸", "갔", "왔", "됐", "졌", "쳤", "났", "이", "였", "그러")
_SAYS_NOTHING = ("일하던 중", "근무하던 중", "작업하던 중", "하던 중")
# Where and when, a subject, or the end of another clause: not what the work was done on.
_NOT_OBJECT = (
    *("에서", "에", "쯤", "반", "시", "날", "이", "가", "은", "는", "도", "서", "고", "데", "데요", "요", "며", "면", "오전", "오후"),
    *("오늘", "어제", "그제", "그저께", "아침", "저녁", "밤", "새벽", "혼자", "같이", ".", ",", "!"),
)
_INPATIENT = re.compile(r"입원\s*(?:해서|했|중|함|하고\s*있|하셨|시켰|됐|되어)")
_OUTPATIENT = re.compile(r"통원|외래로")
_OPERATED = re.compile(r"수술(?:을|도)?\s*(?:받았|받고|받기로|받는대|했(?!나|냐|는지)|하기로|한대|한데|끝났|기다리|날짜|잡혔|앞두)")
_SIMPLE = {
    "accident_type": "accident.type",
    "object": "accident.object",
    "hospital": "care.hospital",
    "workplace": "workplace.name",
    "occupation": "job.occupation",
    "employment_form": "job.employment_form",
}


def fill(text: str, understanding: Understanding, open_fields: Container[str]) -> dict[str, Reading]:
    """Readings for open fields that `text` answers by the way."""
    found: dict[str, Reading] = {}
    for kind, field in _SIMPLE.items():
        for entity in understanding.of(kind)[:1]:
            shown = entity.text if kind in ("object", "hospital", "workplace", "occupation") else entity.value
            found[field] = Reading(shown, words=text, confidence=0.9)
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
    return {field: reading for field, reading in found.items() if field in open_fields and not reading.problem}


def _days_and_times(text: str, understanding: Understanding) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    days = understanding.of("date")
    for number, day in enumerate(days):
        until = days[number + 1].start if number + 1 < len(days) else len(text)  # what is said of this day, not the next
        visit = _AT_HOSPITAL.match(text[day.end : until]) and (len(days) > 1 or "accident.date" in found)
        field = "care.first_visit_on" if visit else "accident.date"
        found.setdefault(field, date_reading(day, text))
    if "accident.date" in found and visits.is_same_day(text):
        found.setdefault("care.first_visit_on", found["accident.date"])
    for time in [e for e in understanding.of("time") if e.value][:1]:  # "새벽에" alone leaves the hour to be asked
        found["accident.time"] = Reading(time.value, words=text, confidence=0.8)
    return found


def _place(text: str, understanding: Understanding) -> Reading | None:
    places = understanding.of("place")
    if not places:
        return None
    start, end = places[0].start, places[-1].end
    tail = re.match(r"\s*[가-힣0-9]{0,10}?(공장|현장|창고|식당|매장|사무실|작업장|물류센터|건물|아파트|공단)", text[end:])
    return Reading(text[start : end + (tail.end() if tail else 0)].strip(), words=text, confidence=0.8)


def doing(text: str) -> str | None:
    """What was being done: "창고에서 박스 나르다가 허리를" gives "박스 나르던 중". None where nothing tells it."""
    for match in _WHILE.finditer(text):
        if match["stem"].endswith(_FINISHED):
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
    if _INPATIENT.search(text):
        found["care.setting"] = Reading("inpatient", words=text, confidence=0.8)
    elif _OUTPATIENT.search(text):
        found["care.setting"] = Reading("outpatient", words=text, confidence=0.8)
    if _OPERATED.search(text):
        found["care.surgery"] = Reading(True, words=text, confidence=0.8)
    return found


def _relation(text: str, understanding: Understanding) -> dict[str, Reading]:
    """Who is hurt, only where the sentence says so: "남편이 다쳐서", "제가"."""
    for entity in understanding.of("relation"):
        after = text[entity.end : entity.end + 2]
        if entity.value in FAMILY and re.match(r"\s*(이|가|은|는|께|도|분)", after):
            return {"reporter.relation": Reading("family", words=text, confidence=0.8)}
        if entity.value == "colleague" and re.match(r"\s*(이|가)", after) and re.search(r"대신|신고해", text):
            return {"reporter.relation": Reading("colleague", words=text, confidence=0.6)}
    if re.search(r"(^|\s)(제가|내가|저는|저\s|나\s)", text):
        return {"reporter.relation": Reading("self", words=text, confidence=0.7)}
    return {}
