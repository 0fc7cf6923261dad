"""Purchasing policies of authorities, and the buyers that groups talk to: contacts and talks.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "buying_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("bands", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("social_return", sa.Integer(), nullable=True),
        sa.Column("social_return_from", sa.BigInteger(), nullable=True),
        sa.Column("local_buying", sa.String(), nullable=False),
        sa.Column("cooperatives", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_buying_policies_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_buying_policies"),
    )
    op.create_index("ix_buying_policies_code", "buying_policies", ["code"])
    op.create_table(
        "group_buyers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_group_buyers_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_buyers"),
        sa.UniqueConstraint("cooperative_id", "code", name="uq_group_buyers_cooperative_id_code"),
    )
    op.create_table(
        "buyer_contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buyer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["buyer_id"], ["group_buyers.id"], name="fk_buyer_contacts_buyer_id_group_buyers", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_buyer_contacts_author_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_buyer_contacts"),
    )
    op.create_index("ix_buyer_contacts_buyer_id", "buyer_contacts", ["buyer_id"])
    op.create_index("ix_buyer_contacts_author_id", "buyer_contacts", ["author_id"])
    op.create_table(
        "buyer_talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buyer_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("with_whom", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["buyer_id"], ["group_buyers.id"], name="fk_buyer_talks_buyer_id_group_buyers", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_buyer_talks_author_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_buyer_talks"),
    )
    op.create_index("ix_buyer_talks_buyer_id", "buyer_talks", ["buyer_id"])
    op.create_index("ix_buyer_talks_author_id", "buyer_talks", ["author_id"])


def downgrade() -> None:
    for table in ("buyer_talks", "buyer_contacts", "group_buyers", "buying_policies"):
        op.drop_table(table)
    # The dates of talks that stand in the agenda lead to pages that are no more.
    op.execute("DELETE FROM agenda_entries WHERE key LIKE 'buyer-talk:%'")
