"""Contracts that cooperatives were given, and the cohort in which a group began.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cooperatives", sa.Column("cohort", sa.String(), nullable=True))
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("value_cents", sa.BigInteger(), nullable=True),
        sa.Column("jobs_percent", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("value_cents >= 0", name="ck_contracts_value_not_negative"),
        sa.ForeignKeyConstraint(["bid_id"], ["bids.id"], name="fk_contracts_bid_id_bids", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name="fk_contracts_cooperative_id_cooperatives", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_contracts_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contracts"),
        sa.UniqueConstraint("bid_id", name="uq_contracts_bid_id"),
    )
    op.create_index("ix_contracts_cooperative_id", "contracts", ["cooperative_id"], unique=False)
    _bids_that_were_won()
    _first_contracts()


def _bids_that_were_won() -> None:
    """A bid that was won before is a contract too; its value is not known."""
    op.execute(
        sa.text(
            "INSERT INTO contracts (cooperative_id, bid_id, name, client, agreed_on, recorded_at) "
            "SELECT bids.cooperative_id, bids.id, substr(notices.title, 1, 200), "
            "coalesce(substr(organisations.name, 1, 200), ''), date(bids.decided_at), bids.decided_at "
            "FROM bids JOIN notices ON notices.id = bids.notice_id "
            "LEFT JOIN organisations ON organisations.id = notices.buyer_id "
            "WHERE bids.stage = 'won' AND bids.decided_at IS NOT NULL"
        )
    )


def _first_contracts() -> None:
    """Of a group that won no bid here, the milestone tells of its first contract; its note is what was written about it."""
    op.execute(
        sa.text(
            "INSERT INTO contracts (cooperative_id, name, client, agreed_on, recorded_at) "
            "SELECT milestones.cooperative_id, coalesce(nullif(substr(milestones.note, 1, 200), ''), 'Eerste opdracht'), '', "
            "milestones.on_date, cooperatives.created_at "
            "FROM milestones JOIN cooperatives ON cooperatives.id = milestones.cooperative_id "
            "WHERE milestones.key = 'first-contract' "
            "AND NOT EXISTS (SELECT 1 FROM contracts WHERE contracts.cooperative_id = milestones.cooperative_id)"
        )
    )


def downgrade() -> None:
    op.drop_index("ix_contracts_cooperative_id", table_name="contracts")
    op.drop_table("contracts")
    with op.batch_alter_table("cooperatives") as batch:
        batch.drop_column("cohort")
