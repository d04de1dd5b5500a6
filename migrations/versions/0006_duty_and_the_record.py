"""When staff are there: duty hours, absences, open desks; what is told of a hand-off; the record guarded by the database.

Who rebuilds `messages` or `audit` later (a batch migration on SQLite does) has to make the triggers again: `guard_record`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# All columns but the one that may change (casework/store/immutable.py).
MESSAGE = "id, conversation_id, seq, sender, kind, client_id, text, payload, in_reply_to, staff_id, created_at"
AUDIT = "id, at, actor, action, case_id, conversation_id, details"
PURGING = "select 1 from store_meta where name = 'purging'"  # written and taken away in the transaction of a purge


def upgrade() -> None:
    """Add columns, tables and triggers."""
    op.add_column("staff", sa.Column("chat_capacity", sa.Integer(), nullable=False, server_default="5"))
    op.add_column("staff", sa.Column("duty_hours", sa.String(length=40), nullable=True))
    op.add_column("staff", sa.Column("email", sa.String(length=120), nullable=True))
    op.add_column("staff", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("staff", sa.Column("away_since", sa.DateTime(timezone=True), nullable=True))
    op.execute("update staff set chat_capacity = capacity where role = 'agent'")  # they have no cases: it meant chats
    op.add_column("handoffs", sa.Column("moved_reason", sa.String(length=24), nullable=True))
    op.add_column("handoffs", sa.Column("call_back_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.String(length=48), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_absences_staff_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["staff.id"], name=op.f("fk_absences_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_staff_id"), "absences", ["staff_id"], unique=False)
    op.create_index("ix_absences_days", "absences", ["last_day", "first_day"], unique=False)
    op.create_table(
        "desk_links",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("gateway", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_desk_links_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_links")),
    )
    op.create_index(op.f("ix_desk_links_staff_id"), "desk_links", ["staff_id"], unique=False)
    op.create_table(
        "handoff_notices",
        sa.Column("handoff_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["handoff_id"], ["handoffs.id"], name=op.f("fk_handoff_notices_handoff_id")),
        sa.PrimaryKeyConstraint("handoff_id", name=op.f("pk_handoff_notices")),
    )
    op.create_index("ix_handoff_notices_due_at", "handoff_notices", ["due_at"], unique=False)
    guard_record()


def downgrade() -> None:
    """Take them away."""
    for table in ("messages", "audit"):
        for name in ("stays", "remains"):
            on = f" on {table}" if _is_postgres() else ""
            op.execute(f"drop trigger {table}_{name}{on}")
    if _is_postgres():
        op.execute("drop function record_stays()")
        op.execute("drop function record_remains()")
    for table in ("handoff_notices", "desk_links", "absences"):
        op.drop_table(table)
    with op.batch_alter_table("handoffs") as table:
        table.drop_column("call_back_at")
        table.drop_column("moved_reason")
    with op.batch_alter_table("staff") as table:
        for column in ("away_since", "left_at", "email", "duty_hours", "chat_capacity"):
            table.drop_column(column)


def guard_record() -> None:
    """Nobody changes or deletes what was said and done, whichever program it is."""
    if _is_postgres():
        op.execute(
            "create function record_stays() returns trigger language plpgsql as "
            "$$ begin raise exception 'the record stays as it was written'; end $$"
        )
        op.execute(
            "create function record_remains() returns trigger language plpgsql as "
            f"$$ begin if exists ({PURGING}) then return old; end if; "
            "raise exception 'the record is not deleted'; end $$"
        )
    for table, columns in (("messages", MESSAGE), ("audit", AUDIT)):
        if _is_postgres():
            change, delete = "execute function record_stays()", "execute function record_remains()"
            each = "for each row "
        else:
            change = "begin select raise(abort, 'the record stays as it was written'); end"
            delete = f"when not exists ({PURGING}) begin select raise(abort, 'the record is not deleted'); end"
            each = ""
        op.execute(f"create trigger {table}_stays before update of {columns} on {table} {each}{change}")
        op.execute(f"create trigger {table}_remains before delete on {table} {each}{delete}")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
