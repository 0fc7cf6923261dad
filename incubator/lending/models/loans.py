"""Loans and their schedules, and what the fund borrowed itself. Every amount that came or went is in the book."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.lending.models.applying import LoanApplication
from incubator.lending.models.funds import LendingFund
from incubator.lending.values import LoanForm, LoanState, LoanTerms


class WithInstalments:
    """The columns of how something is repaid. Months, and the interest in hundredths of a per cent a year."""

    interest: Mapped[int]
    form: Mapped[LoanForm]
    months: Mapped[int]
    every: Mapped[int]
    grace: Mapped[int]
    first_on: Mapped[date]

    def terms_of(self, amount: int) -> LoanTerms:
        """How this amount is repaid."""
        return LoanTerms(amount, self.interest, self.form, self.months, self.every, self.grace, self.first_on)

    def repaid_by(self, terms: LoanTerms) -> None:
        """Take over how it is repaid; the amount has a place of its own."""
        self.interest, self.form, self.first_on = terms.interest, terms.form, terms.first_on
        self.months, self.every, self.grace = terms.months, terms.every, terms.grace


class GrantedLoan(Base):
    """A loan that the committee granted. What is left of it is the balance of its account in the book."""

    __tablename__ = "loans"
    __table_args__ = (UniqueConstraint("fund_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(ForeignKey("loan_applications.id", ondelete="CASCADE"), unique=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    state: Mapped[LoanState] = mapped_column(default=LoanState.PROMISED)
    amount: Mapped[int] = mapped_column(BigInteger)
    conditions: Mapped[str] = mapped_column(default="")
    promised_on: Mapped[date]
    paid_out_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    write_off_reason: Mapped[str] = mapped_column(default="")

    fund: Mapped[LendingFund] = relationship()
    application: Mapped[LoanApplication] = relationship()
    cooperative: Mapped[Cooperative] = relationship()
    schedules: Mapped[list["LoanSchedule"]] = relationship(
        back_populates="loan", order_by="LoanSchedule.number", cascade="all, delete-orphan"
    )

    @property
    def account(self) -> str:
        """The code of the account that holds what is left of it."""
        # Six digits: in the order of the alphabet the accounts are in the order of their numbers.
        return f"lening-{self.number:06}"

    @property
    def interest_account(self) -> str:
        """The code of the account that holds the interest it brought in."""
        return f"rente-{self.number:06}"


class LoanSchedule(WithInstalments, Base):
    """How a loan is repaid: as it was granted, and each time that something else was agreed. The earlier ones stay."""

    __tablename__ = "loan_schedules"
    __table_args__ = (UniqueConstraint("loan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id", ondelete="CASCADE"))
    number: Mapped[int]
    agreed_on: Mapped[date]
    agreement: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    loan: Mapped[GrantedLoan] = relationship(back_populates="schedules")


class SubordinatedLoan(WithInstalments, Base):
    """A loan that is repaid after others (achtergesteld): of people to the fund, or of members to their cooperative.

    Only what the fund borrowed itself is in its book; of a cooperative it is written down for its mix of money.
    """

    __tablename__ = "subordinated_loans"
    __table_args__ = (UniqueConstraint("fund_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fund_id: Mapped[int] = mapped_column(ForeignKey("lending_funds.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    lender: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    ranks_after: Mapped[str]
    document: Mapped[str]
    lent_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    fund: Mapped[LendingFund] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()

    @property
    def account(self) -> str:
        """The code of the account that holds what the fund owes for it."""
        return f"achtergesteld-{self.number:06}"

    @property
    def interest_account(self) -> str:
        """The code of the account that holds the interest that the fund paid for it."""
        return f"ledenrente-{self.number:06}"
