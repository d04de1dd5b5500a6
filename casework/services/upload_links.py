"""A link that somebody on the telephone gets to send files: for one case, for one sitting, and it shows nothing of the case.

The secret is told once and kept as a hash. Whoever made the link is in the audit.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from casework.services import files
from casework.services.inbox import hash_token
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Attachment, Case, Conversation, UploadLink

LASTS = dt.timedelta(hours=24)
SITTING = dt.timedelta(minutes=30)  # from the first file on
MOST_FILES = 10
_SECRET_BYTES = 24


class LinkGone(LookupError):
    """No such link, or one that has ended: whoever asks cannot tell which."""


class LinkFull(LookupError):
    """The link has taken as many files as it may."""


@dataclass(frozen=True)
class Made:
    """A new link. `secret` exists nowhere else; the page is /attach/<secret>."""

    secret: str
    expires_at: dt.datetime

    @property
    def path(self) -> str:
        """Where the page is, without the server's name."""
        return f"/attach/{self.secret}"


def make(uow: UnitOfWork, now: dt.datetime, case: Case, by: str, conversation: Conversation | None = None) -> Made:
    """A link for the case. Files are told in `conversation`, or in the case's latest one; earlier links end.

    `by` is the actor of the audit: `staff:<login>`, or `system` for the telephone.
    """
    uow.cases.for_update(case.id)
    for earlier in uow.upload_links.of_case(case.id):
        if earlier.ended_at is None:
            earlier.ended_at = now
    thread = conversation or _thread(uow, now, case)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    link = uow.upload_links.add(
        hash_token(secret),
        case_id=case.id,
        conversation_id=thread.id,
        made_by=by,
        now=now,
        expires_at=now + LASTS,
    )
    uow.audit.add(by, "link.made", now, case.id, thread.id, link=link.id)
    return Made(secret, link.expires_at)


def status(uow: UnitOfWork, now: dt.datetime, secret: str) -> dict[str, Any]:
    """How long the link lasts and how many files it still takes; nothing of the case. Raises LinkGone."""
    link = _open_link(uow, now, secret)
    return {"until": _end(link).isoformat(), "left": max(0, MOST_FILES - link.files), "sent": link.files}


def attach(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, secret: str, client_id: str, file: files.Inspected
) -> Attachment:
    """Take one file for the link's case. A repeat changes nothing. Raises LinkGone, LinkFull."""
    link = _open_link(uow, now, secret, lock=True)
    client_id = hash_token(f"{link.id}:{client_id}")  # of its own, whoever else sends to the same conversation
    known = uow.attachments.by_client(link.conversation_id, client_id)
    if known is not None:
        return known
    if link.files >= MOST_FILES:
        raise LinkFull(str(link.id))
    stored = files.attach(uow, kit, now, link.conversation_id, client_id, file, by=f"link:{link.id}")
    link.files += 1
    link.used_at = link.used_at or now
    return stored


def finish(uow: UnitOfWork, now: dt.datetime, secret: str) -> int:
    """The sender is done: the link ends. Says how many files came. Raises LinkGone."""
    link = _open_link(uow, now, secret, lock=True)
    link.ended_at = now
    uow.audit.add(f"link:{link.id}", "link.ended", now, link.case_id, link.conversation_id, files=link.files)
    return link.files


def _open_link(uow: UnitOfWork, now: dt.datetime, secret: str, *, lock: bool = False) -> UploadLink:
    link = uow.upload_links.by_hash(hash_token(secret), lock=lock)
    if link is None or link.ended_at is not None or now >= _end(link):
        raise LinkGone("link")
    return link


def _end(link: UploadLink) -> dt.datetime:
    return min(link.expires_at, link.used_at + SITTING) if link.used_at is not None else link.expires_at


def _thread(uow: UnitOfWork, now: dt.datetime, case: Case) -> Conversation:
    """The case's latest conversation that is not over, else its latest, else a new one for the files alone."""
    threads = sorted(uow.conversations.of_case(case.id), key=lambda c: (c.state != "closed", c.updated_at))
    if threads:
        return threads[-1]
    made = uow.conversations.create(str(uuid.uuid4()), "web", hash_token(secrets.token_urlsafe(32)), now)
    made.case_id = case.id
    return made
