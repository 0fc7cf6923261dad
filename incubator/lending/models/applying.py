"""Applications, guarantees, the advice of the committee, and what it decided."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.lending.models.funds import LendingFund
from incubator.lending.values import ApplicationState, CommitteeChoice, LoanRequest


class LoanApplication(Base):
    """What a group asks of the fund. Handed in it stands still, until the committee asks for more."""

    __tablename__ = "loan_applications"
    __table_args__ = (UniqueConstraint("fund_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    amount: Mapped[int] = mapped_column(BigInteger)
    months: Mapped[int]
    purpose: Mapped[str]
    plan: Mapped[str]
    plan_source: Mapped[str]
    plan_on: Mapped[date | None]
    other_money: Mapped[str]
    # As the dossier was when it was handed in: what the committee read stays what it read.
    facts: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    # How often it was handed in: advice is about what was handed in then.
    round: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    handed_in_at: Mapped[datetime | None]

    fund: Mapped[LendingFund] = relationship()
    cooperative: Mapped[Cooperative] = relationship()
    guarantees: Mapped[list["LoanGuarantee"]] = relationship(
        back_populates="application", order_by="LoanGuarantee.id", cascade="all, delete-orphan"
    )
    votes: Mapped[list["CommitteeVote"]] = relationship(
        back_populates="application", order_by="CommitteeVote.id", cascade="all, delete-orphan"
    )
    decisions: Mapped[list["LoanDecision"]] = relationship(
        back_populates="application", order_by="LoanDecision.id", cascade="all, delete-orphan"
    )

    @property
    def request(self) -> LoanRequest:
        """What is asked."""
        return LoanRequest(
            self.amount, self.months, self.purpose, self.plan, self.plan_source, self.plan_on, self.other_money
        )

    @property
    def is_open(self) -> bool:
        """Whether the group can change it."""
        return self.state in {ApplicationState.DRAFT, ApplicationState.ASKED}


class LoanGuarantee(Base):
    """Somebody stands surety for an amount: who in words, how much, and the document that says so."""

    __tablename__ = "loan_guarantees"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("loan_applications.id", ondelete="CASCADE"), index=True)
    guarantor: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str]

    application: Mapped[LoanApplication] = relationship(back_populates="guarantees")


class CommitteeVote(Base):
    """The advice of a member of the committee about what was handed in, with the reason; or that this member steps aside."""

    __tablename__ = "loan_votes"
    __table_args__ = (UniqueConstraint("application_id", "round", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("loan_applications.id", ondelete="CASCADE"))
    round: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    choice: Mapped[CommitteeChoice]
    reason: Mapped[str]
    given_at: Mapped[datetime]

    application: Mapped[LoanApplication] = relationship(back_populates="votes")
    user: Mapped[User | None] = relationship()


class LoanDecision(Base):
    """What the committee decided about what was handed in: how many advised, and how many stepped aside and why."""

    __tablename__ = "loan_decisions"
    # Of two who record a decision at once the second finds that of the first.
    __table_args__ = (UniqueConstraint("application_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("loan_applications.id", ondelete="CASCADE"))
    round: Mapped[int]
    outcome: Mapped[CommitteeChoice]
    reason: Mapped[str]
    conditions: Mapped[str] = mapped_column(default="")
    # What went beyond the terms or the money of the fund, and was decided all the same.
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    advised: Mapped[int]
    aside: Mapped[int]
    aside_why: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    application: Mapped[LoanApplication] = relationship(back_populates="decisions")
