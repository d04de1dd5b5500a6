"""Files that a worker sends: kind, size and content are checked, the content is sealed."""

from __future__ import annotations

import datetime as dt
import re

import filetype

from casework.services.dialogue.turn import take_attachment
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Attachment

LARGEST = 10 * 1024 * 1024
KINDS = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/heic": ("heic", "heif"),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
}
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class BadFile(ValueError):
    """`problem` names the response: file_empty, file_too_large, file_kind."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def attach(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation_id: str, client_id: str, name: str, content: bytes
) -> Attachment:
    """Store one file; what it is is read from its content, not its name. A repeat changes nothing. Raises BadFile."""
    conversation = uow.conversations.for_update(conversation_id)  # before looking: the first copy may be on its way
    known = uow.attachments.by_client(conversation_id, client_id)
    if known is not None:
        return known
    if not content:
        raise BadFile("file_empty")
    if len(content) > LARGEST:
        raise BadFile("file_too_large")
    kind = filetype.guess(content)
    if kind is None or kind.mime not in KINDS:
        raise BadFile("file_kind")
    shown = _UNSAFE.sub("_", name or "").strip(" .")[-120:] or f"file.{kind.extension}"
    stored = uow.attachments.add(
        conversation,
        client_id=client_id,
        name=shown,
        media_type=kind.mime,
        content=content,
        now=now,
    )
    message = uow.messages.append(conversation, "worker", "file", shown, now, client_id=client_id)
    uow.audit.add(
        "worker", "file.added", now, case_id=conversation.case_id, conversation_id=conversation_id, size=len(content)
    )
    take_attachment(uow, kit, now, message, shown)
    return stored
