"""A fund, its rules, the cooperatives in it, and what they put in."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.ledger.models import LedgerBook, LedgerEntry
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.models.questions import SolidarityQuestion
from incubator.solidarity.values import ReturnRule, SolidarityTerms, WithinLimit


class SolidarityFund(Base):
    """The fund of the cooperatives of a neighbourhood, with its book. It administers: the money is at a bank."""

    __tablename__ = "solidarity_funds"

    id: Mapped[int] = mapped_column(primary_key=True)
    # One for each neighbourhood: two would ask the same cooperatives twice.
    neighbourhood_id: Mapped[int] = mapped_column(ForeignKey("neighbourhoods.id", ondelete="CASCADE"), unique=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("ledger_books.id"), unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    neighbourhood: Mapped[Neighbourhood] = relationship()
    book: Mapped[LedgerBook] = relationship()

    def __str__(self) -> str:
        return self.name


class SolidarityRules(Base):
    """A version of the agreement. It holds from its day, once its vote was won; the first needs none, for nobody takes part yet."""

    __tablename__ = "solidarity_rules"
    __table_args__ = (
        UniqueConstraint("fund_id", "number"),
        CheckConstraint(
            "share > 0 AND quorum BETWEEN 0 AND 100 AND pay_limit BETWEEN 100 AND 900", name="can_be_meant"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("solidarity_funds.id", ondelete="CASCADE"))
    number: Mapped[int]
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("solidarity_questions.id", ondelete="CASCADE"), unique=True
    )
    applies_from: Mapped[date]
    share: Mapped[int]
    used_for: Mapped[str]
    largest_cents: Mapped[int | None] = mapped_column(BigInteger)
    returns: Mapped[ReturnRule]
    quorum: Mapped[int]
    notice_months: Mapped[int]
    pay_limit: Mapped[int]
    pay_limit_binds: Mapped[bool]
    decided_on: Mapped[date]
    decided_by: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    question: Mapped[SolidarityQuestion | None] = relationship()

    @property
    def terms(self) -> SolidarityTerms:
        """The rules as plain values."""
        return SolidarityTerms(
            self.applies_from,
            self.share,
            self.used_for,
            self.largest_cents,
            self.returns,
            self.quorum,
            self.notice_months,
            self.pay_limit,
            self.pay_limit_binds,
        )


class SolidarityMember(Base):
    """A cooperative takes part, by an act of its own. Who joins again later has another row: the first stays as it was."""

    __tablename__ = "solidarity_members"

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("solidarity_funds.id", ondelete="CASCADE"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="SET NULL"), index=True)
    name: Mapped[str]  # as it was called when it joined: what was booked stays readable
    joined_on: Mapped[date]
    joined_decided_on: Mapped[date]
    joined_by: Mapped[str]
    joined_reference: Mapped[str]
    rules_number: Mapped[int]  # of the version that it joined under
    leaves_on: Mapped[date | None]
    left_decided_on: Mapped[date | None]
    left_by: Mapped[str] = mapped_column(default="")
    left_reference: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    fund: Mapped[SolidarityFund] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    answers: Mapped[list["PayRatioAnswer"]] = relationship(
        back_populates="member",
        order_by="(PayRatioAnswer.on_date.desc(), PayRatioAnswer.id.desc())",
        cascade="all, delete-orphan",
    )
    contributions: Mapped[list["SolidarityContribution"]] = relationship(
        back_populates="member", order_by="SolidarityContribution.year.desc()", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.name

    @property
    def within_limit(self) -> WithinLimit:
        """What it said last of its pay ratio."""
        return self.answers[0].answer if self.answers else WithinLimit.UNKNOWN


class PayRatioAnswer(Base):
    """What a cooperative says of its pay ratio on a day: within the limit or not, and never what anybody earns."""

    __tablename__ = "pay_ratio_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"), index=True)
    answer: Mapped[WithinLimit]
    limit: Mapped[int]  # in hundredths, as it held for the cooperative on that day
    on_date: Mapped[date]
    written_at: Mapped[datetime]

    member: Mapped[SolidarityMember] = relationship(back_populates="answers")


class SolidarityContribution(Base):
    """What a cooperative put in for a year: one row a year, so that two who record it at once do not book it twice."""

    __tablename__ = "solidarity_contributions"
    __table_args__ = (UniqueConstraint("member_id", "year"), CheckConstraint("cents > 0", name="above_zero"))

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"))
    year: Mapped[int]
    cents: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    proof: Mapped[str]
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id", ondelete="CASCADE"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[SolidarityMember] = relationship(back_populates="contributions")
    entry: Mapped[LedgerEntry] = relationship()
    recorded_by: Mapped[User | None] = relationship()

    @property
    def fund(self) -> SolidarityFund:
        """Where it belongs: what permissions ask."""
        return self.member.fund
