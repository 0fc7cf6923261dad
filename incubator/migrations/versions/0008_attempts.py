"""Which attempt a round of work is, as people count: what was taken back is none.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("review_rounds", sa.Column("attempt", sa.Integer(), nullable=False, server_default="1"))
    op.execute(
        "UPDATE review_rounds SET attempt = 1 + (SELECT count(*) FROM review_rounds AS earlier "
        "WHERE earlier.case_id = review_rounds.case_id AND earlier.number < review_rounds.number "
        "AND earlier.stage != 'withdrawn')"
    )


def downgrade() -> None:
    op.drop_column("review_rounds", "attempt")
