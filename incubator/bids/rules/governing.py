"""Which law governs a procurement: the only place that decides it. Plain Python."""

import re

from incubator.bids.values.law import DUTCH, ProcurementLaw
from incubator.formats.values import ReadNotice

# A body of the Union or of several states buys by rules of its own, wherever it is seated.
INSTITUTIONS = frozenset({"eu", "international", "eu-ins-bod-ag", "int-org"})

# How a body that buys with public money is called. At the beginning: a church is a "gemeente" too, behind the word before it.
AUTHORITY = re.compile(
    r"(?:de |het )?(?:gemeenten?|stadsdeel|provincie|waterschap|hoogheemraadschap|ministerie|rijks\w+|ggd|politie|veiligheidsregio|"
    r"omgevingsdienst|gemeenschappelijke regeling|municipality|province|ministry)\b",
    re.IGNORECASE,
)


def is_authority(name: str) -> bool:
    """Whether a client is a contracting authority by its name: the law on procurement binds no others."""
    return AUTHORITY.match(name.strip()) is not None


def law_of(notice: ReadNotice, country: str | None = None) -> ProcurementLaw:
    """The law of the buyer. `country`: where the organisation is known to be, over all its notices.

    That goes before what one notice says, for some sources take every buyer for Dutch. A buyer without a country is Dutch.
    """
    buyer = notice.buyer
    if buyer is None:
        return ProcurementLaw(country or DUTCH)
    return ProcurementLaw(country or buyer.country or DUTCH, is_own=buyer.type in INSTITUTIONS)
