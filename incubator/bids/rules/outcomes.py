"""How a procurement can end, by its road, and what goes with each end. Plain Python."""

from incubator.bids.values.documents import ONLY_ADMITS, ProcurementRoute

# Compared with other bids: only then there are a winner and places.
COMPARED = frozenset({"won", "lost"})
# Ends that were not what the group hoped for, and of which it can ask why.
AGAINST_US = frozenset({"lost", "invalid", "not-selected", "refused"})
FOR_US = frozenset({"won", "admitted"})
# The twenty days come with an award decision (art. 2.127 Aw 2012): not with a selection, an admission or a procurement that stops.
WITH_STANDSTILL = frozenset({"won", "lost", "invalid"})
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
