"""Files that workers send. The content is sealed before it reaches the database."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from casework.store.models import Attachment, Conversation
from casework.store.vault import Vault


class Attachments:
    """Repository of `attachments`."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(
        self,
        conversation: Conversation,
        client_id: str,
        name: str,
        media_type: str,
        content: bytes,
        now: dt.datetime,
        *,
        thumbnail: bytes | None = None,
        state: str = "unscanned",
        verdict: str | None = None,
    ) -> Attachment:
        """Keep a file; a repeated `client_id` returns the first one."""
        known = self.by_client(conversation.id, client_id)
        if known is not None:
            return known
        attachment = Attachment(
            conversation_id=conversation.id,
            case_id=conversation.case_id,
            client_id=client_id,
            name=name,
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content_sealed=self._vault.seal_bytes(content),
            thumbnail_sealed=self._vault.seal_bytes(thumbnail) if thumbnail else None,
            state=state,
            verdict=verdict,
            scanned_at=now if state in ("clean", "infected") else None,
            created_at=now,
        )
        self._session.add(attachment)
        self._session.flush()
        return attachment

    def get(self, id: int) -> Attachment | None:
        """The attachment with this id."""
        return self._session.get(Attachment, id)

    def for_update(self, id: int) -> Attachment | None:
        """The attachment, locked until the commit."""
        return self._session.get(Attachment, id, with_for_update=True, populate_existing=True)

    def by_client(self, conversation_id: str, client_id: str) -> Attachment | None:
        """The file that its sender named `client_id`."""
        query = select(Attachment).where(
            Attachment.conversation_id == conversation_id, Attachment.client_id == client_id
        )
        return self._session.scalar(query)

    def of_case(self, case_id: int) -> list[Attachment]:
        """The files of a case without their content, oldest first."""
        query = select(Attachment).where(Attachment.case_id == case_id).options(defer(Attachment.content_sealed))
        return list(self._session.scalars(query.order_by(Attachment.id)))

    def of_conversation(self, conversation_id: str) -> list[Attachment]:
        """The files of a conversation without their content, oldest first."""
        query = select(Attachment).where(Attachment.conversation_id == conversation_id)
        return list(self._session.scalars(query.options(defer(Attachment.content_sealed)).order_by(Attachment.id)))

    def ids_in_state(self, state: str, limit: int = 500) -> list[int]:
        """The files in this state, oldest first."""
        query = select(Attachment.id).where(Attachment.state == state).order_by(Attachment.id).limit(limit)
        return list(self._session.scalars(query))

    def conversations_waiting_since(self, since: dt.datetime) -> list[str]:
        """The conversations with a file that came before `since` and still waits for the scanner."""
        query = select(Attachment.conversation_id).where(Attachment.state == "waiting", Attachment.created_at < since)
        return list(self._session.scalars(query.distinct().order_by(Attachment.conversation_id)))

    def set_verdict(self, attachment: Attachment, state: str, verdict: str | None, now: dt.datetime) -> None:
        """Write down what the scanner said."""
        attachment.state, attachment.verdict, attachment.scanned_at = state, verdict, now
        self._session.flush()

    def thumbnail_of(self, attachment: Attachment) -> bytes | None:
        """A small JPEG of a photograph. Raises casework.store.vault.VaultError."""
        sealed = attachment.thumbnail_sealed
        return self._vault.unseal_bytes(sealed) if sealed is not None else None

    def content_of(self, attachment: Attachment) -> bytes:
        """The file itself. Raises casework.store.vault.VaultError."""
        return self._vault.unseal_bytes(attachment.content_sealed)
