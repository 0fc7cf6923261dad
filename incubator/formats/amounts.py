"""Amounts over several lots or winners. One euro is how a buyer says: we do not tell; it is no part of a sum."""

from collections.abc import Iterable
from decimal import Decimal

from incubator.core.i18n import mark as N_
from incubator.formats.values import LotState, Money, ReadLot

LARGEST_PLACEHOLDER = Decimal(1)
ONE_EURO_EACH = N_("an amount of one or less is probably a placeholder")


def is_placeholder(money: Money) -> bool:
    return money.amount <= LARGEST_PLACEHOLDER


def total(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of the real amounts, else the largest placeholder. None without amounts, and over several currencies."""
    known = [money for money in amounts if money is not None]
    real = [money for money in known if not is_placeholder(money)]
    if not real:
        return max(known, key=lambda money: money.amount, default=None)
    first = real[0]
    if any(money.currency != first.currency for money in real):
        return None
    return Money(sum((money.amount for money in real), Decimal(0)), first.currency, first.kind)


def of_lots(lots: Iterable[ReadLot]) -> Money | None:
    """The sum over the lots (cancelled ones left out, unless all are), when each of them has an amount."""
    lots = list(lots)
    counted = [lot for lot in lots if lot.state is not LotState.CANCELLED] or lots
    if not all(lot.value for lot in counted):
        return None
    return total(lot.value for lot in counted)


def added_up_placeholders(stated: Money | None, parts: Iterable[Money | None]) -> Money | None:
    """A stated total that only adds up amounts of one euro: two lots, three winners, six euro."""
    known = [money for money in parts if money is not None]
    if stated is None or not known or not all(map(is_placeholder, known)):
        return None
    if stated.amount <= len(known):
        return stated
    return None
