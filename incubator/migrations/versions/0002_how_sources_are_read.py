"""how sources are read: who reads one now, what went wrong in words that can be translated, what people were told

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SOURCES = (
    ("problem", sa.JSON()),
    ("failing_since", UTCDateTime()),
    ("warned_about", sa.String()),
    ("claim", sa.String()),
    ("claimed_until", UTCDateTime()),
)


def upgrade() -> None:
    """No batches: rebuilding a table of SQLite would delete what refers to it."""
    for name, kind in SOURCES:
        op.add_column("notice_sources", sa.Column(name, kind, nullable=True))
    op.drop_column("notice_sources", "last_error")
    op.add_column("notice_source_runs", sa.Column("problem", sa.JSON(), nullable=True))
    op.add_column("notice_source_runs", sa.Column("notes", sa.JSON(), nullable=False, server_default="[]"))
    op.drop_column("notice_source_runs", "error")


def downgrade() -> None:
    op.add_column("notice_source_runs", sa.Column("error", sa.String(), nullable=True))
    op.drop_column("notice_source_runs", "notes")
    op.drop_column("notice_source_runs", "problem")
    op.add_column("notice_sources", sa.Column("last_error", sa.String(), nullable=True))
    for name, _kind in reversed(SOURCES):
        op.drop_column("notice_sources", name)
