"""Questions to the cooperatives of a fund, their votes, and support with what was paid of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.ledger.models import LedgerEntry
from incubator.solidarity.values import (
    QuestionKind,
    ReceiptKind,
    SolidarityChoice,
    SolidarityVerdict,
    SupportAsk,
    SupportReturn,
)

if TYPE_CHECKING:
    from incubator.solidarity.models.funds import SolidarityFund, SolidarityMember


class SolidarityQuestion(Base):
    """What cooperatives decide: support for one of them, or other rules. One cooperative, one vote; who asks for support has none."""

    __tablename__ = "solidarity_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("solidarity_funds.id", ondelete="CASCADE"), index=True)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"))
    title: Mapped[str]
    closes_on: Mapped[date]
    quorum: Mapped[int]  # as the rules said when it was asked
    state: Mapped[SolidarityVerdict] = mapped_column(default=SolidarityVerdict.OPEN)
    # Kept as numbers once it is closed: who joins later does not change the turn-out.
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    blank: Mapped[int] = mapped_column(default=0)
    electors: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    fund: Mapped["SolidarityFund"] = relationship()
    asker: Mapped["SolidarityMember | None"] = relationship()
    ballots: Mapped[list["SolidarityBallot"]] = relationship(
        back_populates="question", order_by="SolidarityBallot.id", cascade="all, delete-orphan"
    )
    support: Mapped["SolidaritySupport | None"] = relationship(back_populates="question", uselist=False)

    def __str__(self) -> str:
        return self.title


class SolidarityBallot(Base):
    """The vote of a cooperative. It is no secret ballot: who puts money together answers for it to each other."""

    __tablename__ = "solidarity_ballots"
    __table_args__ = (UniqueConstraint("question_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("solidarity_questions.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"), index=True)
    choice: Mapped[SolidarityChoice]
    cast_at: Mapped[datetime]
    cast_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    question: Mapped[SolidarityQuestion] = relationship(back_populates="ballots")
    member: Mapped["SolidarityMember"] = relationship()


class SolidaritySupport(Base):
    """What a cooperative asked of the fund."""

    __tablename__ = "solidarity_supports"
    __table_args__ = (CheckConstraint("cents > 0", name="above_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("solidarity_questions.id", ondelete="CASCADE"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"), index=True)
    kind: Mapped[QuestionKind]
    cents: Mapped[int] = mapped_column(BigInteger)
    people: Mapped[int | None]
    months: Mapped[int | None]
    why: Mapped[str]
    returns: Mapped[SupportReturn]

    question: Mapped[SolidarityQuestion] = relationship(back_populates="support")
    member: Mapped["SolidarityMember"] = relationship()
    receipts: Mapped[list["SupportReceipt"]] = relationship(
        back_populates="support", order_by="(SupportReceipt.paid_on, SupportReceipt.id)", cascade="all, delete-orphan"
    )

    @property
    def fund(self) -> "SolidarityFund":
        """Where it belongs: what permissions ask."""
        return self.question.fund

    def total(self, kind: ReceiptKind) -> int:
        """What was paid, or paid back, in cents."""
        return sum(each.cents for each in self.receipts if each.kind is kind)

    @property
    def owed(self) -> int:
        """What is still to be paid back, in cents; nothing of a gift."""
        if self.returns is SupportReturn.GIFT:
            return 0
        return self.total(ReceiptKind.PAID) - self.total(ReceiptKind.REPAID)

    def is_as(self, ask: SupportAsk) -> bool:
        """Whether the same was asked."""
        return (self.kind, self.cents, self.why) == (ask.kind, ask.cents, ask.why)


class SupportReceipt(Base):
    """A payment of support, or back, that was made at the bank and recorded here with what proves it."""

    __tablename__ = "support_receipts"
    __table_args__ = (CheckConstraint("cents > 0", name="above_zero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    support_id: Mapped[int] = mapped_column(ForeignKey("solidarity_supports.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ReceiptKind]
    cents: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    proof: Mapped[str]
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id", ondelete="CASCADE"), unique=True)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    support: Mapped[SolidaritySupport] = relationship(back_populates="receipts")
    entry: Mapped[LedgerEntry] = relationship()
