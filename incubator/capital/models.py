"""Years of which the result is divided, and what a cooperative owes who left. The money itself stands in the book (`ledger`)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.ledger.models import LedgerEntry
from incubator.register.models import Member


class YearState(StrEnum):
    """How far the division of a year is."""

    DRAFT = "draft"
    POSTED = "posted"


class CapitalYear(Base):
    """The figures of a financial year, each as somebody entered it, and the rule by which its result is divided."""

    __tablename__ = "capital_years"
    __table_args__ = (UniqueConstraint("cooperative_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    year: Mapped[int]  # in which the financial year ends
    ends_on: Mapped[date]
    state: Mapped[YearState] = mapped_column(default=YearState.DRAFT)
    surplus_cents: Mapped[int | None] = mapped_column(BigInteger)  # after tax; a loss is below zero
    surplus_source: Mapped[str] = mapped_column(default="")
    adopted_on: Mapped[date | None]  # the accounts, by the general meeting (BW 2:58(1))
    decision: Mapped[str] = mapped_column(default="")
    # As parts of the whole in text, because statutes say a third too.
    rule: Mapped[dict[str, Any]]
    self_management: Mapped[bool] = mapped_column(default=False)
    employed: Mapped[int | None]  # who had an employment contract (W-01)
    members_employed: Mapped[int | None]
    sector_terms: Mapped[str] = mapped_column(default="")  # which collective agreement, or how pay was compared (W-04)
    highest_pay_cents: Mapped[int | None] = mapped_column(BigInteger)  # for full-time work, a month
    lowest_pay_cents: Mapped[int | None] = mapped_column(BigInteger)
    pay_source: Mapped[str] = mapped_column(default="")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __mapper_args__ = {"version_id_col": revision}

    cooperative: Mapped[Cooperative] = relationship()
    entry: Mapped[LedgerEntry | None] = relationship()
    changed_by: Mapped[User | None] = relationship()
    members: Mapped[list["CapitalYearMember"]] = relationship(back_populates="year", order_by="CapitalYearMember.id")


class CapitalYearMember(Base):
    """What a member worked or earned in a year; once the year was booked also what came of it."""

    __tablename__ = "capital_year_members"
    __table_args__ = (
        UniqueConstraint("year_id", "member_id"),
        CheckConstraint("hours_hundredths >= 0 AND wage_cents >= 0", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("capital_years.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    hours_hundredths: Mapped[int] = mapped_column(default=0)
    wage_cents: Mapped[int] = mapped_column(BigInteger, default=0)
    source: Mapped[str] = mapped_column(default="")
    allocated_cents: Mapped[int | None] = mapped_column(BigInteger)
    credited_cents: Mapped[int | None] = mapped_column(BigInteger)

    year: Mapped[CapitalYear] = relationship(back_populates="members")
    member: Mapped[Member] = relationship()


class CapitalClaim(Base):
    """What the cooperative owes a member who left: reckoned once, paid in yearly parts."""

    __tablename__ = "capital_claims"
    __table_args__ = (CheckConstraint("instalments >= 1 AND claim_cents >= 0", name="can_be_paid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), unique=True)
    settled_on: Mapped[date]
    price_index: Mapped[str]  # what prices rose by since the contribution was paid, as 1.03
    index_source: Mapped[str] = mapped_column(default="")
    claim_cents: Mapped[int] = mapped_column(BigInteger)
    to_reserve_cents: Mapped[int] = mapped_column(BigInteger)
    indexation_cents: Mapped[int] = mapped_column(BigInteger)
    instalments: Mapped[int]
    first_due_on: Mapped[date]
    basis: Mapped[str] = mapped_column(default="")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    member: Mapped[Member] = relationship()
    entry: Mapped[LedgerEntry | None] = relationship()


class CashFigure(Base):
    """How much money there was on a day, and who says so."""

    __tablename__ = "cash_figures"
    __table_args__ = (UniqueConstraint("cooperative_id", "on_date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    on_date: Mapped[date]
    cents: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
