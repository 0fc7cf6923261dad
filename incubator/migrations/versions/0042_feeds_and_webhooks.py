"""Secret addresses for readers and calendars, webhooks, shared interest, and when a date of the agenda changed.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

STATES = ("queued", "sending", "failed", "sent", "dead")


def upgrade() -> None:
    op.create_table(
        "secret_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("sealed_token", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_secret_addresses_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_secret_addresses"),
        sa.UniqueConstraint("token_hash", name="uq_secret_addresses_token_hash"),
        sa.UniqueConstraint("user_id", "subject", name="uq_secret_addresses_user_id_subject"),
    )
    op.create_index("ix_secret_addresses_subject", "secret_addresses", ["subject"])
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        sa.Column("switched_off_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["watch_profiles.id"], name="fk_webhooks_profile_id_watch_profiles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sa.UniqueConstraint("profile_id", name="uq_webhooks_profile_id"),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="deliverystate", native_enum=False, length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", UTCDateTime(), nullable=False),
        sa.Column("next_attempt_at", UTCDateTime(), nullable=False),
        sa.Column("claim", sa.String(), nullable=True),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name="fk_webhook_deliveries_webhook_id_webhooks", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name="fk_webhook_deliveries_notice_id_notices", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
        sa.UniqueConstraint("number", name="uq_webhook_deliveries_number"),
        sa.UniqueConstraint("webhook_id", "notice_id", name="uq_webhook_deliveries_webhook_id_notice_id"),
    )
    op.create_index("ix_webhook_deliveries_notice_id", "webhook_deliveries", ["notice_id"])
    op.create_index("ix_webhook_deliveries_state_next_attempt_at", "webhook_deliveries", ["state", "next_attempt_at"])
    op.create_table(
        "interest_sharings",
        sa.Column("cooperative_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_interest_sharings_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cooperative_id", name="pk_interest_sharings"),
    )
    op.create_table(
        "shared_interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["interest_sharings.cooperative_id"],
            name="fk_shared_interests_cooperative_id_interest_sharings",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["notice_families.id"],
            name="fk_shared_interests_family_id_notice_families",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shared_interests"),
        sa.UniqueConstraint("cooperative_id", "family_id", name="uq_shared_interests_cooperative_id_family_id"),
    )
    op.create_index("ix_shared_interests_family_id", "shared_interests", ["family_id"])
    op.add_column("agenda_entries", sa.Column("changed_at", UTCDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("agenda_entries") as batch:
        batch.drop_column("changed_at")
    for table in ("shared_interests", "interest_sharings", "webhook_deliveries", "webhooks", "secret_addresses"):
        op.drop_table(table)
