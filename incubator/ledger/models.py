"""Books in double entry. An entry is never altered: what was wrong gets a counter-entry. Balances are kept beside the lines."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.append_only import AppendOnly
from incubator.core.db import Base


class LedgerBook(Base):
    """A book: of one cooperative, or (without one) of what a feature above keeps a book for, by its `scope`."""

    __tablename__ = "ledger_books"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "kind"),
        # An index and not a constraint: SQLite would have to copy the table, which entries refer to.
        Index("uq_ledger_books_scope_kind", "scope", "kind", unique=True),
    )
    # How far the numbering is: the entries say so themselves.
    __audit_ignored__ = frozenset({"last_number"})

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    # Whose it is when it is of no cooperative, as in `neighbourhood:7`: the ledger does not know those tables.
    scope: Mapped[str | None]
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default="EUR")
    # Counted here and not as the highest number there is: the row is locked, so no two entries get the same.
    last_number: Mapped[int] = mapped_column(default=0)

    cooperative: Mapped[Cooperative | None] = relationship()


class LedgerAccount(Base):
    """An account of a book. The database refuses a balance outside its limits."""

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        UniqueConstraint("book_id", "code"),
        CheckConstraint("minimum_cents IS NULL OR balance_cents >= minimum_cents", name="not_below_minimum"),
        CheckConstraint("maximum_cents IS NULL OR balance_cents <= maximum_cents", name="not_above_maximum"),
    )
    __audit__ = False  # the entries tell everything

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id", ondelete="CASCADE"))
    code: Mapped[str]
    name: Mapped[str]
    # Whose it is, by the number that the feature of the book knows people by.
    holder: Mapped[int | None] = mapped_column(index=True)
    minimum_cents: Mapped[int | None] = mapped_column(BigInteger)
    maximum_cents: Mapped[int | None] = mapped_column(BigInteger)
    balance_cents: Mapped[int] = mapped_column(BigInteger, default=0)

    book: Mapped[LedgerBook] = relationship()
    lines: Mapped[list["LedgerLine"]] = relationship(back_populates="account", order_by="LedgerLine.id")


class LedgerEntry(Base):
    """Something that was booked: its day, the decision or the clause that it rests on, and its lines."""

    __tablename__ = "ledger_entries"
    __table_args__ = (UniqueConstraint("book_id", "number"), UniqueConstraint("book_id", "token"))

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id", ondelete="CASCADE"))
    number: Mapped[int]
    on_date: Mapped[date]
    kind: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    token: Mapped[str | None]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id", ondelete="CASCADE"), unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    book: Mapped[LedgerBook] = relationship()
    lines: Mapped[list["LedgerLine"]] = relationship(back_populates="entry", order_by="LedgerLine.id")
    reverses: Mapped["LedgerEntry | None"] = relationship(remote_side="LedgerEntry.id")
    recorded_by: Mapped[User | None] = relationship()


class LedgerLine(Base):
    """What an entry does to an account. The lines of an entry come to nothing together."""

    __tablename__ = "ledger_lines"
    __table_args__ = (
        UniqueConstraint("entry_id", "account_id"),
        CheckConstraint("amount_cents <> 0", name="moves_something"),
    )
    __audit__ = False  # their entry is in the trail

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id", ondelete="CASCADE"), index=True)
    amount_cents: Mapped[int] = mapped_column(BigInteger)

    entry: Mapped[LedgerEntry] = relationship(back_populates="lines")
    account: Mapped[LedgerAccount] = relationship(back_populates="lines")


class LedgerPeriod(Base):
    """A period of a book that was closed: nothing is booked on a day in it any more."""

    __tablename__ = "ledger_periods"
    __table_args__ = (UniqueConstraint("book_id", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id", ondelete="CASCADE"))
    ends_on: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    book: Mapped[LedgerBook] = relationship()


# The name of who recorded it may go with their account; what was booked stays as it was.
BOOKED = (
    AppendOnly("ledger_lines", ("entry_id", "account_id", "amount_cents")),
    AppendOnly("ledger_entries", ("book_id", "number", "on_date", "kind", "description", "basis", "reverses_id")),
)
for guard in BOOKED:
    guard.attach(Base.metadata)
