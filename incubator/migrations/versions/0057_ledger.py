"""Books in double entry, whose lines nobody can alter.

Revision ID: 0057
Revises: 0056
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.append_only import AppendOnly
from incubator.core.db import UTCDateTime

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None
BOOKED = (
    AppendOnly("ledger_lines", ("entry_id", "account_id", "amount_cents")),
    AppendOnly("ledger_entries", ("book_id", "number", "on_date", "kind", "description", "basis", "reverses_id")),
)


def upgrade() -> None:
    op.create_table(
        "ledger_books",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name="fk_ledger_books_cooperative_id_cooperatives",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_books"),
        sa.UniqueConstraint("cooperative_id", "kind", name="uq_ledger_books_cooperative_id_kind"),
    )
    op.create_table(
        "ledger_accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=True),
        sa.Column("minimum_cents", sa.BigInteger(), nullable=True),
        sa.Column("maximum_cents", sa.BigInteger(), nullable=True),
        sa.Column("balance_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "maximum_cents IS NULL OR balance_cents <= maximum_cents", name="ck_ledger_accounts_not_above_maximum"
        ),
        sa.CheckConstraint(
            "minimum_cents IS NULL OR balance_cents >= minimum_cents", name="ck_ledger_accounts_not_below_minimum"
        ),
        sa.ForeignKeyConstraint(
            ["book_id"], ["ledger_books.id"], name="fk_ledger_accounts_book_id_ledger_books", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_accounts"),
        sa.UniqueConstraint("book_id", "code", name="uq_ledger_accounts_book_id_code"),
    )
    op.create_index("ix_ledger_accounts_holder", "ledger_accounts", ["holder"])
    op.create_table(
        "ledger_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["ledger_books.id"], name="fk_ledger_entries_book_id_ledger_books", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_ledger_entries_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            ["ledger_entries.id"],
            name="fk_ledger_entries_reverses_id_ledger_entries",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entries"),
        sa.UniqueConstraint("book_id", "number", name="uq_ledger_entries_book_id_number"),
        sa.UniqueConstraint("book_id", "token", name="uq_ledger_entries_book_id_token"),
        sa.UniqueConstraint("reverses_id", name="uq_ledger_entries_reverses_id"),
    )
    op.create_table(
        "ledger_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name="ck_ledger_lines_moves_something"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["ledger_accounts.id"],
            name="fk_ledger_lines_account_id_ledger_accounts",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entries.id"], name="fk_ledger_lines_entry_id_ledger_entries", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_lines"),
        sa.UniqueConstraint("entry_id", "account_id", name="uq_ledger_lines_entry_id_account_id"),
    )
    op.create_index("ix_ledger_lines_account_id", "ledger_lines", ["account_id"])
    op.create_table(
        "ledger_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["book_id"], ["ledger_books.id"], name="fk_ledger_periods_book_id_ledger_books", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["users.id"], name="fk_ledger_periods_closed_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_periods"),
        sa.UniqueConstraint("book_id", "ends_on", name="uq_ledger_periods_book_id_ends_on"),
    )
    for guard in BOOKED:
        for statement in guard.statements(op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for guard in reversed(BOOKED):
        for statement in guard.removal(op.get_bind().dialect.name):
            op.execute(statement)
    op.drop_table("ledger_periods")
    op.drop_table("ledger_lines")
    op.drop_table("ledger_entries")
    op.drop_table("ledger_accounts")
    op.drop_table("ledger_books")
