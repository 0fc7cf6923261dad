"""By which road work is given. Plain Python."""

from incubator.bids.values.documents import ProcurementRoute
from incubator.formats.values import LegalRegime, ReadNotice
from incubator.notices.rules.topics import OPEN_HOUSE

BY_REGIME = {
    LegalRegime.EU: ProcurementRoute.EU,
    LegalRegime.SAS: ProcurementRoute.SAS,
    LegalRegime.NATIONAL: ProcurementRoute.NATIONAL,
    LegalRegime.BELOW_THRESHOLD: ProcurementRoute.NATIONAL,
}


def route_of(notice: ReadNotice, *, is_asked: bool) -> ProcurementRoute:
    """The road of a procurement; work that a client asks directly has one of its own."""
    if is_asked:
        return ProcurementRoute.PRIVATE
    # Sources file an open house under whatever they have; its own words tell it apart.
    if OPEN_HOUSE.search(f"{notice.title} {notice.description or ''}"):
        return ProcurementRoute.OPEN_HOUSE
    return BY_REGIME.get(notice.legal_regime, ProcurementRoute.PUBLIC)
