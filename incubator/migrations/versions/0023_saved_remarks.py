"""Remarks that a coach keeps to use again.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["coach_id"], ["users.id"], name="fk_saved_remarks_coach_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_remarks"),
    )
    op.create_index("ix_saved_remarks_coach_id", "saved_remarks", ["coach_id"])


def downgrade() -> None:
    op.drop_table("saved_remarks")
