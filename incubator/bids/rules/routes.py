"""By which road work is given. Plain Python."""

import re

from incubator.bids.rules.origins import DIRECT_ROUTES
from incubator.bids.values.documents import ProcurementRoute
from incubator.bids.values.origins import WorkOrigin
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import LegalRegime, ReadNotice
from incubator.notices.rules.topics import OPEN_HOUSE

BY_REGIME = {
    LegalRegime.EU: ProcurementRoute.EU,
    LegalRegime.SAS: ProcurementRoute.SAS,
    LegalRegime.NATIONAL: ProcurementRoute.NATIONAL,
    LegalRegime.BELOW_THRESHOLD: ProcurementRoute.NATIONAL,
}


DYNAMIC = re.compile(r"\bdynamisch(?:e)? aankoop\s?systeem\b|\bdynamic purchasing system\b", re.IGNORECASE)
# What eForms calls it (BT-766): for buyers that are listed, or for others too.
DYNAMIC_CODES = frozenset({"dps-list", "dps-nlist"})


def route_of(
    notice: ReadNotice,
    *,
    origin: WorkOrigin = WorkOrigin.NOTICE,
    is_invited: bool = False,
    asks_first: bool = False,
) -> ProcurementRoute:
    """The road of a procurement; work that a client asks directly, and that of a challenge, have one of their own.

    In a procedure in two stages one asks to take part first (art. 2.27-2.31 Aw 2012); who is invited goes on as in any other.
    `asks_first` is what the papers of the buyer say where its notice leaves that open.
    """
    if origin in DIRECT_ROUTES:
        return DIRECT_ROUTES[origin]
    if is_invited:
        return BY_REGIME.get(notice.legal_regime, ProcurementRoute.PUBLIC)
    if is_dynamic(notice):
        return ProcurementRoute.DYNAMIC
    # Sources file an open house under whatever they have; its own words tell it apart.
    if OPEN_HOUSE.search(" ".join((notice.title, notice.description or "", *notice.keywords))):
        return ProcurementRoute.OPEN_HOUSE
    if asks_first or notice.closes_for is not DeadlineFor.TENDER:
        return ProcurementRoute.SELECTION
    return BY_REGIME.get(notice.legal_regime, ProcurementRoute.PUBLIC)


def is_dynamic(notice: ReadNotice) -> bool:
    """Whether one asks to be admitted to a dynamic purchasing system (art. 2.48-2.50 Aw 2012): by its code, or by its title."""
    if any(lot.framework in DYNAMIC_CODES for lot in notice.real_lots):
        return True
    return bool(DYNAMIC.search(notice.title))
