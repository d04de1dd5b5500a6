"""Values of intake fields with their evidence. Nothing is overwritten."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.domain.intake.flow import Answered
from casework.store.models import Case, FieldValue
from casework.store.vault import Vault


class Fields:
    """Repository of `field_values`. One row a field is `current`."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault
        self._answered: dict[int, dict[str, Answered]] = {}  # read once a transaction, until something is put

    def current(self, case_id: int) -> dict[str, FieldValue]:
        """The valid value of every field that has one."""
        query = select(FieldValue).where(FieldValue.case_id == case_id, FieldValue.current).order_by(FieldValue.id)
        return {row.field_id: row for row in self._session.scalars(query)}

    def answered(self, case_id: int) -> dict[str, Answered]:
        """Which fields have a value, without the evidence. Sealed values stay sealed: that they are there is all."""
        if case_id not in self._answered:
            query = select(FieldValue.field_id, FieldValue.value, FieldValue.value_sealed, FieldValue.status)
            rows = self._session.execute(query.where(FieldValue.case_id == case_id, FieldValue.current))
            self._answered[case_id] = {
                name: Answered(value if sealed is None else "sealed", status) for name, value, sealed, status in rows
            }
        return dict(self._answered[case_id])

    def history(self, case_id: int, field_id: str) -> list[FieldValue]:
        """All values a field ever had, oldest first."""
        query = select(FieldValue).where(FieldValue.case_id == case_id, FieldValue.field_id == field_id)
        return list(self._session.scalars(query.order_by(FieldValue.id)))

    def put(
        self,
        case: Case,
        field_id: str,
        *,
        value: Any,
        status: str = "given",
        words: str | None,
        message_id: int | None,
        channel: str,
        confidence: float = 1.0,
        sealed: bool,
        now: dt.datetime,
        corrected_by: str | None = None,
    ) -> FieldValue:
        """Make `value` the field's current one; the former stays in the history.

        With `sealed` the value is encrypted and the words are not kept. The
        same value from the same message again (a retry) changes nothing.
        """
        self._answered.pop(case.id, None)
        # Two writers of one field must queue up, or both rows would be current.
        self._session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
        former = self._session.scalar(
            select(FieldValue)
            .where(FieldValue.case_id == case.id, FieldValue.field_id == field_id, FieldValue.current)
            .with_for_update()
        )
        if former is not None:
            if (
                message_id is not None
                and former.message_id == message_id
                and former.status == status
                and self.value_of(former) == value
            ):
                return former
            former.current = False
            self._session.flush()  # before the insert: one current row a field
        keep_sealed = sealed and value is not None
        row = FieldValue(
            case_id=case.id,
            field_id=field_id,
            value=None if sealed else value,
            value_sealed=self._vault.seal(json.dumps(value, ensure_ascii=False)) if keep_sealed else None,
            status=status,
            words=None if sealed else words,
            message_id=message_id,
            channel=channel,
            confidence=confidence,
            current=True,
            corrected_by=corrected_by,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return row

    def confirm_all(self, case_id: int, by: str, now: dt.datetime) -> int:
        """Confirm every current value that is not yet; says how many that were."""
        rows = [row for row in self.current(case_id).values() if row.confirmed_at is None]
        for row in rows:
            row.confirmed_at = now
            row.confirmed_by = by
        self._session.flush()
        return len(rows)

    def value_of(self, row: FieldValue) -> Any:
        """The value in the clear. Raises casework.store.vault.VaultError."""
        if row.value_sealed is None:
            return row.value
        return json.loads(self._vault.unseal(row.value_sealed))
