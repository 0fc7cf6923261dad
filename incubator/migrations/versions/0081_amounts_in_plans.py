"""Why an amount may stand in the plan for a buyer, who said so and when.

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

BY = "fk_bid_sections_amount_by_id_users"


def upgrade() -> None:
    with op.batch_alter_table("bid_sections") as table:
        table.add_column(sa.Column("amount_because", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("amount_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("amount_at", UTCDateTime(), nullable=True))
        table.create_foreign_key(op.f(BY), "users", ["amount_by_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("bid_sections") as table:
        table.alter_column("amount_because", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("bid_sections") as table:
        table.drop_constraint(op.f(BY), type_="foreignkey")
        table.drop_column("amount_at")
        table.drop_column("amount_by_id")
        table.drop_column("amount_because")
