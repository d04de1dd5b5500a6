"""Cards: values that go straight to the claim and never through chat text or the engine."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import applicable, is_required, must_be_known
from casework.domain.intake.reading import Reading
from casework.domain.intake.validation import birth_date, problem
from casework.domain.understanding import Understanding
from casework.services import drafts
from casework.services.contact import national
from casework.services.dialogue.context import Turn
from casework.services.dialogue.turn import take_card
from casework.services.dialogue.values import as_value, put
from casework.services.inbox import cleaned
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Message

KOREA = ZoneInfo("Asia/Seoul")
_WRONG_TYPE = {"date": "bad_date", "phone": "bad_phone", "registration": "bad_registration"}


class BadCard(ValueError):
    """Values that cannot be taken; `fields` says what to do, by field id."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def fill_in(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation_id: str, client_id: str, card: str, values: dict[str, Any]
) -> Message:
    """Store a card's values and let the bot go on. A repeat changes nothing. Raises BadCard."""
    conversation = uow.conversations.for_update(conversation_id)  # before looking: the first copy may be on its way
    known = uow.messages.by_client(conversation_id, client_id)
    if known is not None:
        return known
    turn = Turn.open(uow, kit, now, conversation, None, Understanding((), ()))
    if card not in kit.definition.cards or turn.draft is None:
        raise BadCard({})
    today = now.astimezone(KOREA).date()
    answers = turn.answers()
    fields = [f for f in applicable(kit.definition, turn.case.kind, answers) if f.card == card]
    readings: dict[str, Reading] = {}
    problems: dict[str, str] = {}
    for field in fields:
        value, wrong = read_value(field, values.get(field.id), today)
        if (
            wrong is None
            and value is None
            and field.id not in answers
            and must_be_known(kit.definition, turn.case.kind, field, answers)
        ):
            wrong = "consent_needed" if field.type == "consent" else "required"
        if wrong:
            problems[field.id] = kit.words.render(f"utter_problem_{wrong}")
        elif value is not None:
            readings[field.id] = Reading(value)
        elif field.id not in answers and is_required(kit.definition, turn.case.kind, field):
            readings[field.id] = Reading(status="unknown")  # or the card would be shown again
    if problems:
        raise BadCard(problems)
    message = uow.messages.append(
        conversation,
        "worker",
        "card",
        kit.words.render("utter_card_saved"),
        now,
        client_id=client_id,
        payload={"card_id": card},
    )
    turn.message = message
    for field_id, reading in readings.items():
        put(turn, turn.field(field_id), reading, corrected=field_id in answers)
    remember_person(turn)
    take_card(uow, kit, now, message)
    return message


def read_value(field: Field, raw: Any, today: dt.date) -> tuple[Any, str | None]:
    """What was filled in: (value, None), (None, None) for nothing given, or (None, problem id)."""
    if field.type == "consent":
        return (True, None) if raw is True or str(raw).strip().lower() in ("true", "1", "on", "yes") else (None, None)
    if raw is None or not isinstance(raw, (str, int)) or isinstance(raw, bool):
        return None, None if raw is None else _WRONG_TYPE.get(field.type, "bad_name")
    text = cleaned(str(raw)).strip()
    if not text:
        return None, None
    if len(text) > 200:
        return None, "too_long"
    if field.type == "date":
        text = birth_date(text) or ""
        if not text:
            return None, "bad_date"
    elif field.type == "phone":
        text = national(text)
    elif field.type == "registration":
        text = "".join(c for c in text if c.isdigit())
    wrong = problem(field, text, today)
    return (None, wrong) if wrong else (text, None)


def remember_person(turn: Turn) -> None:
    """By whom the draft is found again, once name or birth date are there."""
    born, name = as_value(turn, "worker.birth_date"), as_value(turn, "worker.name")
    if born:
        drafts.set_birth_hash(turn.uow, turn.case, born, name)
