"""Coaches who are away for a while, and who stands in.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_absences_user_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["users.id"], name="fk_absences_noted_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_user_id", "absences", ["user_id"])
    op.create_table(
        "substitutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absence_id"], ["absences.id"], name="fk_substitutions_absence_id_absences", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_substitutions_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_substitutions_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_substitutions"),
        sa.UniqueConstraint("absence_id", "cooperative_id", name="uq_substitutions_absence_id_cooperative_id"),
    )
    op.create_index("ix_substitutions_cooperative_id", "substitutions", ["cooperative_id"])
    op.create_index("ix_substitutions_user_id", "substitutions", ["user_id"])


def downgrade() -> None:
    op.drop_table("substitutions")
    op.drop_table("absences")
