"""A loan fund, its terms, what it got to lend, and who is in it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.ledger.models import LedgerBook, LedgerEntry
from incubator.lending.values import FundTerms, GiverKind
from incubator.neighbourhood.models import Neighbourhood


class LendingFund(Base):
    """The loan fund of a neighbourhood, with its book."""

    __tablename__ = "lending_funds"
    # How far the numbering is: the applications and the loans say so themselves.
    __audit_ignored__ = frozenset({"last_application", "last_loan", "last_borrowed"})

    id: Mapped[int] = mapped_column(primary_key=True)
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), unique=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id"), unique=True)
    name: Mapped[str]
    last_application: Mapped[int] = mapped_column(default=0)
    last_loan: Mapped[int] = mapped_column(default=0)
    last_borrowed: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    # Nothing is public before the drivers say so.
    published_at: Mapped[datetime | None]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    book: Mapped[LedgerBook] = relationship()

    def __str__(self) -> str:
        return self.name


class LendingTerms(Base):
    """A version of the terms. Never changed: other terms are another version, from a later day on."""

    __tablename__ = "lending_terms"
    __table_args__ = (
        # With two versions from the same day nobody could say on which of them a loan rests.
        UniqueConstraint("fund_id", "starts_on"),
        CheckConstraint("shortest >= 1 AND longest >= shortest", name="months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"))
    starts_on: Mapped[date]
    largest: Mapped[int] = mapped_column(BigInteger)
    shortest: Mapped[int]
    longest: Mapped[int]
    interest: Mapped[int]  # hundredths of a per cent a year
    share: Mapped[int]  # hundredths of a per cent of the fund
    quorum: Mapped[int]
    basis: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    fund: Mapped[LendingFund] = relationship()

    @property
    def terms(self) -> FundTerms:
        """The terms themselves, without who wrote them down."""
        return FundTerms(
            self.starts_on,
            self.largest,
            self.shortest,
            self.longest,
            self.interest,
            self.share,
            self.quorum,
            self.basis,
        )


class LendingGift(Base):
    """Whose money came in the fund, and by which agreement. The amount and the day are in the book."""

    __tablename__ = "lending_gifts"

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"), index=True)
    # Amount and day stand in the book alone: written down twice they could come to differ.
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[GiverKind]
    giver: Mapped[str]
    agreement: Mapped[str]

    fund: Mapped[LendingFund] = relationship()
    entry: Mapped[LedgerEntry] = relationship()


class LendingMember(Base):
    """A group takes part in the fund, by its own act, and can apply as long as it does."""

    __tablename__ = "lending_members"
    __table_args__ = (UniqueConstraint("fund_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    joined_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    fund: Mapped[LendingFund] = relationship()
    cooperative: Mapped[Cooperative] = relationship()


class CommitteeSeat(Base):
    """Somebody is appointed to the committee that decides about applications."""

    __tablename__ = "lending_seats"

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"), index=True)
    # Who goes takes the name along; that somebody sat there stays.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    basis: Mapped[str] = mapped_column(default="")

    fund: Mapped[LendingFund] = relationship()
    user: Mapped[User | None] = relationship()

    def sits(self, day: date) -> bool:
        """Whether the seat is taken on a day; the last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)
