"""The agent console: calls that agents answer, promised calls back, cases by telephone number, briefings of a transfer."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables and the column."""
    op.create_table(
        "console_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("caller_hash", sa.String(length=64), nullable=True),
        sa.Column("state_sealed", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", _TIME, nullable=True),
        sa.Column("keys", sa.Integer(), nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("submitted_at", _TIME, nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_console_calls_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_console_calls_conversation_id_conversations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_calls")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_console_calls_conversation_id")),
    )
    op.create_index("ix_console_calls_staff", "console_calls", ["staff_id", "started_at"], unique=False)
    op.create_table(
        "call_backs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("booked_by", sa.Integer(), nullable=False),
        sa.Column("note_sealed", sa.Text(), nullable=True),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("done_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_call_backs_conversation_id_conversations")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_call_backs_case_id_cases")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_call_backs_staff_id_staff")),
        sa.ForeignKeyConstraint(["booked_by"], ["staff.id"], name=op.f("fk_call_backs_booked_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_backs")),
    )
    op.create_index("ix_call_backs_open", "call_backs", ["staff_id", "done_at", "due_at"], unique=False)
    op.create_table(
        "case_phones",
        sa.Column("phone_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_phones_case_id_cases")),
        sa.PrimaryKeyConstraint("phone_hash", "case_id", name=op.f("pk_case_phones")),
    )
    op.add_column("handoffs", sa.Column("briefing_sealed", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("handoffs", "briefing_sealed")
    op.drop_table("case_phones")
    op.drop_table("call_backs")
    op.drop_table("console_calls")
