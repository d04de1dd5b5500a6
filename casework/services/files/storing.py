"""Files in the database: kept once, told in the conversation, held back where the scanner has not let them pass."""

from __future__ import annotations

import datetime as dt

from casework.domain.understanding import Understanding
from casework.services import handoff
from casework.services.dialogue import claim
from casework.services.dialogue.context import Turn
from casework.services.dialogue.turn import take_attachment
from casework.services.files.inspecting import Inspected
from casework.services.files.scanning import Verdict, is_released
from casework.services.kit import Kit
from casework.store.database import UnitOfWork
from casework.store.models import Attachment, Conversation, Message

OVERDUE = dt.timedelta(minutes=15)  # a scanner away for longer is a matter for a person
INFECTED, UNSCANNED_TOO_LONG = "file_infected", "file_unscanned"  # reasons of a hand-off


def attach(
    uow: UnitOfWork,
    kit: Kit,
    now: dt.datetime,
    conversation_id: str,
    client_id: str,
    file: Inspected,
    *,
    by: str = "worker",
) -> Attachment:
    """Store one inspected file and tell it in the conversation. A repeat changes nothing."""
    conversation = uow.conversations.for_update(conversation_id)  # before looking: the first copy may be on its way
    known = uow.attachments.by_client(conversation_id, client_id)
    if known is not None:
        return known
    stored = uow.attachments.add(
        conversation,
        client_id=client_id,
        name=file.name,
        media_type=file.media_type,
        content=file.content,
        now=now,
        thumbnail=file.thumbnail,
        state=file.verdict.state,
        verdict=file.verdict.name,
    )
    message = uow.messages.append(conversation, "worker", "file", file.name, now, client_id=client_id)
    uow.audit.add(
        by,
        "file.added",
        now,
        case_id=conversation.case_id,
        conversation_id=conversation_id,
        size=stored.size,
        state=stored.state,
    )
    if file.verdict.released:
        take_attachment(uow, kit, now, message, file.name)
    else:
        _say_held(uow, kit, now, conversation, message, stored)
    return stored


def notice(kit: Kit, stored: Attachment) -> str | None:
    """What its sender has to know of a file that was taken but is held back; None for any other."""
    return None if is_released(stored.state) else kit.words.render(f"utter_file_{stored.state}", name=stored.name)


def held(uow: UnitOfWork) -> list[int]:
    """The files that wait for the scanner, oldest first."""
    return uow.attachments.ids_in_state("waiting")


def judge(uow: UnitOfWork, kit: Kit, now: dt.datetime, attachment_id: int, verdict: Verdict) -> None:
    """What the scanner says of a file that waited. Already judged, or still waiting: nothing changes."""
    stored = uow.attachments.for_update(attachment_id)
    if stored is None or stored.state != "waiting" or verdict.state == "waiting":
        return
    uow.attachments.set_verdict(stored, verdict.state, verdict.name, now)
    uow.audit.add(
        "system", "file.scanned", now, stored.case_id, stored.conversation_id, attachment=stored.id, state=verdict.state
    )
    conversation = uow.conversations.for_update(stored.conversation_id)
    if not verdict.released:
        _say_held(uow, kit, now, conversation, None, stored)
    _tell_desk(uow, conversation)


def tell_overdue(uow: UnitOfWork, kit: Kit, now: dt.datetime) -> int:
    """Call a person for conversations whose files wait too long; says for how many. Asking again changes nothing."""
    called = 0
    for conversation_id in uow.attachments.conversations_waiting_since(now - OVERDUE):
        if uow.handoffs.open_for(conversation_id) is None and not _was_called(uow, conversation_id):
            conversation = uow.conversations.for_update(conversation_id)
            handoff.request(uow, kit.words, now, conversation, UNSCANNED_TOO_LONG)
            called += 1
    return called


def _was_called(uow: UnitOfWork, conversation_id: str) -> bool:
    """Once is enough: whoever came and went has seen that the file waits."""
    return any(row.reason == UNSCANNED_TOO_LONG for row in uow.handoffs.of_conversation(conversation_id))


def _say_held(
    uow: UnitOfWork, kit: Kit, now: dt.datetime, conversation: Conversation, message: Message | None, stored: Attachment
) -> None:
    """Tell the sender and, where something was found, a person. What waits is taken as an answer like any other."""
    text = notice(kit, stored) or ""
    turn = Turn.open(uow, kit, now, conversation, message, Understanding((), ()))
    if conversation.state in ("human", "closed"):  # there the bot is silent
        uow.messages.append(conversation, "system", "notice", text, now)
    else:
        turn.tell(text)
        if stored.state == "waiting":
            claim.after_attachment(turn, stored.name)
    turn.close()
    if stored.state == "infected":
        handoff.request(uow, kit.words, now, conversation, INFECTED)


def _tell_desk(uow: UnitOfWork, conversation: Conversation) -> None:
    case = uow.cases.get(conversation.case_id) if conversation.case_id else None
    if case is not None:
        uow.tell(f"desk:{case.branch_code or '*'}", type="case", case=case.number)
