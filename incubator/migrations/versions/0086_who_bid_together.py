"""What partners said yes to, who bid together when it was handed in, what changed afterwards, and what each gets of the contract.

Revision ID: 0086
Revises: 0085
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None

NOT_NEGATIVE = "ck_bid_partners_contract_not_negative"
STATES = sa.Enum("invited", "agreed", "declined", "withdrawn", name="partnerstate", native_enum=False, length=40)


def upgrade() -> None:
    with op.batch_alter_table("bid_partners") as table:
        table.add_column(sa.Column("contract_cents", sa.BigInteger(), nullable=True))
        table.create_check_constraint(op.f(NOT_NEGATIVE), "contract_cents >= 0")
    with op.batch_alter_table("bid_submissions") as table:
        # Who bid together on what was handed in before this was kept is not known for sure: nobody is made up.
        table.add_column(sa.Column("parties", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("bid_submissions") as table:
        table.alter_column("parties", server_default=None)
    op.create_table(
        "bid_partner_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["bid_partners.id"],
            name=op.f("fk_bid_partner_answers_partner_id_bid_partners"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_partner_answers")),
    )
    op.create_index(op.f("ix_bid_partner_answers_partner_id"), "bid_partner_answers", ["partner_id"])
    _changes()


def _changes() -> None:
    op.create_table(
        "bid_partner_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bids.id"], name=op.f("fk_bid_partner_changes_bid_id_bids"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["bid_partners.id"],
            name=op.f("fk_bid_partner_changes_partner_id_bid_partners"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["users.id"],
            name=op.f("fk_bid_partner_changes_recorded_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_partner_changes")),
    )
    for column in ("bid_id", "partner_id"):
        op.create_index(op.f(f"ix_bid_partner_changes_{column}"), "bid_partner_changes", [column])


def downgrade() -> None:
    op.drop_table("bid_partner_changes")
    op.drop_table("bid_partner_answers")
    op.drop_column("bid_submissions", "parties")
    with op.batch_alter_table("bid_partners") as table:
        table.drop_constraint(op.f(NOT_NEGATIVE), type_="check")
        table.drop_column("contract_cents")
