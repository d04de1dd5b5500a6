"""Under which number somebody is to be called."""

from __future__ import annotations

import phonenumbers

from casework.store.database import UnitOfWork
from casework.store.models import Conversation


def known_number(uow: UnitOfWork, conversation: Conversation) -> str | None:
    """The number under which the caller wants to be called, if the claim has it."""
    if conversation.case_id is None:
        return None
    rows = uow.fields.current(conversation.case_id)
    for name in ("reporter.phone", "worker.phone"):
        if name in rows and rows[name].status == "given":
            return str(uow.fields.value_of(rows[name]))
    return None


def national(text: str) -> str:
    """The national form of a Korean number, `+…` for a foreign one, the text itself if it is neither."""
    try:
        number = phonenumbers.parse(text, "KR")
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number):
        return "".join(c for c in text if c.isdigit())[:7]  # too short on purpose: refused as bad_phone
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if number.country_code == 82 else style.INTERNATIONAL)
