"""Words of notices and kept figures for searching; the end of a contract in the index that searching reads.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

SEARCHED = [
    *("id", "kind", "status", "deadline", "last_deadline", "published", "value_cents", "buyer_id"),
    *("legal_regime", "reserved", "merged_into_id"),
]


def upgrade() -> None:
    op.create_table(
        "notice_words",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_notice_words"),
    )
    op.create_table(
        "kept_figures",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("counted_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept_figures"),
    )
    op.drop_index("ix_notices_searched", table_name="notices")
    op.create_index("ix_notices_searched", "notices", [*SEARCHED, "contract_end"])


def downgrade() -> None:
    op.drop_index("ix_notices_searched", table_name="notices")
    op.create_index("ix_notices_searched", "notices", SEARCHED)
    # Terms that only this version adds are taken away by the next `notices reindex`.
    op.drop_table("kept_figures")
    op.drop_table("notice_words")
