"""Tries that count towards a limit, shared by all processes.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_limit_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_limit_tries")),
    )
    op.create_index("ix_rate_limit_tries_key_at", "rate_limit_tries", ["key", "at"])
    op.create_index(op.f("ix_rate_limit_tries_until"), "rate_limit_tries", ["until"])


def downgrade() -> None:
    op.drop_table("rate_limit_tries")
