"""Placing, changing and ending offers and needs."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete

from incubator.accounts.models import User
from incubator.core import audit, clock
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.currency.models import CurrencyAccount, CurrencyOffer
from incubator.currency.queries import deciding, market
from incubator.currency.rules import paying as rules
from incubator.currency.values import MarketCard

KEPT = timedelta(days=90)  # after its last day, so that who placed it can place it again
PERSONAL = ("title", "text", "contact")


def place(account: CurrencyAccount, card: MarketCard, *, by: User, now: datetime) -> CurrencyOffer:
    """Put a card in the market. Raises `RuleViolation` for what cannot be meant, and for the same card twice."""
    # Of a button that was pressed twice the second finds the card of the first.
    lock(account)
    _check(account, card, now=now)
    if market.same_card(account, card.title, card.side, clock.local(now).date()):
        raise RuleViolation(rules.SAME_CARD, field="title")
    offer = CurrencyOffer(
        **asdict(card), currency_id=account.currency_id, account_id=account.id, placed_at=now, placed_by_id=by.id
    )
    db.session.add(offer)
    db.session.flush()
    return offer


def _check(account: CurrencyAccount, card: MarketCard, *, now: datetime) -> None:
    if account.closed_on is not None:
        raise RuleViolation(rules.ACCOUNT_CLOSED)
    today = clock.local(now).date()
    rules.check_card(card, account.currency.decimals, today)
    in_force = deciding.rules_on(account.currency, today)
    if in_force is None:
        raise RuleViolation(rules.NO_RULES)
    rules.check_category(card.category, in_force.terms.categories)


def change(offer: CurrencyOffer, card: MarketCard, *, now: datetime) -> None:
    """Write a card again; it stays an offer or a need. Raises `RuleViolation`."""
    still_there(offer)
    _check(offer.account, card, now=now)
    for name, value in asdict(card).items():
        setattr(offer, name, value)
    db.session.flush()


def end(offer: CurrencyOffer, *, now: datetime) -> None:
    """Take a card out of the market: its last day was yesterday."""
    still_there(offer)
    # Kept for a while: who ended it by mistake places it again with the same words.
    offer.until = min(offer.until, clock.local(now).date() - timedelta(days=1))
    db.session.flush()


def forget_old(*, now: datetime) -> int:
    """Remove cards that ended three months ago, with the contact on them. Gives how many."""
    last = clock.local(now).date() - KEPT
    return _remove(CurrencyOffer.until < last)


def forget(user: User, _now: datetime) -> None:
    """The account goes, and every card that this person placed."""
    _remove(CurrencyOffer.placed_by_id == user.id)


def _remove(condition: ColumnElement[bool]) -> int:
    gone = list(db.session.scalars(delete(CurrencyOffer).where(condition).returning(CurrencyOffer.id)))
    # What people wrote about themselves is not kept in the trail either.
    audit.forget(CurrencyOffer.__tablename__, gone, PERSONAL)
    return len(gone)
