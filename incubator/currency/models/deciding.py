"""Rules as they were decided, proposals, and votes about them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.currency.models.currencies import Currency
from incubator.currency.values import CurrencyBallot, CurrencyTerms, CurrencyVerdict, DemurragePeriod


class WithTerms:
    """The columns of rules, of those that were proposed and of those that hold."""

    applies_from: Mapped[date]
    credit: Mapped[int] = mapped_column(BigInteger)
    upper: Mapped[int | None] = mapped_column(BigInteger)
    warn_low: Mapped[int | None] = mapped_column(BigInteger)
    warn_high: Mapped[int | None] = mapped_column(BigInteger)
    demurrage: Mapped[int] = mapped_column(default=0)
    demurrage_period: Mapped[DemurragePeriod | None]
    places: Mapped[str] = mapped_column(default="")

    @property
    def terms(self) -> CurrencyTerms:
        """The rules themselves, without where they come from."""
        return CurrencyTerms(
            self.applies_from,
            self.credit,
            self.upper,
            self.warn_low,
            self.warn_high,
            self.demurrage,
            self.demurrage_period,
            self.places,
        )


class CurrencyRules(WithTerms, Base):
    """A version of the rules, with the decision that it rests on. Never changed: another decision makes another version."""

    __tablename__ = "currency_rules"
    __table_args__ = (UniqueConstraint("currency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    currency_id: Mapped[int] = mapped_column(ForeignKey("currencies.id", ondelete="CASCADE"))
    number: Mapped[int]
    # Of a vote held here the proposal tells the rest; of a meeting elsewhere it is written down.
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("currency_proposals.id"), unique=True)
    decided_on: Mapped[date]
    meeting: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    votes: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    currency: Mapped[Currency] = relationship()
    recorded_by: Mapped[User | None] = relationship()
    proposal: Mapped["CurrencyProposal | None"] = relationship()


class CurrencyProposal(WithTerms, Base):
    """Rules that a driver puts to the vote: open until the end of a day, counted after it."""

    __tablename__ = "currency_proposals"
    __table_args__ = (UniqueConstraint("currency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    currency_id: Mapped[int] = mapped_column(ForeignKey("currencies.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str]
    closes_on: Mapped[date]
    quorum: Mapped[int]  # per cent of who takes part in the neighbourhood
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[CurrencyVerdict] = mapped_column(default=CurrencyVerdict.OPEN)
    # As it was counted after closing.
    yes: Mapped[int | None]
    no: Mapped[int | None]
    blank: Mapped[int | None]
    electors: Mapped[int | None]

    currency: Mapped[Currency] = relationship()
    opened_by: Mapped[User | None] = relationship()


class CurrencyVote(Base):
    """What somebody votes. Once it was counted, who it was is forgotten."""

    __tablename__ = "currency_votes"
    __table_args__ = (UniqueConstraint("proposal_id", "user_id"),)
    __audit__ = False  # the trail would say who voted what

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("currency_proposals.id", ondelete="CASCADE"))
    # Known until the count, so that somebody can change a vote; emptied after it.
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    choice: Mapped[CurrencyBallot]

    proposal: Mapped[CurrencyProposal] = relationship()
