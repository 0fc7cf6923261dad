"""By which road work is given, and whether it is in the own municipality. Plain Python."""

from incubator.bids.values.documents import ProcurementRoute
from incubator.core.reference import municipalities
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


def is_in(notice: ReadNotice, municipality_code: str | None) -> bool:
    """Whether the buyer is this municipality and the work is not said to be elsewhere."""
    ours = municipalities.municipality(municipality_code or "")
    if ours is None or notice.buyer is None:
        return False
    theirs = municipalities.municipality_by_name(notice.buyer.name)
    # A joint buyer or a province names no municipality: then we do not know, and say nothing.
    if theirs is None or theirs.code != ours.code:
        return False
    if not notice.places:
        return True
    # The notice may name a wider region in which the municipality lies.
    return any(nuts.startswith(place) for place in notice.places for nuts in (ours.nuts3, ours.nuts3_2021))
