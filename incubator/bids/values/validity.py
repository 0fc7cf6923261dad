"""How long a bid must stay valid."""

from dataclasses import dataclass
from datetime import date

from incubator.formats.tender_terms import Validity


@dataclass(frozen=True, slots=True)
class BidTerm:
    """The term of a lot, or of the whole (`lot` is empty), and its last day as far as it can be counted."""

    term: Validity
    last: date | None
    lot: str = ""
