"""How a procurement can end, by its road, and what goes with each end. Plain Python."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from incubator.bids.values.documents import ONLY_ADMITS, ProcurementRoute

# Compared with other bids: only then there are a winner and places.
COMPARED = frozenset({"won", "lost"})
# Ends that were not what the group hoped for, and of which it can ask why.
AGAINST_US = frozenset({"lost", "invalid", "not-selected", "refused"})
FOR_US = frozenset({"won", "admitted"})
# The twenty days come with an award decision (art. 2.127 Aw 2012): not with a selection, an admission or a procurement that stops.
WITH_STANDSTILL = frozenset({"won", "lost", "invalid"})
# What a decision for us is on a lot that it does not give us.
OTHERWISE = {"won": "lost", "admitted": "refused"}
STAGES = {
    "won": "won",
    "admitted": "won",
    "lost": "lost",
    "invalid": "lost",
    "not-selected": "lost",
    "refused": "lost",
    "stopped": "withdrawn",
}


def outcomes_of(route: ProcurementRoute) -> tuple[str, ...]:
    """What a buyer can decide on this road, the good news first. In an open house nobody wins."""
    if route in ONLY_ADMITS:
        return ("admitted", "refused", "stopped")
    if route is ProcurementRoute.SELECTION:
        return ("not-selected", "invalid", "stopped")
    if route is ProcurementRoute.PRIVATE:
        return ("won", "lost", "stopped")
    return ("won", "lost", "invalid", "stopped")


def brings_agreement(outcome: str, route: ProcurementRoute) -> bool:
    """Whether an agreement can follow. Who is admitted to a dynamic purchasing system only gets to bid later."""
    return outcome in FOR_US and route is not ProcurementRoute.DYNAMIC


@dataclass(frozen=True, slots=True)
class LotEnds:
    """How a decision ends for who did these lots: a buyer decides on each lot by itself (art. 1.5 Aw 2012).

    `won` and `lost` are empty where the whole work was decided on at once, or where nobody said which lots.
    """

    outcome: str
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_for_us(self) -> bool:
        return self.outcome in FOR_US

    @property
    def is_against_us(self) -> bool:
        """Whether there is something of which one can ask why: a lot that another got too."""
        return self.outcome in AGAINST_US or bool(self.lost)

    @property
    def against(self) -> str:
        """What was decided on what we did not get."""
        return OTHERWISE.get(self.outcome, self.outcome) if self.lost else self.outcome


def ends_for(outcome: str, lots: Sequence[str], won: Collection[str], *, theirs: Collection[str] = ()) -> LotEnds:
    """How a decision ends for a bid on these lots, or for a partner in `theirs` of them (empty: in all)."""
    if outcome not in FOR_US or not won:
        return LotEnds(outcome)
    mine = [lot for lot in lots if not theirs or lot in theirs]
    gained = tuple(lot for lot in mine if lot in won)
    missed = tuple(lot for lot in mine if lot not in won)
    return LotEnds(outcome if gained else OTHERWISE[outcome], gained, missed)
