"""People whom one cooperative lends to another, and the hours of each month."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.solidarity.models.funds import SolidarityFund, SolidarityMember
from incubator.solidarity.values import PeopleLoanTerms, WagePayer, WhoIsNamed, WorkLead


class PeopleLoan(Base):
    """An agreement between two cooperatives of a fund; it holds when both agreed to it as it stands."""

    __tablename__ = "people_loans"
    __table_args__ = (
        CheckConstraint("lender_id <> borrower_id", name="two_sides"),
        CheckConstraint("hours > 0 AND refund_cents >= 0", name="can_be_meant"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lender_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"), index=True)
    borrower_id: Mapped[int] = mapped_column(ForeignKey("solidarity_members.id", ondelete="CASCADE"), index=True)
    who: Mapped[str]
    named_as: Mapped[WhoIsNamed]
    ground: Mapped[str] = mapped_column(default="")  # why a name stands here; empty for a role
    hours: Mapped[int]  # a week, in hundredths
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    aim: Mapped[str]
    wage_payer: Mapped[WagePayer]
    lead: Mapped[WorkLead]
    refund_cents: Mapped[int]  # an hour
    lender_agreed_at: Mapped[datetime | None]
    borrower_agreed_at: Mapped[datetime | None]
    written_at: Mapped[datetime]

    lender: Mapped[SolidarityMember] = relationship(foreign_keys=[lender_id])
    borrower: Mapped[SolidarityMember] = relationship(foreign_keys=[borrower_id])
    months: Mapped[list["PeopleLoanMonth"]] = relationship(
        back_populates="loan", order_by="PeopleLoanMonth.month", cascade="all, delete-orphan"
    )

    @property
    def fund(self) -> SolidarityFund:
        """Where it belongs: what permissions ask."""
        return self.lender.fund

    @property
    def is_agreed(self) -> bool:
        return self.lender_agreed_at is not None and self.borrower_agreed_at is not None

    @property
    def terms(self) -> PeopleLoanTerms:
        """The agreement as plain values."""
        return PeopleLoanTerms(
            self.who,
            self.named_as,
            self.ground,
            self.hours,
            self.begins_on,
            self.ends_on,
            self.aim,
            self.wage_payer,
            self.lead,
            self.refund_cents,
        )


class PeopleLoanMonth(Base):
    """The hours of a month, and whether they were settled between the two cooperatives."""

    __tablename__ = "people_loan_months"
    __table_args__ = (UniqueConstraint("loan_id", "month"), CheckConstraint("hours >= 0", name="not_negative"))

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("people_loans.id", ondelete="CASCADE"))
    month: Mapped[date]  # its first day
    hours: Mapped[int]  # in hundredths
    cents: Mapped[int] = mapped_column(BigInteger)  # by the refund of the agreement when they were written down
    settled_on: Mapped[date | None]
    settled_proof: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    loan: Mapped[PeopleLoan] = relationship(back_populates="months")

    @property
    def fund(self) -> SolidarityFund:
        """Where it belongs: what permissions ask."""
        return self.loan.fund
