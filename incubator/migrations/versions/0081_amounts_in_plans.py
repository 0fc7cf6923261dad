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
INVITED_BY = "fk_bids_invited_by_id_users"
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
    with op.batch_alter_table("bids") as table:
        table.add_column(sa.Column("invited_at", UTCDateTime(), nullable=True))
        table.add_column(sa.Column("invited_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("tender_due", UTCDateTime(), nullable=True))
        table.add_column(sa.Column("tender_day_only", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_foreign_key(op.f(INVITED_BY), "users", ["invited_by_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("bid_submissions") as table:
        table.add_column(sa.Column("of_request", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("bids") as table:
        table.alter_column("tender_day_only", server_default=None)
    with op.batch_alter_table("bid_submissions") as table:
        table.alter_column("of_request", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("bid_submissions") as table:
        table.drop_column("of_request")
    with op.batch_alter_table("bids") as table:
        table.drop_constraint(op.f(INVITED_BY), type_="foreignkey")
        for name in ("tender_day_only", "tender_due", "invited_by_id", "invited_at"):
            table.drop_column(name)
    with op.batch_alter_table("bid_files") as table:
        table.drop_constraint(op.f(SAID_BY), type_="foreignkey")
        for name in ("is_prices_at", "is_prices_by_id", "is_prices", "asks_prices"):
            table.drop_column(name)
    with op.batch_alter_table("bid_sections") as table:
        table.drop_constraint(op.f(BY), type_="foreignkey")
        table.drop_column("amount_at")
        table.drop_column("amount_by_id")
        table.drop_column("amount_because")
