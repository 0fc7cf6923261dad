"""When a contract ends: as told, or worked out and marked as such."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from incubator.formats.values import ReadLot

DAYS_OF_A_MONTH = Decimal("365.25") / 12  # with 30 a contract of five years in days would last 61 months


def contract_end(lots: Iterable[ReadLot], signed: date | None) -> tuple[date | None, bool]:
    """When the contract ends: as told, else start (or signature) plus duration, marked as derived."""
    lots = list(lots)
    last_day = max((lot.end for lot in lots if lot.end), default=None)
    if last_day:
        return last_day, False
    ends = list(_ends(lots, signed))
    return max(ends, default=None), bool(ends)


def _ends(lots: Iterable[ReadLot], signed: date | None) -> Iterator[date]:
    """When the contract of each lot would end. Buyers give a duration (BT-36) far more often than days (BT-536, BT-537)."""
    for lot in lots:
        start = lot.start or signed
        if lot.duration_months and start and (end := add_months(start, lot.duration_months)):
            yield end


def add_months(start: date, months: int) -> date | None:
    """The last day of a contract of so many months that begins on `start`."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > 9000:
        return None
    following = date(year, month + 1, 1)
    length = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - following).days
    return following.replace(day=min(start.day, length)) - timedelta(days=1)
