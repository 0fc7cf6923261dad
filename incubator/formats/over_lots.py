"""What holds for a procurement as a whole when only its lots say it: the first, the longest, the earliest, what all share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from incubator.formats.tender_terms import Validity, common
from incubator.formats.values import Criterion, ReadLot, Reserved


def first_title(lots: Iterable[ReadLot]) -> str | None:
    for lot in lots:
        if lot.title:
            return lot.title
    return None


def first_description(lots: Iterable[ReadLot]) -> str | None:
    for lot in lots:
        if lot.description:
            return lot.description
    return None


def first_reserved(lots: Iterable[ReadLot]) -> Reserved | None:
    for lot in lots:
        if lot.reserved:
            return lot.reserved
    return None


def first_main_cpv(lots: Iterable[ReadLot]) -> str | None:
    for lot in lots:
        if lot.main_cpv:
            return lot.main_cpv
    return None


def longest_duration(lots: Iterable[ReadLot]) -> int | None:
    """In months."""
    return max((lot.duration_months for lot in lots if lot.duration_months), default=None)


def common_validity(lots: Iterable[ReadLot]) -> Validity | None:
    """How long a tender must stay valid, when all lots that say it say the same."""
    return common({lot.validity for lot in lots})


def earliest_start(lots: Iterable[ReadLot]) -> date | None:
    return min((lot.start for lot in lots if lot.start), default=None)


def reserved_execution(lots: Iterable[ReadLot]) -> bool | None:
    return any_yes(lot.reserved_execution for lot in lots)


def sme_suitable(lots: Iterable[ReadLot]) -> bool | None:
    return any_yes(lot.sme_suitable for lot in lots)


def most_lots(bid: int | None, won: int | None, count: int) -> dict[str, Any]:
    """The fields of a notice for on how many of `count` lots one may bid and how many one may win; None where that is all of them."""
    # Some write a zero, or the number of all lots: that limits nothing.
    limits = range(1, count)
    return {"most_lots_bid": _among(limits, bid), "most_lots_won": _among(limits, won)}


def _among(limits: range, number: int | None) -> int | None:
    return number if number in limits else None


def any_yes(answers: Iterable[bool | None]) -> bool | None:
    """Yes when any lot says so, no when all that say something say no."""
    known = set(answers) - {None}
    if known:
        return any(known)
    return None


def common_criteria(lots: Iterable[ReadLot]) -> tuple[Criterion, ...]:
    """The criteria of the whole when all lots have the same."""
    different = {lot.criteria for lot in lots}
    if len(different) == 1:
        return different.pop()
    return ()
