"""The tables, those of staff in `staff_models`. One class a table; nothing here decides anything.

Times are UTC. Values of sensitive fields, names in `staff` aside, are sealed
by `casework.store.vault` before they reach a column whose name ends in
`_sealed`; what must be found again has a keyed hash in a `_hash` column.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UtcDateTime
from casework.store.staff_models import Absence, DeskLink, Staff, StaffSession

__all__ = ["Absence", "Base", "DeskLink", "Staff", "StaffSession", "UtcDateTime"]


class StoreMeta(Base):
    """Facts about the store itself, such as which key seals it."""

    __tablename__ = "store_meta"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class Conversation(Base):
    """One worker's thread on one channel. `version` guards two takers."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16), default="web")
    state: Mapped[str] = mapped_column(String(8), default="bot", index=True)  # bot|waiting|human|closed
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)  # who talks now
    memory: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # the dialogue's own state, see services/dialogue
    last_seq: Mapped[int] = mapped_column(Integer, default=0)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    __mapper_args__ = {"version_id_col": version}


class Message(Base):
    """One thing said. Never changed after it is written, but for `answered_at`."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq", name="uq_messages_seq"),
        UniqueConstraint("conversation_id", "client_id", name="uq_messages_client"),
        Index("ix_messages_unanswered", "conversation_id", "sender", "answered_at"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int] = mapped_column(Integer)
    sender: Mapped[str] = mapped_column(String(8))  # worker|bot|staff|system
    kind: Mapped[str] = mapped_column(String(12), default="text")  # text|card|file|notice
    client_id: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)  # identifiers already replaced
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # asks, topic, buttons, card, citations …
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # worker's: when the bot was done with it
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Case(Base):
    """A claim from its first word to its end. `number` is the draft number."""

    __tablename__ = "cases"
    __table_args__ = (Index("ix_cases_branch_state", "branch_code", "state"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    receipt_number: Mapped[str | None] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(12))  # accident|disease|commute|death
    state: Mapped[str] = mapped_column(String(16), default="draft", index=True)
    branch_code: Mapped[str | None] = mapped_column(String(24))
    team: Mapped[str | None] = mapped_column(String(24))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    assignment_reason: Mapped[str | None] = mapped_column(String(64))
    severity: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    person_hash: Mapped[str | None] = mapped_column(String(64), index=True)  # name+birth date, keyed
    birth_hash: Mapped[str | None] = mapped_column(String(64))
    failed_resumes: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    close_reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}


class FieldValue(Base):
    """One value of one intake field with its evidence. Old values stay, `current` false."""

    __tablename__ = "field_values"
    __table_args__ = (
        Index(
            "uq_field_values_current",
            "case_id",
            "field_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        Index("ix_field_values_history", "case_id", "field_id"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    field_id: Mapped[str] = mapped_column(String(40))
    value: Mapped[Any | None] = mapped_column(JSON)  # None where sealed or unknown
    value_sealed: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(8), default="given")  # given|unknown|later
    words: Mapped[str | None] = mapped_column(Text)  # the worker's own words; None where sealed
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    channel: Mapped[str] = mapped_column(String(16), default="web")
    confidence: Mapped[float] = mapped_column(Float, default=1.0)
    current: Mapped[bool] = mapped_column(Boolean, default=True)
    corrected_by: Mapped[str | None] = mapped_column(String(40))  # worker | staff login
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Attachment(Base):
    """A file that a worker sent, sealed."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("conversation_id", "client_id", name="uq_attachments_client"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    client_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    thumbnail_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # of photographs
    state: Mapped[str] = mapped_column(
        String(10), default="unscanned", server_default="unscanned", index=True
    )  # unscanned: there is no scanner | clean | waiting: the scanner was away | infected
    verdict: Mapped[str | None] = mapped_column(String(120))  # what the scanner calls it
    scanned_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class UploadLink(Base):
    """A link by which somebody sends files to one case, once. Only the secret's hash is kept."""

    __tablename__ = "upload_links"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    made_by: Mapped[str] = mapped_column(String(48))  # as in the audit: staff:<login> | system
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the first file; from then on it ends soon
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    files: Mapped[int] = mapped_column(Integer, default=0)


class CaseNote(Base):
    """A note of staff on a case."""

    __tablename__ = "case_notes"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Handoff(Base):
    """One request for a person. At most one is open for a conversation."""

    __tablename__ = "handoffs"
    __table_args__ = (
        Index(
            "uq_handoffs_open",
            "conversation_id",
            unique=True,
            sqlite_where=text("state in ('waiting','taken')"),
            postgresql_where=text("state in ('waiting','taken')"),
        ),
        Index("ix_handoffs_queue", "state", "branch_code", "requested_at"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    state: Mapped[str] = mapped_column(String(10), default="waiting")  # waiting|taken|cancelled|done
    reason: Mapped[str] = mapped_column(String(40))  # worker_asked|two_failures|crisis|emergency|bot_failure|…
    branch_code: Mapped[str | None] = mapped_column(String(24))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)  # who should take it
    owner_rule: Mapped[str] = mapped_column(String(24))  # handler|deputy|team|lead|queue
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    requested_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(64))
    moved_reason: Mapped[str | None] = mapped_column(String(24))  # why it is not, or no longer, with the 1:1 handler
    call_back_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # promised to the worker
    briefing_sealed: Mapped[str | None] = mapped_column(Text)  # what a colleague tells whoever takes it


class HandoffNotice(Base):
    """What is told of a hand-off outside the desk, by e-mail or webhook: once."""

    __tablename__ = "handoff_notices"
    handoff_id: Mapped[int] = mapped_column(ForeignKey("handoffs.id"), primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)  # None: told, or given up
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    problem: Mapped[str | None] = mapped_column(String(80))  # of the last try


class AuditRow(Base):
    """Who did or read what. Written in the transaction of the act itself."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    actor: Mapped[str] = mapped_column(String(48))  # worker | bot | system | staff:<login>
    action: Mapped[str] = mapped_column(String(40))  # case.read, case.field, handoff.taken …
    case_id: Mapped[int | None] = mapped_column(Integer, index=True)
    conversation_id: Mapped[str | None] = mapped_column(String(36), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # never a raw identifier


class Unclear(Base):
    """A worker's message that was not clearly understood, and what a lead said it was about."""

    __tablename__ = "unclear"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(12))  # unread: not answered | guess: answered, not sure | foreign
    ranking: Mapped[list[Any]] = mapped_column(JSON)  # [topic, confidence], the likeliest first
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    label: Mapped[str | None] = mapped_column(String(40), index=True)  # a topic, or `skipped`; null: nobody looked yet
    labelled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    labelled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Call(Base):
    """One telephone call. The caller's number is kept as a keyed hash alone; what is being keyed in lies in the sealed state."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("gateway", "call_id", name="uq_calls_call"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    gateway: Mapped[str] = mapped_column(String(16))  # neutral | jambonz | twilio
    call_id: Mapped[str] = mapped_column(String(128))  # as the gateway names it
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    caller_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    state_sealed: Mapped[str | None] = mapped_column(Text)  # where the call stands, see connectors/phone/state.py
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    notice_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # automatic answer and recording were announced
    recording_from: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    recording_to: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    call_back_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # promised to the caller
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer, default=1)
    __mapper_args__ = {"version_id_col": version}


class CasePhone(Base):
    """Under which telephone number a case may be found: of the worker or of who reports, as a keyed hash."""

    __tablename__ = "case_phones"
    phone_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)


class ConsoleCall(Base):
    """A call that an agent answers at the console. What is typed but not stored yet lies in the sealed state."""

    __tablename__ = "console_calls"
    __table_args__ = (Index("ix_console_calls_staff", "staff_id", "started_at"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), unique=True)
    caller_hash: Mapped[str | None] = mapped_column(String(64))
    state_sealed: Mapped[str | None] = mapped_column(Text)  # see services/console/state.py
    tries: Mapped[int] = mapped_column(Integer, default=0)  # wrong birth dates
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    keys: Mapped[int] = mapped_column(Integer, default=0)  # keystrokes of the agent
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(24))  # how the call ended


class CallBack(Base):
    """A call that was promised for a time, and who makes it."""

    __tablename__ = "call_backs"
    __table_args__ = (Index("ix_call_backs_open", "staff_id", "done_at", "due_at"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    booked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    note_sealed: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
