"""The tables of the people at the desk: who they are, when they are there, where they are signed in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.base import Base, UtcDateTime


class Staff(Base):
    """Someone who signs in to /desk."""

    __tablename__ = "staff"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(8))  # agent|handler|lead|admin
    branch_code: Mapped[str | None] = mapped_column(String(24), index=True)
    team: Mapped[str | None] = mapped_column(String(24))
    phone: Mapped[str | None] = mapped_column(String(20))  # office number told to workers
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change_password: Mapped[bool] = mapped_column(Boolean, default=False)
    email: Mapped[str | None] = mapped_column(String(120))  # the office's, for notices
    capacity: Mapped[int] = mapped_column(Integer, default=30)  # open cases
    chat_capacity: Mapped[int] = mapped_column(Integer, default=5, server_default="5")  # conversations at once
    duty_hours: Mapped[str | None] = mapped_column(String(40))  # see casework/domain/duty.py; None: as the office
    on_duty: Mapped[bool] = mapped_column(Boolean, default=True)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    failed_logins: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # the last open desk page was closed
    away_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # gone from live conversations; until back
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Absence(Base):
    """Days on which somebody will not be there, both included, and who answers meanwhile."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_days", "last_day", "first_day"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    first_day: Mapped[dt.date] = mapped_column(Date)
    last_day: Mapped[dt.date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(12))  # leave|sick|training|other
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_by: Mapped[str] = mapped_column(String(48))  # as in the audit
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # open work was passed on
    cancelled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class DeskLink(Base):
    """An open desk page, as long as its connection lasts."""

    __tablename__ = "desk_links"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    gateway: Mapped[str] = mapped_column(String(64))  # host:port of the process that holds it
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)  # when that process last said so


class StaffSession(Base):
    """A signed-in browser. Only hashes of its secrets are kept."""

    __tablename__ = "staff_sessions"
    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
