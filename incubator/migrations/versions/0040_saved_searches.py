"""Searches that people keep, and the publications that came to answer them.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

PACES = ("at-once", "daily", "weekly", "none")


def upgrade() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("pace", sa.Enum(*PACES, name="pace", native_enum=False, length=40), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("mailed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("(user_id IS NULL) <> (address IS NULL)", name="ck_saved_searches_one_owner"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_searches_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sa.UniqueConstraint("user_id", "digest", name="uq_saved_searches_user_id_digest"),
        sa.UniqueConstraint("address", "digest", name="uq_saved_searches_address_digest"),
    )
    op.create_index("ix_saved_searches_confirmed_at", "saved_searches", ["confirmed_at"])
    op.create_table(
        "search_answers",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("found_at", UTCDateTime(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("mailed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_search_answers_notice_id_notices", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["search_id"], ["saved_searches.id"], name="fk_search_answers_search_id_saved_searches", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("search_id", "notice_id", name="pk_search_answers"),
    )
    op.create_index("ix_search_answers_found_at", "search_answers", ["found_at"])
    op.create_index("ix_search_answers_notice_id", "search_answers", ["notice_id"])
    op.create_index("ix_search_answers_search_seen", "search_answers", ["search_id", "seen"])


def downgrade() -> None:
    op.drop_table("search_answers")
    op.drop_table("saved_searches")
