"""What members paid in moves to the book of their cooperative, an entry a payment.

Revision ID: 0059
Revises: 0058
"""

import sqlalchemy as sa
from alembic import op

from incubator.core.db import UTCDateTime
from incubator.core.moments import DatedColumn, LatestMoment

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

OF_MEMBER = "(SELECT cooperative_id FROM members WHERE id = new.member_id)"
OF_BOOK = "(SELECT cooperative_id FROM ledger_books WHERE id = new.book_id)"
# It asks for the group of a member: on SQLite it has to step aside while the table of members is made anew.
EVENTS = LatestMoment("group_activity", (DatedColumn("member_events", "recorded_at", OF_MEMBER),))
BEFORE = LatestMoment("group_activity", (DatedColumn("capital_entries", "recorded_at", OF_MEMBER),))
AFTER = LatestMoment("group_activity", (DatedColumn("ledger_entries", "recorded_at", OF_BOOK),))
BOOK, BANK, CONTRIBUTIONS = "capital", "010", "120.a"
KINDS = ("contribution", "repayment", "correction")

BOOKS = sa.table("ledger_books", *map(sa.column, ("id", "cooperative_id", "kind", "unit", "last_number")))
ACCOUNTS = sa.table(
    "ledger_accounts",
    *map(sa.column, ("id", "book_id", "code", "name", "holder", "minimum_cents", "maximum_cents", "balance_cents")),
)
LINES = sa.table("ledger_lines", *map(sa.column, ("entry_id", "account_id", "amount_cents")))
MEMBERS = sa.table("members", *map(sa.column, ("id", "cooperative_id", "number", "account_id", "balance_cents")))
ENTRIES = sa.table(
    "ledger_entries",
    *map(sa.column, ("id", "book_id", "number", "kind", "description", "basis", "recorded_by_id")),
    sa.column("on_date", sa.Date()),
    sa.column("recorded_at", UTCDateTime()),
)
PAYMENTS = sa.table(
    "capital_entries",
    *map(sa.column, ("id", "member_id", "kind", "amount_cents", "note", "recorded_by_id")),
    sa.column("on_date", sa.Date()),
    sa.column("recorded_at", UTCDateTime()),
)


def _run(statements: list[str]) -> None:
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    _run(EVENTS.removal(dialect))
    _run(BEFORE.removal(dialect))
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
    _to_books(op.get_bind())
    op.drop_table("capital_entries")
    with op.batch_alter_table("members") as table:
        table.drop_constraint("balance_not_negative", type_="check")
        table.drop_column("balance_cents")
        table.create_foreign_key(
            "fk_members_account_id_ledger_accounts", "ledger_accounts", ["account_id"], ["id"], ondelete="SET NULL"
        )
        table.create_unique_constraint("uq_members_account_id", ["account_id"])
    _run(EVENTS.statements(dialect))
    _run(AFTER.statements(dialect))


def _to_books(connection: sa.Connection) -> None:
    """One book a cooperative, one account a member who ever paid, one entry a payment."""
    payments = connection.execute(
        sa.select(PAYMENTS, MEMBERS.c.cooperative_id, MEMBERS.c.number)
        .join(MEMBERS, MEMBERS.c.id == PAYMENTS.c.member_id)
        .order_by(PAYMENTS.c.id)
    ).all()
    books: dict[int, list[int]] = {}  # cooperative: the id of its book, how many entries, the id of its bank account
    accounts: dict[int, int] = {}
    for payment in payments:
        if payment.cooperative_id not in books:
            values = {"cooperative_id": payment.cooperative_id, "kind": BOOK, "unit": "EUR", "last_number": 0}
            book_id = connection.scalar(sa.insert(BOOKS).values(values).returning(BOOKS.c.id))
            books[payment.cooperative_id] = [book_id, 0, _account(connection, book_id, BANK, "Bank", None)]
        book = books[payment.cooperative_id]
        if payment.member_id not in accounts:
            code = f"{CONTRIBUTIONS}.{payment.number}"
            accounts[payment.member_id] = _account(connection, book[0], code, "Inleg", payment.number)
            of_member = MEMBERS.c.id == payment.member_id
            connection.execute(sa.update(MEMBERS).where(of_member).values(account_id=accounts[payment.member_id]))
        book[1] += 1
        _enter(connection, payment, book, accounts[payment.member_id])
    for book_id, last_number, _bank in books.values():
        connection.execute(sa.update(BOOKS).where(BOOKS.c.id == book_id).values(last_number=last_number))
    _count_balances(connection)


def _account(connection: sa.Connection, book_id: int, code: str, name: str, holder: int | None) -> int:
    minimum = None if holder is None else 0
    values = {
        "book_id": book_id,
        "code": code,
        "name": name,
        "holder": holder,
        "minimum_cents": minimum,
        "balance_cents": 0,
    }
    number = connection.scalar(sa.insert(ACCOUNTS).values(values).returning(ACCOUNTS.c.id))
    assert number is not None
    return int(number)


def _enter(connection: sa.Connection, payment: sa.Row, book: list[int], account_id: int) -> None:
    values = {
        "book_id": book[0],
        "number": book[1],
        "on_date": payment.on_date,
        "kind": payment.kind,
        "description": payment.note,
        "basis": "",
        "recorded_at": payment.recorded_at,
        "recorded_by_id": payment.recorded_by_id,
    }
    entry_id = connection.scalar(sa.insert(ENTRIES).values(values).returning(ENTRIES.c.id))
    if payment.amount_cents:
        for account, cents in ((account_id, payment.amount_cents), (book[2], -payment.amount_cents)):
            line = {"entry_id": entry_id, "account_id": account, "amount_cents": cents}
            connection.execute(sa.insert(LINES).values(line))


def _count_balances(connection: sa.Connection) -> None:
    summed = (
        sa.select(sa.func.coalesce(sa.func.sum(LINES.c.amount_cents), 0))
        .where(LINES.c.account_id == ACCOUNTS.c.id)
        .scalar_subquery()
    )
    connection.execute(sa.update(ACCOUNTS).values(balance_cents=summed))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    _run(EVENTS.removal(dialect))
    _run(AFTER.removal(dialect))
    op.create_table(
        "capital_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="entrykind", native_enum=False, length=40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_capital_entries_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_capital_entries_recorded_by_id_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_capital_entries"),
    )
    op.create_index("ix_capital_entries_member_id", "capital_entries", ["member_id"])
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("balance_cents", sa.BigInteger(), nullable=False, server_default="0"))
    _from_books(op.get_bind())
    with op.batch_alter_table("members") as table:
        table.drop_constraint("fk_members_account_id_ledger_accounts", type_="foreignkey")
        table.drop_constraint("uq_members_account_id", type_="unique")
        table.drop_column("account_id")
        table.create_check_constraint("balance_not_negative", "balance_cents >= 0")
    _close_books(op.get_bind())
    _run(EVENTS.statements(dialect))
    _run(BEFORE.statements(dialect))


def _from_books(connection: sa.Connection) -> None:
    """What moved on what members paid in; a movement that the older revision does not know becomes a correction."""
    statement = (
        sa.select(MEMBERS.c.id.label("member_id"), LINES.c.amount_cents, ENTRIES)
        .join(LINES, LINES.c.account_id == MEMBERS.c.account_id)
        .join(ENTRIES, ENTRIES.c.id == LINES.c.entry_id)
        .order_by(ENTRIES.c.id)
    )
    for line in connection.execute(statement).all():
        values = {
            "member_id": line.member_id,
            "kind": line.kind if line.kind in KINDS else "correction",
            "on_date": line.on_date,
            "amount_cents": line.amount_cents,
            "note": line.description,
            "recorded_at": line.recorded_at,
            "recorded_by_id": line.recorded_by_id,
        }
        connection.execute(sa.insert(PAYMENTS).values(values))
    paid = (
        sa.select(sa.func.coalesce(sa.func.sum(PAYMENTS.c.amount_cents), 0))
        .where(PAYMENTS.c.member_id == MEMBERS.c.id)
        .scalar_subquery()
    )
    connection.execute(sa.update(MEMBERS).values(balance_cents=paid))


def _close_books(connection: sa.Connection) -> None:
    """The books go: on SQLite nothing else goes along with them while a migration runs."""
    books = f"(SELECT id FROM ledger_books WHERE kind = '{BOOK}')"  # noqa: S608 - our own names
    entries = f"(SELECT id FROM ledger_entries WHERE book_id IN {books})"  # noqa: S608
    for statement in (
        f"DELETE FROM ledger_lines WHERE entry_id IN {entries}",  # noqa: S608
        "UPDATE capital_years SET entry_id = NULL, state = 'draft'",
        "UPDATE capital_claims SET entry_id = NULL",
        f"DELETE FROM ledger_entries WHERE book_id IN {books}",  # noqa: S608
        f"DELETE FROM ledger_accounts WHERE book_id IN {books}",  # noqa: S608
        f"DELETE FROM ledger_periods WHERE book_id IN {books}",  # noqa: S608
        f"DELETE FROM ledger_books WHERE kind = '{BOOK}'",  # noqa: S608
    ):
        connection.execute(sa.text(statement))
