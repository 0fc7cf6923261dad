"""Phases close by their documents: what was said about each, and every move with its reason.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PHASE = sa.Enum("F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "stopped", name="phase", native_enum=False, length=40)
STATE = sa.Enum(
    "missing", "begun", "with-coach", "done", "not-needed", name="documentstate", native_enum=False, length=40
)


def upgrade() -> None:
    op.create_table(
        "phase_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("from_phase", PHASE, nullable=False),
        sa.Column("to_phase", PHASE, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("overruled", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_phase_moves_by_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_phase_moves_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_phase_moves"),
    )
    op.create_index("ix_phase_moves_cooperative_id", "phase_moves", ["cooperative_id"], unique=False)
    op.create_table(
        "phase_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_phase_documents_by_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_phase_documents_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_phase_documents"),
        sa.UniqueConstraint("cooperative_id", "key", name="uq_phase_documents_cooperative_id_key"),
    )


def downgrade() -> None:
    op.drop_table("phase_documents")
    op.drop_index("ix_phase_moves_cooperative_id", table_name="phase_moves")
    op.drop_table("phase_moves")
