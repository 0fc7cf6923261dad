"""where work stands is read from an index, without the large texts in the same rows

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_review_rounds_standing", "review_rounds", ["case_id", "number", "stage", "handed_in_at", "decided_at"]
    )
    op.create_index("ix_review_rounds_waiting", "review_rounds", ["stage", "handed_in_at", "case_id"])
    op.drop_index("ix_review_rounds_stage", "review_rounds")
    op.create_index(
        "ix_exercise_drafts_edited", "exercise_drafts", ["cooperative_id", "track", "lesson", "edited_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_exercise_drafts_edited", "exercise_drafts")
    op.create_index("ix_review_rounds_stage", "review_rounds", ["stage"])
    op.drop_index("ix_review_rounds_waiting", "review_rounds")
    op.drop_index("ix_review_rounds_standing", "review_rounds")
