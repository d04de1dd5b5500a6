"""Change what was said before, in the worker's own words ("아니 왼손이요")."""

from __future__ import annotations

import re

from casework.domain.intake.definition import Field
from casework.domain.intake.filling import fill
from casework.domain.intake.flow import applicable
from casework.domain.intake.reading import Reading, read
from casework.korean import answers as said
from casework.korean.body_terms import CONTAINS
from casework.services import display
from casework.services.dialogue import asking, review
from casework.services.dialogue.context import Turn
from casework.services.dialogue.values import put, takes

CLEARLY = 0.50
# Words by which people name a field; the label itself is always one of them.
NAMES = {
    "accident.date": ("날짜", "사고일", "다친 날"),
    "accident.time": ("시간", "시각"),
    "accident.place": ("장소", "다친 곳이", "사고 난 곳"),
    "injury.parts": ("부위", "다친 데"),
    "workplace.name": ("회사 이름", "회사명", "상호"),
    "workplace.address": ("회사 주소", "주소", "지역"),
    "care.hospital": ("병원",),
    "care.first_visit_on": ("병원 간 날", "진료일", "초진"),
    "worker.phone": ("전화번호", "연락처", "전화", "핸드폰"),
    "worker.name": ("이름", "성함"),
    "worker.birth_date": ("생년월일", "생일"),
    "job.wage": ("월급", "임금", "일당", "시급"),
    "disease.name": ("병명", "병 이름", "진단명"),
    "disease.symptom_start": ("아프기 시작한", "증상"),
    "disease.diagnosed_on": ("진단 날짜", "진단일"),
    "disease.years": ("몇 년", "햇수", "경력"),
    "disease.weight": ("무게",),
    "disease.posture": ("자세",),
}
_VALUE = re.compile(r"^\s*(이름)?\s*(은|는|이|가|을|를|도)?\s*")


def try_correct(turn: Turn, *, at_review: bool = False) -> bool:
    """Correct given fields if the message does that. The caller asks what comes next."""
    understanding = turn.understanding
    marked = said.correction(turn.text) or understanding.chance("report.correct") >= CLEARLY
    if not (marked or at_review):
        return False
    answers = turn.answers()
    given = {name for name, answer in answers.items() if answer.status == "given"}
    if turn.memory.asks and not at_review:
        given.discard(turn.memory.asks)
    found = {
        name: reading
        for name, reading in fill(turn.text, understanding, given, turn.today).items()
        if takes(turn.field(name), reading)
    }
    if "injury.parts" in given and (sides := _other_side(turn)):
        found["injury.parts"] = sides
    if named := _named(turn, given):
        found = {named[0].id: named[1]}
    found = {name: r for name, r in found.items() if _is_new(turn, name, r)}
    if not found:
        return False
    for name, reading in found.items():
        put(turn, turn.field(name), reading, corrected=True)
        field = turn.field(name)
        turn.say("utter_corrected", label=field.label, value=display.show(field, reading.value, masked=True))
    return True


def _is_new(turn: Turn, field_id: str, reading: Reading) -> bool:
    current = turn.answers()[field_id].value
    return reading.status == "given" and not reading.problem and reading.value != current


def _other_side(turn: Turn) -> Reading | None:
    """ "아니 왼손이요" after a right finger: the side changes, the finger stays."""
    understanding = turn.understanding
    given = turn.answers()["injury.parts"].value or []
    sides = {e.value for e in understanding.of("body_part")}
    said_sides = [(e.extra or {}).get("side") for e in understanding.of("body_part")] or [
        e.value for e in understanding.of("side")
    ]
    if not said_sides or said_sides[-1] is None or not given:
        return None
    meant = [p for p in given if not sides or any(p["part"] == s or p["part"] in CONTAINS.get(s, ()) for s in sides)]
    if not meant or any(s not in {p["part"] for p in given} and s not in CONTAINS for s in sides):
        return None
    changed = [{**p, "side": said_sides[-1]} if p in meant else p for p in given]
    return Reading(changed, words=turn.text)


def _named(turn: Turn, given: set[str]) -> tuple[Field, Reading] | None:
    """ "회사 이름은 한빛정밀이에요": the field is named and the rest is its value."""
    for field_id in sorted(given, key=lambda name: -len(turn.field(name).label)):
        field = turn.field(field_id)
        if field.card == "consent":
            continue
        for name in (field.label, *NAMES.get(field_id, ())):
            at = re.search(re.escape(name).replace("\\ ", r"\s*"), turn.text)
            if at is None:
                continue
            rest = said.kept(_VALUE.sub("", turn.text[at.end() :])).strip()
            if len(rest) < 2 or said.yes_no(rest) is not None or re.match(r"(틀|잘못|고쳐|바꿔|수정|다시)", rest):
                continue
            if field.sealed and field.type != "name":
                continue
            reading = read(field, rest, turn.understanding.inside(rest), turn.today)
            if reading and reading.status == "given" and not reading.problem:
                return field, Reading(reading.value, words=turn.text)
    return None


def ask_which(turn: Turn) -> None:
    """Ask which of the given answers is wrong."""
    turn.memory.step, turn.memory.asks = "which_field", None
    answers = turn.answers()
    definition = turn.kit.definition
    labels = [
        f.label
        for f in applicable(definition, turn.case.kind, answers, turn.conversation.channel)
        if f.id in answers and f.type != "consent"
    ]
    rows = [{"title": label, "say": label} for label in labels]
    turn.say("utter_which_field", payload={"step": "which_field", "buttons": rows})


def choose(turn: Turn) -> bool:
    """Read which field is to be changed and ask it anew."""
    if try_correct(turn, at_review=True):
        review.ask_confirmation(turn)
        return True
    answers = turn.answers()
    squeezed = turn.text.replace(" ", "")
    for field_id in answers:
        field = turn.field(field_id)
        names = (field.label, *NAMES.get(field_id, ()))
        if any(name.replace(" ", "") in squeezed for name in names):
            step = asking.Step("card" if field.card else "ask", field.id, field.card)
            turn.memory.step, turn.memory.asks, turn.memory.card = step.what, step.ask, step.card
            asking.ask(turn, step)
            return True
    if said.yes_no(turn.text) is not None or said.is_unknown(turn.text):
        review.read_back(turn)
        return True
    turn.memory.tries += 1
    turn.say("utter_not_read")
    if turn.memory.tries >= 2:
        turn.say("utter_offer_person")
    ask_which(turn)
    return True
