"""On how many lots one may bid beside on how many one does, for go or no-go and for the check before handing in. Plain Python."""

from collections.abc import Collection, Iterator
from datetime import datetime

from incubator.bids.rules import lots
from incubator.bids.rules.checking import CheckPoint, Gravity
from incubator.bids.values.deciding import KnockOut, KnockOutState
from incubator.bids.values.findings import RuleNote
from incubator.bids.values.law import of_directive
from incubator.bids.values.procurement import ProcurementCase
from incubator.core.i18n import mark as N_
from incubator.formats.values import LotState, ReadNotice

# What a notice must say of it: article 46, paragraph 2, of Directive 2014/24/EU.
SOURCE = of_directive("46")
TOO_MANY = N_(
    "The notice says: bid on at most %(most)s of the lots. Your bid is on %(count)s. Choose on which you bid."
)
WITHIN = N_("You may bid on at most %(most)s of the lots: your bid is on %(count)s.")
WINS = N_(
    "However many lots you bid on, you can win at most %(won)s. Look in the documents of the buyer how that is settled."
)
GONE = {
    LotState.CANCELLED: N_("“%(lot)s” was withdrawn: take it off your bid."),
    LotState.AWARDED: N_("“%(lot)s” has been awarded: take it off your bid."),
    LotState.CLOSED: N_("“%(lot)s” is closed: take it off your bid."),
    LotState.OPEN: N_("The deadline of “%(lot)s” has passed. A bid that comes too late is not counted."),
}


def knock_out(case: ProcurementCase) -> Iterator[KnockOut]:
    """How many lots: only where the notice has a field for it, so that nothing stops a bid that was read out of loose words."""
    if case.most_lots is not None:
        params: dict[str, object] = {"most": case.most_lots, "count": case.lots_bid_on}
        if case.lots_bid_on > case.most_lots:
            yield KnockOut("lots", KnockOutState.OPEN, RuleNote(TOO_MANY, params), SOURCE)
        else:
            yield KnockOut("lots", KnockOutState.FINE, RuleNote(WITHIN, params), SOURCE)
    if case.most_lots_won is not None and case.lots_bid_on > case.most_lots_won:
        note = RuleNote(WINS, {"won": case.most_lots_won})
        yield KnockOut("lots-won", KnockOutState.ATTENTION, note, SOURCE)


def too_many(notice: ReadNotice, ids: Collection[str], now: datetime) -> Iterator[CheckPoint]:
    """More lots than one may bid on: handed in so only with a reason."""
    if lots.too_many(notice, ids, now):
        params = {"most": notice.most_lots_bid, "count": lots.bid_on(notice, ids, now)}
        yield CheckPoint(Gravity.REASON, TOO_MANY, params)


def gone(notice: ReadNotice, ids: Collection[str], now: datetime) -> Iterator[CheckPoint]:
    """Lots of the bid on which one can no longer bid. Of a work that is not in lots the whole is looked at elsewhere."""
    if len(lots.offered(notice)) < 2 or not ids:
        return
    for lot in lots.ended(notice, ids, now):
        yield CheckPoint(Gravity.WARNS, GONE[lot.state], {"lot": lot.title or lot.id})
