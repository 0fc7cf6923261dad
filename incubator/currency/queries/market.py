"""Offers and needs that somebody can find."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.currency.models import Currency, CurrencyAccount, CurrencyOffer
from incubator.currency.queries import currencies
from incubator.currency.values import MarketSide

PER_PAGE = 12


def _cards(of_currency: Currency) -> Select[CurrencyOffer]:
    account = joinedload(CurrencyOffer.account)
    return (
        select(CurrencyOffer)
        .join(CurrencyOffer.account)
        # Nobody can pay a closed account: its cards would only disappoint.
        .where(CurrencyOffer.currency_id == of_currency.id, CurrencyAccount.closed_on.is_(None))
        .options(account.joinedload(CurrencyAccount.user), account.joinedload(CurrencyAccount.cooperative))
    )


def cards(
    of_currency: Currency, today: date, words: str = "", side: MarketSide | None = None
) -> Sequence[CurrencyOffer]:
    """What is offered and asked today, the newest first; every word that was searched stands in it."""
    statement = _cards(of_currency).where(CurrencyOffer.until >= today)
    if side is not None:
        statement = statement.where(CurrencyOffer.side == side)
    # Each word by itself: people seldom remember in which order they stood.
    for word in words.split():
        texts = (CurrencyOffer.title, CurrencyOffer.text, CurrencyOffer.category)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in texts)))
    return db.session.scalars(statement.order_by(CurrencyOffer.placed_at.desc(), CurrencyOffer.id.desc())).all()


def card(viewer: User, slug: str, offer_id: int) -> CurrencyOffer | None:
    """A card within sight, also one that has ended: its page says so. A loader for `guarded`."""
    within = currencies.currency(viewer, slug)
    if within is None:
        return None
    return db.session.scalar(_cards(within).where(CurrencyOffer.id == offer_id))


def own_card(viewer: User, slug: str, offer_id: int) -> CurrencyOffer | None:
    """A card of an account that somebody uses. A loader for `guarded`."""
    known = card(viewer, slug, offer_id)
    if known is None:
        return None
    usable = currencies.usable_accounts(viewer, known.currency)
    if known.account_id in {account.id for account in usable}:
        return known
    return None


def same_card(account: CurrencyAccount, title: str, side: MarketSide, today: date) -> bool:
    """Whether this account has a card with this title now."""
    statement = select(CurrencyOffer.id).where(
        CurrencyOffer.account_id == account.id,
        CurrencyOffer.title == title,
        CurrencyOffer.side == side,
        CurrencyOffer.until >= today,
    )
    return db.session.scalar(statement.limit(1)) is not None


def placed_by(user: User) -> list[dict[str, Any]]:
    """The cards that somebody placed, for their own download."""
    statement = select(CurrencyOffer).where(CurrencyOffer.placed_by_id == user.id).order_by(CurrencyOffer.id)
    placed = []
    for each in db.session.scalars(statement):
        placed.append(
            {
                "title": each.title,
                "text": each.text,
                "contact": each.contact,
                "until": each.until.isoformat(),
            }
        )
    return placed
