"""Currencies of neighbourhoods: rules, proposals, votes, accounts and offers; a book of the ledger for what is no cooperative.

Revision ID: 0069
Revises: 0068
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

PERIODS = ("month", "quarter", "year")


def upgrade() -> None:
    op.add_column("ledger_books", sa.Column("scope", sa.String(), nullable=True))
    # An index and not a constraint: SQLite would have to copy the table, which entries refer to.
    op.create_index("uq_ledger_books_scope_kind", "ledger_books", ["scope", "kind"], unique=True)
    _currencies()
    _accounts()
    _proposals()
    _rules()
    _votes()
    _offers()


def _number() -> sa.Column:
    return sa.Column("id", sa.Integer(), nullable=False)


def _of_currency(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_currency_id_currencies")
    return sa.ForeignKeyConstraint(["currency_id"], ["currencies.id"], name=name, ondelete="CASCADE")


def _of_user(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete="SET NULL")


def _choice(column: str, name: str, values: tuple[str, ...], *, nullable: bool = False) -> sa.Column:
    return sa.Column(column, sa.Enum(*values, name=name, native_enum=False, length=40), nullable=nullable)


def _terms() -> tuple[sa.Column, ...]:
    """The columns of rules; those of a currency and those that are proposed are the same."""
    return (
        sa.Column("applies_from", sa.Date(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("upper", sa.BigInteger(), nullable=True),
        sa.Column("warn_low", sa.BigInteger(), nullable=True),
        sa.Column("warn_high", sa.BigInteger(), nullable=True),
        sa.Column("demurrage", sa.Integer(), nullable=False),
        _choice("demurrage_period", "demurrageperiod", PERIODS, nullable=True),
        sa.Column("places", sa.String(), nullable=False),
    )


def _currencies() -> None:
    op.create_table(
        "currencies",
        _number(),
        sa.Column("neighbourhood_id", sa.Integer(), nullable=False),
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("units", sa.String(), nullable=False),
        sa.Column("worth", sa.String(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("last_account", sa.Integer(), nullable=False),
        sa.Column("last_proposal", sa.Integer(), nullable=False),
        sa.Column("demurrage_until", sa.Date(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("decimals BETWEEN 0 AND 2", name=op.f("ck_currencies_decimals")),
        sa.ForeignKeyConstraint(
            ["neighbourhood_id"],
            ["neighbourhoods.id"],
            name=op.f("fk_currencies_neighbourhood_id_neighbourhoods"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["book_id"], ["ledger_books.id"], name=op.f("fk_currencies_book_id_ledger_books")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currencies")),
        sa.UniqueConstraint("neighbourhood_id", name=op.f("uq_currencies_neighbourhood_id")),
        sa.UniqueConstraint("book_id", name=op.f("uq_currencies_book_id")),
    )


def _accounts() -> None:
    table = "currency_accounts"
    op.create_table(
        table,
        _number(),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("ledger_account_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _choice("kind", "accountkind", ("person", "group", "common")),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("cooperative_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_decision", sa.String(), nullable=False),
        _of_currency(table),
        sa.ForeignKeyConstraint(
            ["ledger_account_id"],
            ["ledger_accounts.id"],
            name=op.f("fk_currency_accounts_ledger_account_id_ledger_accounts"),
        ),
        _of_user(table, "user_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"],
            ["cooperatives.id"],
            name=op.f("fk_currency_accounts_cooperative_id_cooperatives"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_accounts")),
        sa.UniqueConstraint("currency_id", "number", name=op.f("uq_currency_accounts_currency_id_number")),
        sa.UniqueConstraint("currency_id", "user_id", name=op.f("uq_currency_accounts_currency_id_user_id")),
        sa.UniqueConstraint(
            "currency_id", "cooperative_id", name=op.f("uq_currency_accounts_currency_id_cooperative_id")
        ),
        sa.UniqueConstraint("ledger_account_id", name=op.f("uq_currency_accounts_ledger_account_id")),
    )
    for column in ("user_id", "cooperative_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _proposals() -> None:
    table = "currency_proposals"
    op.create_table(
        table,
        _number(),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        _choice("state", "currencyverdict", ("open", "accepted", "rejected")),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("blank", sa.Integer(), nullable=True),
        sa.Column("electors", sa.Integer(), nullable=True),
        *_terms(),
        _of_currency(table),
        _of_user(table, "opened_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_proposals")),
        sa.UniqueConstraint("currency_id", "number", name=op.f("uq_currency_proposals_currency_id_number")),
    )


def _rules() -> None:
    table = "currency_rules"
    op.create_table(
        table,
        _number(),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("meeting", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("votes", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *_terms(),
        _of_currency(table),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["currency_proposals.id"], name=op.f("fk_currency_rules_proposal_id_currency_proposals")
        ),
        _of_user(table, "recorded_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_rules")),
        sa.UniqueConstraint("currency_id", "number", name=op.f("uq_currency_rules_currency_id_number")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_currency_rules_proposal_id")),
    )


def _votes() -> None:
    table = "currency_votes"
    op.create_table(
        table,
        _number(),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        _choice("choice", "currencyballot", ("yes", "no", "blank")),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["currency_proposals.id"],
            name=op.f("fk_currency_votes_proposal_id_currency_proposals"),
            ondelete="CASCADE",
        ),
        _of_user(table, "user_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_votes")),
        sa.UniqueConstraint("proposal_id", "user_id", name=op.f("uq_currency_votes_proposal_id_user_id")),
    )
    op.create_index(op.f("ix_currency_votes_user_id"), table, ["user_id"])


def _offers() -> None:
    table = "currency_offers"
    op.create_table(
        table,
        _number(),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _choice("side", "marketside", ("offer", "need")),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("placed_at", UTCDateTime(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=True),
        _of_currency(table),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["currency_accounts.id"],
            name=op.f("fk_currency_offers_account_id_currency_accounts"),
            ondelete="CASCADE",
        ),
        _of_user(table, "placed_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency_offers")),
    )
    for column in ("currency_id", "account_id", "placed_by_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in (
        "currency_offers",
        "currency_votes",
        "currency_rules",
        "currency_proposals",
        "currency_accounts",
        "currencies",
    ):
        op.drop_table(table)
    # Books that no cooperative has are of nobody any more.
    op.execute("DELETE FROM ledger_books WHERE cooperative_id IS NULL")
    op.drop_index("uq_ledger_books_scope_kind", table_name="ledger_books")
    op.drop_column("ledger_books", "scope")
