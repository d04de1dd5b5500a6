"""Files at the desk: the list with small pictures, one to download, a link for whoever is on the telephone.

Every function raises NotFound for what the person does not reach.
"""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from casework.services import upload_links
from casework.services.desk_access import find_attachment, find_case
from casework.services.files.scanning import is_released
from casework.services.staff import actor
from casework.store.database import UnitOfWork
from casework.store.models import Case, Staff


class FileHeld(Exception):
    """The scanner has not let the file pass: `state` is waiting or infected."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def rows(uow: UnitOfWork, case: Case) -> list[dict[str, Any]]:
    """The files of a case. The small picture comes with the list, whose reading is in the audit."""
    found = []
    for one in uow.attachments.of_case(case.id):
        released = is_released(one.state)
        picture = uow.attachments.thumbnail_of(one) if released else None
        found.append(
            {
                "id": one.id,
                "name": one.name,
                "media_type": one.media_type,
                "size": one.size,
                "at": one.created_at,
                "state": one.state,
                "released": released,
                "thumbnail": f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}" if picture else None,
            }
        )
    return found


def download(uow: UnitOfWork, now: dt.datetime, staff: Staff, id: int) -> dict[str, Any]:
    """A file to download: name, media_type, content. Writes an audit row. Raises FileHeld."""
    found = find_attachment(uow, staff, id)
    if not is_released(found.state):
        raise FileHeld(found.state)
    uow.audit.add(
        actor(staff), "attachment.read", now, found.case_id, found.conversation_id, attachment=id, sha256=found.sha256
    )
    return {"name": found.name, "media_type": found.media_type, "content": uow.attachments.content_of(found)}


def make_link(uow: UnitOfWork, now: dt.datetime, staff: Staff, number: str) -> upload_links.Made:
    """A new link for the case; earlier ones end."""
    return upload_links.make(uow, now, find_case(uow, staff, number), actor(staff))
