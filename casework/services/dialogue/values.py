"""Write what was understood into the claim, with its evidence."""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.filling import fill
from casework.domain.intake.flow import applicable, is_by_other
from casework.domain.intake.reading import Reading
from casework.domain.intake.vague import is_vague
from casework.services import drafts
from casework.services.dialogue.context import Turn

CALLED_BY = ("worker.phone", "reporter.phone")  # numbers by which a caller's claim is found again


def put(turn: Turn, field: Field, reading: Reading, *, corrected: bool = False) -> None:
    """Store one reading as the field's current value."""
    turn.uow.fields.put(
        turn.case,
        field.id,
        value=reading.value,
        status=reading.status,
        words=reading.words or None,
        message_id=turn.message.id if turn.message else None,
        channel=turn.conversation.channel,
        confidence=reading.confidence,
        sealed=field.sealed,
        now=turn.now,
        corrected_by=turn.actor.removeprefix("staff:") if corrected else None,
    )
    if field.id in CALLED_BY and reading.value:
        turn.uow.cases.add_phone(turn.case, drafts.phone_hash(turn.uow, str(reading.value)))
    turn.uow.audit.add(
        turn.actor,
        "case.field.corrected" if corrected else "case.field",
        turn.now,
        case_id=turn.case.id,
        conversation_id=turn.conversation.id,
        field=field.id,
        status=reading.status,
    )


def put_identifiers(turn: Turn) -> list[str]:
    """Take over identifiers that were typed into the chat and sealed at the door. Returns the field ids."""
    if turn.message is None or turn.case is None:
        return []
    stored, filled = turn.answers(), []
    for row in turn.message.payload.get("identifiers", []):
        field_id = _field_of(turn, row["kind"])
        if field_id is None or field_id in stored:
            continue
        value = turn.uow.vault.unseal(row["sealed"])
        put(turn, turn.field(field_id), Reading(value, confidence=0.9))
        filled.append(field_id)
    return filled


def _field_of(turn: Turn, kind: str) -> str | None:
    asked = turn.memory.asks
    if kind == "phone":
        if asked and turn.field(asked).type == "phone":
            return asked
        return "reporter.phone" if is_by_other(turn.case.kind, turn.answers()) else "worker.phone"
    return "worker.registration_number" if kind in ("resident", "foreigner") else None


def fill_open(turn: Turn, *, but: str | None = None) -> list[str]:
    """Fill every open field that the message answers by the way. Returns their ids.

    What is filled may open other fields (which disease it is, how somebody died): these are looked at as well.
    """
    filled: list[str] = []
    asked = turn.field(but) if but else None
    one_day = asked is not None and asked.type == "date" and len(turn.understanding.of("date")) < 2
    while True:
        answers = turn.answers()
        open_fields = {
            f.id
            for f in applicable(turn.kit.definition, turn.case.kind, answers, turn.conversation.channel)
            if f.id not in answers and f.id != but and not f.sealed
            if not (one_day and f.type == "date")  # the day belongs to what was asked
        } | ({"reporter.relation"} - answers.keys())
        found = fill(turn.text, turn.understanding, open_fields, turn.today)
        taken = [name for name, reading in found.items() if takes(turn.field(name), reading)]
        for name in taken:
            put(turn, turn.field(name), found[name])
        filled += taken
        if not set(taken) & turn.kit.definition.conditions:
            return filled


def takes(field: Field, reading: Reading) -> bool:
    """Whether a value that was told by the way can stand in this claim: an option of it, a day where one is needed."""
    if field.type in ("relation", "choice"):
        return any(option.value == reading.value for option in field.options)
    return field.approx or field.type != "date" or not is_vague(reading.value)


def as_value(turn: Turn, field_id: str) -> Any:
    """The current value of a field in the clear, or None."""
    row = turn.uow.fields.current(turn.case.id).get(field_id)
    return turn.uow.fields.value_of(row) if row else None
