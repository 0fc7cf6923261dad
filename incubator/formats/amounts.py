"""Amounts over several lots or winners. One euro is how a buyer says: we do not tell; it is no part of a sum."""

import re
from collections.abc import Iterable
from decimal import Decimal

from incubator.core.i18n import mark as N_
from incubator.formats.values import LotState, Money, ReadLot

LARGEST_PLACEHOLDER = Decimal(1)
_CURRENCY = re.compile(r"^[A-Z]{3}$")
ONE_EURO_EACH = N_("an amount of one or less is probably a placeholder")


def is_placeholder(money: Money) -> bool:
    return money.amount <= LARGEST_PLACEHOLDER


def total(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of the real amounts, else the largest placeholder. None without amounts, and over several currencies."""
    known = [money for money in amounts if money is not None]
    real = [money for money in known if not is_placeholder(money)]
    if not real:
        return max(known, key=_amount, default=None)
    first, added = real[0], Decimal(0)
    for money in real:
        if money.currency != first.currency:
            return None
        added += money.amount
    return Money(added, first.currency, first.kind)


def _amount(money: Money) -> Decimal:
    return money.amount


def currency(code: str) -> str:
    """A currency (ISO 4217). What is none is taken for euro, the currency of nearly every notice that we read."""
    if _CURRENCY.match(code):
        return code
    return "EUR"


def of_lots(lots: Iterable[ReadLot]) -> Money | None:
    """The sum over the lots (cancelled ones left out, unless all are), when each of them has an amount."""
    lots = list(lots)
    counted = [lot for lot in lots if lot.state is not LotState.CANCELLED] or lots
    values = [lot.value for lot in counted]
    if not all(values):
        return None
    return total(values)


def added_up_placeholders(stated: Money | None, parts: Iterable[Money | None]) -> Money | None:
    """A stated total that only adds up amounts of one euro: two lots, three winners, six euro."""
    known = [money for money in parts if money is not None]
    if stated is None or not known or not all(map(is_placeholder, known)):
        return None
    if stated.amount <= len(known):
        return stated
    return None
