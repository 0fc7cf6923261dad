"""What people do with a notice they came across: keep it for a group, follow its procurement.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SOURCES = sa.Enum("matching", "self", name="matchsource", native_enum=False, length=40)


def upgrade() -> None:
    op.add_column("matches", sa.Column("source", SOURCES, nullable=False, server_default="matching"))
    op.create_table(
        "notice_follows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("news_from", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["notice_families.id"],
            name="fk_notice_follows_family_id_notice_families",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_notice_follows_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_follows"),
        sa.UniqueConstraint("user_id", "family_id", name="uq_notice_follows_user_id_family_id"),
    )
    op.create_index("ix_notice_follows_family_id", "notice_follows", ["family_id"])
    op.create_table(
        "followed_notices",
        sa.Column("follow_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_id"],
            ["notice_follows.id"],
            name="fk_followed_notices_follow_id_notice_follows",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_followed_notices_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("follow_id", "notice_id", name="pk_followed_notices"),
    )
    op.create_index("ix_followed_notices_notice_id", "followed_notices", ["notice_id"])


def downgrade() -> None:
    op.drop_index("ix_followed_notices_notice_id", "followed_notices")
    op.drop_table("followed_notices")
    op.drop_index("ix_notice_follows_family_id", "notice_follows")
    op.drop_table("notice_follows")
    op.drop_column("matches", "source")
