"""Messages that were not clearly understood, for leads to label."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "unclear",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("ranking", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=True),
        sa.Column("labelled_by", sa.Integer(), nullable=True),
        sa.Column("labelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_unclear_message_id_messages")),
        sa.ForeignKeyConstraint(["labelled_by"], ["staff.id"], name=op.f("fk_unclear_labelled_by_staff")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_unclear")),
    )
    op.create_index(op.f("ix_unclear_seen_at"), "unclear", ["seen_at"], unique=False)
    op.create_index(op.f("ix_unclear_label"), "unclear", ["label"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("unclear")
