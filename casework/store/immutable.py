"""The record stays as it was written: rows that may not change, and the one column of each that may."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from casework.store.models import AuditRow, Message

_MAY_CHANGE = {Message: {"answered_at"}, AuditRow: set()}


class Immutable(RuntimeError):
    """Something tried to change the record. A mistake in the program."""


def _refuse_change(_mapper: Mapper, _connection: Any, row: Any) -> None:
    changed = {attribute.key for attribute in inspect(row).attrs if attribute.history.has_changes()}
    if changed - _MAY_CHANGE[type(row)]:
        raise Immutable(f"{type(row).__name__} {row.id}: {', '.join(sorted(changed))}")


def _refuse_delete(_mapper: Mapper, _connection: Any, row: Any) -> None:
    raise Immutable(f"{type(row).__name__} {row.id} cannot be deleted; see `ieum purge`")


def protect() -> None:
    """Guard the record in every session of this process. Doing it again changes nothing."""
    for model in _MAY_CHANGE:
        for name, guard in (("before_update", _refuse_change), ("before_delete", _refuse_delete)):
            if not event.contains(model, name, guard):
                event.listen(model, name, guard)
