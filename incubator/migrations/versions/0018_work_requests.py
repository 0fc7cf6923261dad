"""Work that was asked of a group without a public notice, and bids on it.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WAYS = sa.Enum("mail", "phone", "talk", "letter", "other", name="cameby", native_enum=False, length=40)
STATES = sa.Enum("open", "dismissed", name="requeststate", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "work_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("came_by", WAYS, nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("state", STATES, nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_work_requests_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["users.id"], name="fk_work_requests_entered_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_work_requests"),
    )
    op.create_index("ix_work_requests_cooperative_id", "work_requests", ["cooperative_id"])
    with op.batch_alter_table("bids") as bids:
        bids.alter_column("notice_id", existing_type=sa.Integer(), nullable=True)
        bids.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        bids.create_foreign_key(
            "fk_bids_request_id_work_requests", "work_requests", ["request_id"], ["id"], ondelete="CASCADE"
        )
        bids.create_unique_constraint("uq_bids_request_id", ["request_id"])
        bids.create_check_constraint("work", "(notice_id IS NULL) <> (request_id IS NULL)")


def downgrade() -> None:
    # A bid on what was asked directly has no place in the tables of before.
    op.execute("UPDATE contracts SET bid_id = NULL WHERE bid_id IN (SELECT id FROM bids WHERE notice_id IS NULL)")
    op.execute("DELETE FROM bid_tasks WHERE bid_id IN (SELECT id FROM bids WHERE notice_id IS NULL)")
    op.execute("DELETE FROM bids WHERE notice_id IS NULL")
    with op.batch_alter_table("bids") as bids:
        bids.drop_constraint("work", type_="check")
        bids.drop_constraint("uq_bids_request_id", type_="unique")
        bids.drop_constraint("fk_bids_request_id_work_requests", type_="foreignkey")
        bids.drop_column("request_id")
        bids.alter_column("notice_id", existing_type=sa.Integer(), nullable=False)
    op.drop_index("ix_work_requests_cooperative_id", "work_requests")
    op.drop_table("work_requests")
