"""Which lots of a procurement a bid is about, and what holds for them. Everything else asks here. Plain Python."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from incubator.formats.closing import Closing, is_placeholder
from incubator.formats.values import Criterion, LotState, Money, ReadLot, ReadNotice

LOT = "lot"
NUMBERED = re.compile(r"LOT-0*(\d+)")
WHOLE = ""  # where a criterion or requirement is of all lots
# "De opdracht is verdeeld in acht (8) percelen", "divided into 3 lots".
DIVIDED = re.compile(
    r"\b(?:verdeeld|opgedeeld|onderverdeeld|opgesplitst|gesplitst|uiteen|bestaat|divided)\b[^.;]{0,40}?"
    r"\b(?:in|uit|into)\b[^.;]{0,40}?\b(?:percelen|lots)\b",
    re.IGNORECASE,
)


def lot_number(lot_id: str) -> str:
    """How people call a lot: LOT-0002 is lot 2."""
    numbered = NUMBERED.fullmatch(lot_id)
    return numbered[1] if numbered else lot_id


def offered(notice: ReadNotice) -> list[ReadLot]:
    """The lots that one can bid on, in the order of the notice; a group of lots is none."""
    return [lot for lot in notice.lots if lot.kind == LOT]


def chosen(notice: ReadNotice, ids: Collection[str]) -> tuple[ReadLot, ...]:
    """The lots that a bid is about, in the order of the notice; all of them where nobody chose."""
    lots = offered(notice)
    return tuple(lot for lot in lots if lot.id in ids) or tuple(lots)


def takes_bids(lot: ReadLot, now: datetime) -> bool:
    """Whether one can still bid on a lot: nothing ended it, and its closing has not passed."""
    return lot.state is LotState.OPEN and (lot.deadline is None or lot.deadline >= now)


def ticked_first(notice: ReadNotice, now: datetime) -> list[str]:
    """The lots on which a new bid is made: all that take bids. None when that is more than one may bid on: then people choose."""
    taking = [lot.id for lot in offered(notice) if takes_bids(lot, now)]
    most = notice.most_lots_bid
    return [] if most is not None and len(taking) > most else taking


def bid_on(notice: ReadNotice, ids: Collection[str], now: datetime) -> int:
    """On how many lots the bid is now; where nobody chose on all that take bids."""
    return len([lot for lot in chosen(notice, ids) if ids or takes_bids(lot, now)])


def too_many(notice: ReadNotice, ids: Collection[str], now: datetime) -> bool:
    """Whether the bid is on more lots than the notice allows (BT-31; LOT_MAX_NUMBER and LOT_ONE_ONLY before eForms)."""
    return notice.most_lots_bid is not None and bid_on(notice, ids, now) > notice.most_lots_bid


def closing(notice: ReadNotice, ids: Collection[str], now: datetime) -> Closing | None:
    """By when a bid on these lots must be in: the first closing that is still to come at `now`, else the last that passed.

    A lot that was withdrawn or awarded sets no day, unless there is no other. None where the lots say nothing else than the whole.
    """
    known = _closings(chosen(notice, ids))
    # Lots that all close at once close with the whole, and of the whole several sources speak.
    if len({lot.deadline for lot in offered(notice)}) < 2 or not known:
        return None
    coming = [each for each in known if each.moment >= now]
    return min(coming) if coming else max(known)


def _closings(lots: Sequence[ReadLot]) -> list[Closing]:
    """When these lots close: those that nothing ended, unless there is no other; a placeholder counts only without a real day."""
    still = [lot for lot in lots if lot.state is LotState.OPEN and lot.deadline is not None] or lots
    known = [Closing(lot.deadline, lot.deadline_day_only) for lot in still if lot.deadline is not None]
    return [each for each in known if not is_placeholder(each.moment)] or known


def value(notice: ReadNotice, ids: Collection[str]) -> Decimal | None:
    """What the lots of a bid are worth together, in euros: for what a group must carry. None where a lot has no value in euros.

    The threshold goes by the whole (art. 2.18 Aw 2012): see `whole_value`.
    """
    lots = chosen(notice, ids)
    if len(lots) == len(offered(notice)):
        return whole_value(notice)
    return _sum(lot.value for lot in lots)


def whole_value(notice: ReadNotice) -> Decimal | None:
    """What the whole procurement is worth, in euros; without it the sum over all lots, when each has a value."""
    if notice.value is not None:
        return _euros(notice.value)
    return _sum(lot.value for lot in offered(notice))


def _sum(amounts: Iterable[Money | None]) -> Decimal | None:
    total = Decimal(0)
    for amount in amounts:
        known = _euros(amount)
        # A sum in which a lot is missing would look like the value of the whole.
        if known is None:
            return None
        total += known
    return total or None


def _euros(amount: Money | None) -> Decimal | None:
    return amount.amount if amount is not None and amount.currency == "EUR" else None


def months(notice: ReadNotice, ids: Collection[str]) -> int | None:
    """How long the work of these lots lasts, in months: of different terms the longest is what a group must be able to carry."""
    known = [lot.duration_months for lot in chosen(notice, ids) if lot.duration_months]
    return max(known, default=notice.duration_months)


def of_party(notice: ReadNotice, ids: Collection[str], own: Collection[str]) -> tuple[str, ...]:
    """The lots of who bids along: its own as far as the bid is on them, else those of the bid; empty for the whole work."""
    bid_on_now = [lot.id for lot in chosen(notice, ids)]
    theirs = [lot for lot in bid_on_now if lot in own]
    if not theirs and len(bid_on_now) == len(offered(notice)):
        return ()
    return tuple(theirs or bid_on_now)


def workloads(notice: ReadNotice, ids: Collection[str]) -> list[tuple[Decimal | None, int | None]]:
    """What a group must be able to carry: the value in euros and the months of each lot on which it bids.

    Where a lot has no value or no term of its own it is one: the value of these lots together, for the longest term.
    """
    each = [(_euros(lot.value), lot.duration_months or notice.duration_months) for lot in chosen(notice, ids)]
    if each and all(amount and term for amount, term in each):
        return list(each)
    return [(value(notice, ids), months(notice, ids))]


def criteria(notice: ReadNotice, ids: Collection[str]) -> list[tuple[Criterion, str]]:
    """The award criteria of a bid, each with its lot; `WHOLE` where every lot of the notice has it.

    By all lots, and not by those that were chosen: what was written for a lot stays with it when another choice is made.
    """
    lots = offered(notice)
    everywhere = dict.fromkeys(notice.criteria)
    for criterion in lots[0].criteria if lots else ():
        if all(criterion in lot.criteria for lot in lots):
            everywhere[criterion] = None
    listed = [(criterion, WHOLE) for criterion in everywhere]
    for lot in chosen(notice, ids):
        listed += [(criterion, lot.id) for criterion in dict.fromkeys(lot.criteria) if criterion not in everywhere]
    return listed


def is_about(lot: str | None, notice: ReadNotice, ids: Collection[str]) -> bool:
    """Whether what is of this lot belongs to the bid: it is of the whole, of a lot that was chosen, or of none that the notice has."""
    return not lot or lot not in fallen(notice, ids)


def counts(lot: str, notice: ReadNotice, ids: Collection[str]) -> bool:
    """Whether a price for this lot counts: of the whole, or of a lot on which the bid is. A lot that the notice lost counts no more."""
    bid_on_now = {each.id for each in chosen(notice, ids)}
    return not lot or not bid_on_now or lot in bid_on_now


def fallen(notice: ReadNotice, ids: Collection[str]) -> frozenset[str]:
    """The lots of the notice on which the bid is not."""
    return frozenset(lot.id for lot in offered(notice) if lot not in chosen(notice, ids))


def ended(notice: ReadNotice, ids: Collection[str], now: datetime) -> list[ReadLot]:
    """The lots of a bid on which one can no longer bid: withdrawn, awarded, or closed."""
    return [lot for lot in chosen(notice, ids) if not takes_bids(lot, now)]


def is_divided(notice: ReadNotice) -> bool:
    """Whether the work is in lots: it has several, it says how many one may bid on, or its text says so."""
    if len(notice.real_lots) > 1 or notice.most_lots_bid is not None or notice.most_lots_won is not None:
        return True
    texts: Sequence[str | None] = (notice.description, *(lot.description for lot in notice.real_lots))
    return any(DIVIDED.search(text) for text in texts if text)
