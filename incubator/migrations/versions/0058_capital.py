"""Years of which the result is divided, what is owed to who left, and how much money there was.

Revision ID: 0058
Revises: 0057
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "capital_years",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Enum("draft", "posted", name="yearstate", native_enum=False, length=40), nullable=False),
        sa.Column("surplus_cents", sa.BigInteger(), nullable=True),
        sa.Column("surplus_source", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("self_management", sa.Boolean(), nullable=False),
        sa.Column("employed", sa.Integer(), nullable=True),
        sa.Column("members_employed", sa.Integer(), nullable=True),
        sa.Column("sector_terms", sa.String(), nullable=False),
        sa.Column("highest_pay_cents", sa.BigInteger(), nullable=True),
        sa.Column("lowest_pay_cents", sa.BigInteger(), nullable=True),
        sa.Column("pay_source", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name="fk_capital_years_changed_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_capital_years_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entries.id"], name="fk_capital_years_entry_id_ledger_entries", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capital_years"),
        sa.UniqueConstraint("cooperative_id", "year", name="uq_capital_years_cooperative_id_year"),
    )
    op.create_table(
        "capital_year_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("hours_hundredths", sa.Integer(), nullable=False),
        sa.Column("wage_cents", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("allocated_cents", sa.BigInteger(), nullable=True),
        sa.Column("credited_cents", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("hours_hundredths >= 0 AND wage_cents >= 0", name="ck_capital_year_members_not_negative"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_capital_year_members_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["year_id"], ["capital_years.id"], name="fk_capital_year_members_year_id_capital_years", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capital_year_members"),
        sa.UniqueConstraint("year_id", "member_id", name="uq_capital_year_members_year_id_member_id"),
    )
    op.create_index("ix_capital_year_members_member_id", "capital_year_members", ["member_id"])
    op.create_table(
        "capital_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("price_index", sa.String(), nullable=False),
        sa.Column("index_source", sa.String(), nullable=False),
        sa.Column("claim_cents", sa.BigInteger(), nullable=False),
        sa.Column("to_reserve_cents", sa.BigInteger(), nullable=False),
        sa.Column("indexation_cents", sa.BigInteger(), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("instalments >= 1 AND claim_cents >= 0", name="ck_capital_claims_can_be_paid"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entries.id"], name="fk_capital_claims_entry_id_ledger_entries", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_capital_claims_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_capital_claims_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capital_claims"),
        sa.UniqueConstraint("member_id", name="uq_capital_claims_member_id"),
    )
    op.create_table(
        "cash_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_cash_figures_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_cash_figures_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cash_figures"),
        sa.UniqueConstraint("cooperative_id", "on_date", name="uq_cash_figures_cooperative_id_on_date"),
    )


def downgrade() -> None:
    op.drop_table("cash_figures")
    op.drop_table("capital_claims")
    op.drop_table("capital_year_members")
    op.drop_table("capital_years")
