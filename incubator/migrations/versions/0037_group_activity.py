"""When somebody did something last in each group is kept by the database.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime
from incubator.core.moments import DatedColumn, LatestMoment

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

OF_CASE = "(SELECT cooperative_id FROM review_cases WHERE id = new.case_id)"
OF_MEMBER = "(SELECT cooperative_id FROM members WHERE id = new.member_id)"
OF_BID = "(SELECT cooperative_id FROM bids WHERE id = new.bid_id)"
ACTIVITY = LatestMoment(
    "group_activity",
    (
        DatedColumn("exercise_drafts", "edited_at"),
        DatedColumn("lessons_read", "at"),
        DatedColumn("statutes_drafts", "changed_at"),
        DatedColumn("statutes_versions", "made_at"),
        DatedColumn("bids", "started_at"),
        DatedColumn("bids", "made_at"),
        DatedColumn("bids", "submitted_at"),
        DatedColumn("bids", "decided_at"),
        DatedColumn("bid_tasks", "done_at", OF_BID),
        DatedColumn("phase_documents", "at"),
        DatedColumn("phase_moves", "at"),
        DatedColumn("review_rounds", "handed_in_at", OF_CASE),
        DatedColumn("review_rounds", "claimed_at", OF_CASE),
        DatedColumn("review_rounds", "decided_at", OF_CASE),
        DatedColumn("member_events", "recorded_at", OF_MEMBER),
        DatedColumn("capital_entries", "recorded_at", OF_MEMBER),
        DatedColumn("facts", "recorded_at", condition="new.author_id IS NOT NULL"),
    ),
)


def upgrade() -> None:
    op.create_table(
        "group_activity",
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_group_activity_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cooperative_id", name="pk_group_activity"),
    )
    happened = " UNION ALL ".join(
        f"SELECT {moment.group} AS cooperative_id, new.{moment.column} AS at FROM {moment.table} AS new WHERE {moment.counts}"  # noqa: S608 - our own names
        for moment in ACTIVITY.moments
    )
    newest = f"SELECT cooperative_id, max(at) FROM ({happened}) AS happened GROUP BY cooperative_id"  # noqa: S608 - our own names
    op.execute(f"INSERT INTO group_activity (cooperative_id, at) {newest}")
    for statement in ACTIVITY.statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for statement in ACTIVITY.removal(op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table("group_activity")
