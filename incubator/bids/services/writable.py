"""The content of a bid may be written until it was handed in. Nothing here commits."""

from typing import TypeVar

from incubator.bids.models import Bid, BuyerFile, PriceLine, Requirement
from incubator.bids.queries import sections as queries
from incubator.bids.rules import stages
from incubator.core.db import lock, still_there

Row = TypeVar("Row", PriceLine, BuyerFile, Requirement)


def check_open(bid: Bid) -> None:
    """Raises `RuleViolation` once the bid was handed in or is over; call it when the group is locked."""
    stages.check_open_for_writing(bid.stage.value, handed_in=queries.submission(bid) is not None)


def open_for_writing(bid: Bid) -> None:
    """Lock the group of a bid, so that nobody hands it in meanwhile, and look whether it may be written. Raises `RuleViolation`."""
    # Who hands in locks the group too: of the two who meet the second sees what the first did.
    lock(bid.cooperative)
    check_open(bid)


def row_to_write(row: Row) -> Row:
    """What belongs to a bid, locked after the group. Raises `RuleViolation` once it was handed in, `Conflict` when the row is gone."""
    # Of two who press at once the second finds it gone before it asks to which bid it belongs.
    open_for_writing(still_there(row).bid)
    return lock(row)
