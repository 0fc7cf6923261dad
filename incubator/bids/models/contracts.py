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
    __table_args__ = (CheckConstraint("value_cents >= 0", name="value_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # A bid is won once, whoever presses the button at the same moment.
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bids.id", ondelete="SET NULL"), unique=True)
    name: Mapped[str]
    client: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date]
    ends_on: Mapped[date | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)  # of the whole contract, without VAT
    jobs_percent: Mapped[int | None]  # as the cooperative says; 100 is one full-time job
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    bid: Mapped[Bid | None] = relationship()
