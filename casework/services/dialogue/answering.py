"""What an answer can mean beside its words: the day of something else, a wish to wait, and what is then to be told."""

from __future__ import annotations

from casework.domain.intake.definition import Field
from casework.domain.intake.filling import fill
from casework.domain.intake.reading import Reading
from casework.domain.intake.vague import is_vague
from casework.korean import answers as said
from casework.korean import visits
from casework.services.dialogue.context import Turn

# What may have been on the day of something else: "그날 바로요".
_ON_THE_DAY = {
    "care.first_visit_on": ("accident.date", "disease.symptom_start"),
    "disease.diagnosed_on": ("disease.symptom_start",),
    "death.date": ("accident.date", "disease.symptom_start"),
    "accident.date": ("death.date",),
}
_TOLD_BY_FAMILY = ("death.lived_together", "death.survivor_ages", "death.date", "death.place")


def is_plain_answer(turn: Turn) -> bool:
    """Whether the rules find in the message just what the open question asks for: "같이 살았어요" is no cry for help."""
    asked = turn.memory.asks if turn.memory.step == "ask" else None
    return asked in _TOLD_BY_FAMILY and asked in fill(turn.text, turn.understanding, {asked})


def same_day(turn: Turn, field_id: str) -> Reading | None:
    """ "그날 바로 갔어요": the first visit, or the death, was on the day of the accident."""
    if field_id not in _ON_THE_DAY or turn.understanding.of("date") or not visits.answers_same_day(turn.text):
        return None
    known, field = turn.answers(), turn.field(field_id)
    days = [known[name].value for name in _ON_THE_DAY[field_id] if name in known and known[name].status == "given"]
    if not days or (is_vague(days[0]) and not field.approx):
        return None
    return Reading(days[0], words=turn.text, confidence=0.9)


def may_wait(turn: Turn, field_id: str) -> bool:
    """What is hard to tell may be told later or to a person alone; who somebody is may not."""
    if field_id != "accident.story":
        return False
    return said.only_to_handler(turn.text) or turn.case.kind == "death"


def tell(turn: Turn, field: Field, reading: Reading) -> None:
    """What somebody who answered this should know, said once."""
    if field.told is None or reading.status != "given":
        return
    values = {name: answer.value for name, answer in turn.answers().items()}
    if field.told_if is None or field.told_if.holds(values):
        turn.say(field.told)
