"""What a cooperative does for somebody."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.bids.models.bids import Bid
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class Contract(Base):
    """Opdracht: work that the cooperative does for somebody, after a bid or agreed directly.

    What nobody said (the value, how many jobs) is None.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        CheckConstraint("value_cents >= 0", name="value_not_negative"),
        CheckConstraint("index_month BETWEEN 1 AND 12", name="index_month"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # A bid is won once, whoever presses the button at the same moment.
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bids.id", ondelete="SET NULL"), unique=True)
    name: Mapped[str]
    client: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date]
    early_because: Mapped[str] = mapped_column(default="")  # why it was signed before the buyer might, after an award
    ends_on: Mapped[date | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)  # of the whole contract, without VAT
    jobs_percent: Mapped[int | None]  # as the cooperative says; 100 is one full-time job
    starts_on: Mapped[date | None]
    # How often and how long it can be extended; the last day on which the client can say so.
    options: Mapped[int | None]
    option_months: Mapped[int | None]
    option_by: Mapped[date | None]
    first_report_on: Mapped[date | None]
    report_months: Mapped[int | None]  # a report every so many months; None: one report
    index_month: Mapped[int | None]  # of each year, 1-12
    index_name: Mapped[str] = mapped_column(default="")
    index_base: Mapped[str] = mapped_column(default="")  # the month or year that the index counts from
    social_return: Mapped[str] = mapped_column(default="")
    payment_days: Mapped[int | None]
    contact: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    bid: Mapped[Bid | None] = relationship()
