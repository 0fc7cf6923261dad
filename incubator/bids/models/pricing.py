"""The price of a bid: what is filled in beside the lines, and the lines."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.bids.values.pricing import PriceLineKind
from incubator.core.db import Base


class PriceSheet(Base):
    """The price of one bid. Percentages are in hundredths of a percent; what nobody filled in is None.

    `in_plan` breaks the rule that a price never stands in the quality part: only for a buyer who asks it, and with the reason.
    """

    __tablename__ = "bid_prices"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), unique=True)
    hour_cents: Mapped[int | None] = mapped_column(BigInteger)
    overhead_hundredths: Mapped[int | None]
    risk_hundredths: Mapped[int | None]
    profit_hundredths: Mapped[int | None]
    vat_hundredths: Mapped[int | None]
    wage_cents: Mapped[int | None] = mapped_column(BigInteger)
    wage_source: Mapped[str] = mapped_column(default="")
    wage_named: Mapped[str] = mapped_column(default="")
    wage_at: Mapped[datetime | None]
    on_top_hundredths: Mapped[int | None]
    explanation: Mapped[str] = mapped_column(default="")
    in_plan: Mapped[bool] = mapped_column(default=False)
    in_plan_because: Mapped[str] = mapped_column(default="")
    offer_text: Mapped[str] = mapped_column(default="")
    valid_days: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    changed_by: Mapped[User | None] = relationship()


class PriceLine(Base):
    """A line of the price: hours of a kind of work, or something that is bought."""

    __tablename__ = "bid_price_lines"
    __table_args__ = (
        CheckConstraint("quantity_hundredths >= 0", name="quantity_not_negative"),
        CheckConstraint("cost_cents >= 0", name="cost_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PriceLineKind]
    what: Mapped[str]
    quantity_hundredths: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(default="")
    cost_cents: Mapped[int | None] = mapped_column(BigInteger)
    lot: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)

    bid: Mapped[Bid] = relationship()
