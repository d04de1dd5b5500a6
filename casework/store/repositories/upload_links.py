"""Links by which files come to a case. Found by the hash of their secret only."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.store.models import UploadLink


class UploadLinks:
    """Repository of `upload_links`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self,
        secret_hash: str,
        *,
        case_id: int,
        conversation_id: str,
        made_by: str,
        now: dt.datetime,
        expires_at: dt.datetime,
    ) -> UploadLink:
        """Keep a new link."""
        link = UploadLink(
            secret_hash=secret_hash,
            case_id=case_id,
            conversation_id=conversation_id,
            made_by=made_by,
            created_at=now,
            expires_at=expires_at,
            files=0,
        )
        self._session.add(link)
        self._session.flush()
        return link

    def by_hash(self, secret_hash: str, *, lock: bool = False) -> UploadLink | None:
        """The link with this secret, locked until the commit on wish."""
        query = select(UploadLink).where(UploadLink.secret_hash == secret_hash)
        return self._session.scalar(query.with_for_update() if lock else query)

    def of_case(self, case_id: int) -> list[UploadLink]:
        """The links of a case, newest first."""
        query = select(UploadLink).where(UploadLink.case_id == case_id).order_by(UploadLink.id.desc())
        return list(self._session.scalars(query))
