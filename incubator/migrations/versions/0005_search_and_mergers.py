"""an index with all that searching looks at; who merged and split organisations

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SEARCHED = ["id", "kind", "status", "deadline", "published", "value_cents", "buyer_id", "legal_regime", "reserved"]


def upgrade() -> None:
    op.create_index("ix_notices_searched", "notices", SEARCHED)
    op.create_table(
        "organisation_mergers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("followers", sa.JSON(), nullable=False),
        sa.Column("merged_at", UTCDateTime(), nullable=False),
        sa.Column("merged_by", sa.String(), nullable=False),
        sa.Column("split_at", UTCDateTime(), nullable=True),
        sa.Column("split_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["organisations.id"], name="fk_organisation_mergers_kept_id_organisations", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"],
            ["organisations.id"],
            name="fk_organisation_mergers_merged_id_organisations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_mergers"),
    )
    op.create_index("ix_organisation_mergers_kept_id", "organisation_mergers", ["kept_id"])
    op.create_index("ix_organisation_mergers_merged_id", "organisation_mergers", ["merged_id"])


def downgrade() -> None:
    op.drop_table("organisation_mergers")
    op.drop_index("ix_notices_searched", "notices")
