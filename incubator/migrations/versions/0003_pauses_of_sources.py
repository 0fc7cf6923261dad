"""pauses of sources: how long each was silent between two times that it brought something new

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice_sources", sa.Column("longest_pause_hours", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("notice_sources", "longest_pause_hours")
