"""Which law governs a procurement: the only place that decides it. Plain Python."""

from incubator.bids.values.law import DUTCH, ProcurementLaw
from incubator.formats.values import ReadNotice

# A body of the Union or of several states buys by rules of its own, wherever it is seated.
INSTITUTIONS = frozenset({"eu", "international", "eu-ins-bod-ag", "int-org"})


def law_of(notice: ReadNotice, country: str | None = None) -> ProcurementLaw:
    """The law of the buyer. `country`: where the organisation is known to be, over all its notices.

    That goes before what one notice says, for some sources take every buyer for Dutch. A buyer without a country is Dutch.
    """
    buyer = notice.buyer
    if buyer is None:
        return ProcurementLaw(country or DUTCH)
    return ProcurementLaw(country or buyer.country or DUTCH, is_own=buyer.type in INSTITUTIONS)
