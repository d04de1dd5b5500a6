"""Refusals as notices: an id whose words stand in web/desk/templates/_words.html, and a status."""

from __future__ import annotations

from casework.domain.errors import AlreadyTaken, CannotTransfer, ConversationClosed, NotYours
from casework.services.desk import DeskError


def explain(error: Exception) -> tuple[str, dict[str, str], int]:
    """(notice id, values for its words, HTTP status)."""
    if isinstance(error, AlreadyTaken):
        return "already_taken", {"by": error.by}, 409
    if isinstance(error, NotYours):
        return "not_yours", {}, 409
    if isinstance(error, ConversationClosed):
        return "conversation_closed", {}, 409
    if isinstance(error, CannotTransfer):
        return error.problem, {}, 409
    if isinstance(error, DeskError):
        return error.problem, {}, 422
    return "not_done", {}, 409
