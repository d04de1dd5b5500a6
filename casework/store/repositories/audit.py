"""The audit trail. Rows are only ever added."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import AuditRow


class Audit:
    """Repository of `audit`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        actor: str,
        action: str,
        now: dt.datetime,
        case_id: int | None = None,
        conversation_id: str | None = None,
        **details: Any,
    ) -> AuditRow:
        """Note who did what; `details` must be JSON and hold no raw identifier."""
        row = AuditRow(
            at=now, actor=actor, action=action, case_id=case_id, conversation_id=conversation_id, details=details
        )
        self._session.add(row)
        return row

    def of_case(self, case_id: int, limit: int = 500) -> list[AuditRow]:
        """The newest rows about a case, newest first."""
        query = select(AuditRow).where(AuditRow.case_id == case_id)
        return list(self._session.scalars(query.order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit)))

    def of_conversation(self, conversation_id: str, limit: int = 500) -> list[AuditRow]:
        """The rows about a conversation, oldest first."""
        query = select(AuditRow).where(AuditRow.conversation_id == conversation_id)
        return list(self._session.scalars(query.order_by(AuditRow.id).limit(limit)))
