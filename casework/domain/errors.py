"""What can go wrong by the rules, as opposed to by a fault. Callers turn these into words."""

from __future__ import annotations

import datetime as dt


class CaseworkError(Exception):
    """Base of every refusal by a rule."""


class AlreadyTaken(CaseworkError):
    """Another person has the conversation; `by` is that person's name."""

    def __init__(self, by: str) -> None:
        super().__init__(f"already taken by {by}")
        self.by = by


class NotYours(CaseworkError):
    """The person does not have this conversation and may not act in it."""


class CannotTransfer(CaseworkError):
    """The conversation cannot go to that person; `problem` says why: not_there, unknown."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class ConversationClosed(CaseworkError):
    """The conversation has ended."""


class DraftNotFound(CaseworkError):
    """No draft has this number and birth date together."""


class DraftLocked(CaseworkError):
    """Too many wrong tries; `until` is when the next one is allowed."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__("locked after wrong tries")
        self.until = until
