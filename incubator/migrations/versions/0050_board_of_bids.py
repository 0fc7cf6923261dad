"""Go or no-go of a bid, tasks that are counted back from its deadline, and work that comes from a challenge.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bid_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("hours_needed", sa.Integer(), nullable=True),
        sa.Column("hours_available", sa.Integer(), nullable=True),
        sa.Column("turnover_asked_cents", sa.BigInteger(), nullable=True),
        sa.Column("turnover_own_cents", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("go", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_bid_decisions_bid_id_bids", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lead_id"], ["users.id"], name="fk_bid_decisions_lead_id_users", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name="fk_bid_decisions_decided_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name="fk_bid_decisions_changed_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bid_decisions"),
        sa.UniqueConstraint("bid_id", name="uq_bid_decisions_bid_id"),
    )
    # Added in place: the triggers of this table stay.
    op.add_column("bid_tasks", sa.Column("planned_on", sa.Date(), nullable=True))
    op.add_column("bid_tasks", sa.Column("removed_at", UTCDateTime(), nullable=True))
    with op.batch_alter_table("work_requests") as table:
        table.add_column(sa.Column("challenge_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_work_requests_challenge_id_challenges", "challenges", ["challenge_id"], ["id"], ondelete="SET NULL"
        )
        table.create_unique_constraint("uq_work_requests_challenge_id", ["challenge_id"])


def downgrade() -> None:
    with op.batch_alter_table("work_requests") as table:
        table.drop_constraint("uq_work_requests_challenge_id", type_="unique")
        table.drop_constraint("fk_work_requests_challenge_id_challenges", type_="foreignkey")
        table.drop_column("challenge_id")
    # What an older program does not know as removed would be back on its list.
    op.execute("DELETE FROM bid_tasks WHERE removed_at IS NOT NULL")
    op.drop_column("bid_tasks", "removed_at")
    op.drop_column("bid_tasks", "planned_on")
    op.drop_table("bid_decisions")
