"""Why an amount may stand in the plan for a buyer; which file is the price sheet; and when who asked to take part was invited.

Revision ID: 0081
Revises: 0080
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

SAID_BY = "fk_bid_files_is_prices_by_id_users"
BY = "fk_bid_sections_amount_by_id_users"


def upgrade() -> None:
    with op.batch_alter_table("bid_sections") as table:
        table.add_column(sa.Column("amount_because", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("amount_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("amount_at", UTCDateTime(), nullable=True))
        table.create_foreign_key(op.f(BY), "users", ["amount_by_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("bid_sections") as table:
        table.alter_column("amount_because", server_default=None)
    with op.batch_alter_table("bid_files") as table:
        table.add_column(sa.Column("asks_prices", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("is_prices", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("is_prices_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("is_prices_at", UTCDateTime(), nullable=True))
        table.create_foreign_key(op.f(SAID_BY), "users", ["is_prices_by_id"], ["id"], ondelete="SET NULL")
    op.add_column("bid_submissions", sa.Column("of_request", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "bid_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("due", UTCDateTime(), nullable=False),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("noted_at", UTCDateTime(), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bids.id"], name=op.f("fk_bid_invitations_bid_id_bids"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"], ["users.id"], name=op.f("fk_bid_invitations_noted_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_invitations")),
        sa.UniqueConstraint("bid_id", name=op.f("uq_bid_invitations_bid_id")),
    )


def downgrade() -> None:
    op.drop_table("bid_invitations")
    op.drop_column("bid_submissions", "of_request")
    with op.batch_alter_table("bid_files") as table:
        table.drop_constraint(op.f(SAID_BY), type_="foreignkey")
        for name in ("is_prices_at", "is_prices_by_id", "is_prices", "asks_prices"):
            table.drop_column(name)
    with op.batch_alter_table("bid_sections") as table:
        table.drop_constraint(op.f(BY), type_="foreignkey")
        table.drop_column("amount_at")
        table.drop_column("amount_by_id")
        table.drop_column("amount_because")
