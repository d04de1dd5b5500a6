"""The claim form as a console shows it, out of the one definition: what is needed, what is known, with what evidence."""

from __future__ import annotations

from typing import Any

from casework.domain.intake.definition import Field
from casework.domain.intake.flow import Answered, applicable, is_by_other, is_required, progress
from casework.domain.privacy import mask_registration
from casework.services import display
from casework.services.console.filling import is_private, may_stay_open
from casework.services.console.state import State
from casework.services.desk_case import LOW_CONFIDENCE
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Case, Conversation, FieldValue

_LONG = ("story",)


def view(
    uow: UnitOfWork, kit: Kit, conversation: Conversation, case: Case, asks: str | None, state: State
) -> dict[str, Any]:
    """`needed` and `optional` rows in the order of asking, `consents`, and how far the claim is."""
    definition = kit.for_channel("console").definition
    stored = uow.fields.current(case.id)
    answers = {name: Answered(uow.fields.value_of(row), row.status) for name, row in stored.items()}
    other = is_by_other(case.kind, answers)
    needed, optional, consents = [], [], []
    for field in applicable(definition, case.kind, answers, conversation.channel):
        if field.type == "attachment":
            continue
        required = is_required(definition, case.kind, field)
        row = _row(uow, field, stored.get(field.id), state, other=other) | {
            "required": required,
            "asked": field.id == asks,
            "may_stay_open": may_stay_open(kit.definition, case.kind, field, answers),
        }
        if field.type == "consent":
            consents.append(row)
        else:
            (needed if required or field.id in stored or field.id == asks else optional).append(row)
    done, total = progress(definition, case.kind, answers, conversation.channel)
    return {"needed": needed, "optional": optional, "consents": consents, "done": done, "total": total}


def _row(uow: UnitOfWork, field: Field, row: FieldValue | None, state: State, *, other: bool) -> dict[str, Any]:
    given = row is not None and row.status == "given"
    value = uow.fields.value_of(row) if row is not None and given else None
    shown = display.show(field, value)
    if field.type == "registration" and given:
        shown = mask_registration(str(value))
    typed = state.drafts.get(field.id)
    return {
        "id": field.id,
        "label": field.label,
        "type": field.type,
        "long": field.type in _LONG,
        "prompt": field.asked_of(other=other),
        "help": field.help_other if field.help_other and other else field.help,
        "value": shown,
        "typed": typed if typed is not None and typed != shown else None,
        "status": row.status if row is not None else "open",
        "ticked": given and value is True,
        "words": row.words if row is not None and row.words and row.words.strip() != shown else None,
        "unsure": given and row is not None and row.confidence < LOW_CONFIDENCE,
        "fresh": field.id in state.fresh,
        "problem": state.problem.get(field.id),
        "private": is_private(field),
        "options": _options(field),
    }


def _options(field: Field) -> list[str]:
    """Choices by their number on the keyboard."""
    if field.type == "yes_no":
        return [display.show(field, True), display.show(field, False)]
    return [option.label for option in field.options if option.button]
