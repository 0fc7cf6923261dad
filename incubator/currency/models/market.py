"""Offers and needs."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.currency.models.currencies import Currency, CurrencyAccount
from incubator.currency.values import MarketSide


class CurrencyOffer(Base):
    """A card: what an account offers or asks, for how much, until when."""

    __tablename__ = "currency_offers"

    id: Mapped[int] = mapped_column(primary_key=True)
    currency_id: Mapped[int] = mapped_column(ForeignKey("currencies.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("currency_accounts.id", ondelete="CASCADE"), index=True)
    side: Mapped[MarketSide]
    title: Mapped[str]
    text: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    price: Mapped[int | None] = mapped_column(BigInteger)
    contact: Mapped[str] = mapped_column(default="")
    until: Mapped[date]
    placed_at: Mapped[datetime]
    placed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    currency: Mapped[Currency] = relationship()
    account: Mapped[CurrencyAccount] = relationship()
