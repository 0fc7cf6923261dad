"""Who looked at a text of the knowledge centre, and when.

Revision ID: 0035
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0035"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "knowledge_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["users.id"], name="fk_knowledge_checks_checked_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_knowledge_checks"),
    )
    op.create_index("ix_knowledge_checks_article", "knowledge_checks", ["article"])


def downgrade() -> None:
    op.drop_index("ix_knowledge_checks_article", "knowledge_checks")
    op.drop_table("knowledge_checks")
