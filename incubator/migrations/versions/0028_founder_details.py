"""Personal data for the deed, which each founder fills in through a link of their own.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "founder_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.String(), nullable=True),
        sa.Column("saved_at", UTCDateTime(), nullable=True),
        sa.Column("filled_at", UTCDateTime(), nullable=True),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_founder_details_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name="fk_founder_details_asked_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_founder_details"),
        sa.UniqueConstraint("cooperative_id", "person_id", name="uq_founder_details_cooperative_id_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_founder_details_token_hash"),
    )
    op.create_index("ix_founder_details_expires_at", "founder_details", ["expires_at"])


def downgrade() -> None:
    op.drop_table("founder_details")
