"""A currency of a neighbourhood and its accounts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.currency.values import AccountKind
from incubator.ledger.models import LedgerAccount, LedgerBook
from incubator.neighbourhood.models import Neighbourhood


class Currency(Base):
    """The currency of a neighbourhood: what it is called, what an hour or a euro is called in it, and its book."""

    __tablename__ = "currencies"
    __table_args__ = (CheckConstraint("decimals BETWEEN 0 AND 2", name="decimals"),)
    # How far the numbering and the demurrage are: the accounts and the entries say so themselves.
    __audit_ignored__ = frozenset({"last_account", "last_proposal", "demurrage_until"})

    id: Mapped[int] = mapped_column(primary_key=True)
    # One for each neighbourhood: two would split the circle in which people earn and spend.
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), unique=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id"), unique=True)
    name: Mapped[str]
    unit: Mapped[str]
    units: Mapped[str]  # the unit as it is called when there are several
    worth: Mapped[str] = mapped_column(default="")  # what it is compared with, in words: one hour, one euro
    decimals: Mapped[int]
    last_account: Mapped[int] = mapped_column(default=0)
    last_proposal: Mapped[int] = mapped_column(default=0)
    # Demurrage of the periods that ended on this day or before is booked.
    demurrage_until: Mapped[date]
    created_at: Mapped[datetime]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    book: Mapped[LedgerBook] = relationship()

    def __str__(self) -> str:
        return self.name


class CurrencyAccount(Base):
    """An account of a person, of a group, or of all. Its balance and its limits are in the ledger."""

    __tablename__ = "currency_accounts"
    __table_args__ = (
        UniqueConstraint("currency_id", "number"),
        # One account for each: with two somebody would have the credit twice.
        UniqueConstraint("currency_id", "user_id"),
        UniqueConstraint("currency_id", "cooperative_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    currency_id: Mapped[int] = mapped_column(ForeignKey("currencies.id", ondelete="CASCADE"))
    ledger_account_id: Mapped[int] = mapped_column(ForeignKey("ledger_accounts.id"), unique=True)
    number: Mapped[int]
    kind: Mapped[AccountKind]
    # Who goes takes the name along; the number and what was booked stay.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    # The book shows that a balance went; why it was allowed to go stands here.
    closing_decision: Mapped[str] = mapped_column(default="")

    currency: Mapped[Currency] = relationship()
    ledger_account: Mapped[LedgerAccount] = relationship()
    user: Mapped[User | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
