"""Challenges of cooperatives: their way, business case, support of the neighbourhood, and what was asked of the authority.

Revision ID: 0046
Revises: 0045
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KIND = sa.String(length=40)
TABLES = (
    "challenge_signatures",
    "challenge_supports",
    "challenge_steps",
    "challenge_pages",
    "challenge_information",
    "challenge_case_rows",
    "challenges",
)


def upgrade() -> None:
    op.create_table(
        "challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("authority_code", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("variant", KIND, nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("contract_end_source", sa.String(), nullable=False),
        sa.Column("cost_now_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_now_source", sa.String(), nullable=False),
        sa.Column("state", KIND, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("handed_in_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("formal_decision", sa.Boolean(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("agreements", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("hour_parts", sa.JSON(), nullable=False),
        sa.Column("coach_scores", sa.JSON(), nullable=True),
        sa.Column("coach_note", sa.String(), nullable=False),
        sa.Column("scored_at", UTCDateTime(), nullable=True),
        sa.Column("known_publications", sa.JSON(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=True),
        sa.Column("facts_used", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_challenges_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_challenges_notice_id_notices", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["users.id"], name="fk_challenges_started_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenges"),
    )
    op.create_index("ix_challenges_cooperative_id", "challenges", ["cooperative_id"], unique=False)
    op.create_index("ix_challenges_notice_id", "challenges", ["notice_id"], unique=False)
    op.create_index("ix_challenges_state", "challenges", ["state"], unique=False)
    op.create_table(
        "challenge_case_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price_cents", sa.BigInteger(), nullable=True),
        sa.Column("by_hour_price", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name="fk_challenge_case_rows_challenge_id_challenges",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_case_rows"),
    )
    op.create_index("ix_challenge_case_rows_challenge_id", "challenge_case_rows", ["challenge_id"], unique=False)
    op.create_table(
        "challenge_information",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("is_extended", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name="fk_challenge_information_challenge_id_challenges",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_information"),
        sa.UniqueConstraint("challenge_id", name="uq_challenge_information_challenge_id"),
    )
    op.create_table(
        "challenge_pages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name="fk_challenge_pages_challenge_id_challenges", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_pages"),
        sa.UniqueConstraint("challenge_id", name="uq_challenge_pages_challenge_id"),
        sa.UniqueConstraint("token", name="uq_challenge_pages_token"),
    )
    op.create_table(
        "challenge_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("state", KIND, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenges.id"], name="fk_challenge_steps_challenge_id_challenges", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_challenge_steps_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_steps"),
    )
    op.create_index("ix_challenge_steps_challenge_id", "challenge_steps", ["challenge_id"], unique=False)
    op.create_table(
        "challenge_supports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("kind", KIND, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenges.id"],
            name="fk_challenge_supports_challenge_id_challenges",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_challenge_supports_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_supports"),
    )
    op.create_index("ix_challenge_supports_challenge_id", "challenge_supports", ["challenge_id"], unique=False)
    op.create_table(
        "challenge_signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("lives_here", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("signed_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page_id"],
            ["challenge_pages.id"],
            name="fk_challenge_signatures_page_id_challenge_pages",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_signatures"),
        sa.UniqueConstraint("page_id", "email", name="uq_challenge_signatures_page_id_email"),
        sa.UniqueConstraint("stamp", name="uq_challenge_signatures_stamp"),
    )
    op.create_index("ix_challenge_signatures_confirmed_at", "challenge_signatures", ["confirmed_at"], unique=False)
    op.create_index("ix_challenge_signatures_page_id", "challenge_signatures", ["page_id"], unique=False)


def downgrade() -> None:
    # What these dates are about is gone.
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'challenge:%'")
    for name in TABLES:
        op.drop_table(name)
