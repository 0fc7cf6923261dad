"""What the papers of a buyer say of the road where its notice leaves it open, and on which day who asked to take part was invited.

Revision ID: 0083
Revises: 0082
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: the triggers that look at this table stay.
    op.add_column("bids", sa.Column("asks_to_take_part", sa.Boolean(), nullable=True))
    op.add_column("bids", sa.Column("road_because", sa.String(), nullable=True))
    op.add_column("bids", sa.Column("road_at", UTCDateTime(), nullable=True))
    op.add_column("bid_invitations", sa.Column("invited_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("bid_invitations", "invited_on")
    for name in ("road_at", "road_because", "asks_to_take_part"):
        op.drop_column("bids", name)
