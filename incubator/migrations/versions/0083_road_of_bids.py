"""What the papers of a buyer say of the road where its notice leaves it open, and on which day who asked to take part was invited.

Revision ID: 0083
Revises: 0081
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0083"
down_revision = "0081"
branch_labels = None
depends_on = None

BY = "fk_bids_road_by_id_users"


def upgrade() -> None:
    with op.batch_alter_table("bids") as table:
        table.add_column(sa.Column("asks_to_take_part", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("road_because", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("road_at", UTCDateTime(), nullable=True))
        table.add_column(sa.Column("road_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(BY), "users", ["road_by_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("bids") as table:
        table.alter_column("road_because", server_default=None)
    op.add_column("bid_invitations", sa.Column("invited_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("bid_invitations", "invited_on")
    with op.batch_alter_table("bids") as table:
        table.drop_constraint(op.f(BY), type_="foreignkey")
        for name in ("road_by_id", "road_at", "road_because", "asks_to_take_part"):
            table.drop_column(name)
