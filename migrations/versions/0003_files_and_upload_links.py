"""What became of a file's inspection, its small picture, and one-time links by which a caller sends files."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table."""
    with op.batch_alter_table("attachments") as table:
        table.add_column(sa.Column("state", sa.String(length=10), nullable=False, server_default="unscanned"))
        table.add_column(sa.Column("verdict", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("thumbnail_sealed", sa.LargeBinary(), nullable=True))
        table.create_index(op.f("ix_attachments_state"), ["state"], unique=False)
    op.create_table(
        "upload_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("made_by", sa.String(length=48), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_upload_links_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_upload_links_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_links")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_upload_links_secret_hash")),
    )
    op.create_index(op.f("ix_upload_links_case_id"), "upload_links", ["case_id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("upload_links")
    with op.batch_alter_table("attachments") as table:
        table.drop_index(op.f("ix_attachments_state"))
        for column in ("thumbnail_sealed", "scanned_at", "verdict", "state"):
            table.drop_column(column)
