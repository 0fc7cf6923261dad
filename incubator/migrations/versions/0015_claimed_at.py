"""When work was claimed joins the index that says where work stands: the last activity of all groups is read from it alone.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEX = "ix_review_rounds_standing"


def upgrade() -> None:
    op.drop_index(INDEX, "review_rounds")
    op.create_index(INDEX, "review_rounds", ["case_id", "number", "stage", "handed_in_at", "claimed_at", "decided_at"])


def downgrade() -> None:
    op.drop_index(INDEX, "review_rounds")
    op.create_index(INDEX, "review_rounds", ["case_id", "number", "stage", "handed_in_at", "decided_at"])
