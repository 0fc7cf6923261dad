"""Where the work of a notice is: codes of all versions of NUTS as one, and the place of the buyer where the notice names none."""

from dataclasses import replace

from incubator.core.reference import authorities, municipalities, nuts
from incubator.formats.values import ReadNotice, ReadOrganisation


def current_place(code: str) -> str:
    """The NUTS code of 2024 for the same place."""
    return nuts.current(code)


def derive_place(notice: ReadNotice) -> ReadNotice:
    """The notice with the buyer's place, marked as derived, when it names none or only the country."""
    for named in notice.places:
        if not nuts.is_whole_country(named):
            return notice
    place = place_of_buyer(notice.buyer)
    if place is None:
        return replace(notice, places=())
    return replace(notice, places=(place,), place_derived=True)


def place_of_buyer(buyer: ReadOrganisation | None) -> str | None:
    """Where a buyer is: by its NUTS code, its name (exactly that of an authority) or its town.

    A central government body works for the whole country: its seat says nothing.
    """
    if buyer is None or buyer.type == "cga":
        return None
    if buyer.nuts and nuts.known(buyer.nuts) and not nuts.is_whole_country(buyer.nuts):
        return nuts.current(buyer.nuts)
    if buyer.country not in {None, "NL"}:
        return None
    municipality = municipality_of_buyer(buyer)
    if municipality is not None:
        return municipality.nuts3
    return _region_of_province(buyer.name) or _region_of_town(buyer)


def _region_of_province(name: str) -> str | None:
    """The region of a province, found by one of its towns: regions and provinces have the same borders."""
    authority = authorities.authority(name)
    if authority is None or authority.kind != "province":
        return None
    for municipality in municipalities.municipalities():
        if municipality.province == authority.name:
            return municipality.nuts3[:4]
    return None


def _region_of_town(buyer: ReadOrganisation) -> str | None:
    # Without a country a town of this name may lie anywhere.
    if not buyer.city or buyer.country != "NL":
        return None
    municipality = municipalities.municipality_of_place(buyer.city)
    if municipality is None:
        return None
    return municipality.nuts3


def municipality_of_buyer(buyer: ReadOrganisation | None) -> municipalities.Municipality | None:
    """The municipality that a buyer is, when its name says so exactly."""
    if buyer is None or buyer.country not in {None, "NL"}:
        return None
    authority = authorities.authority(buyer.name)
    if authority is None or authority.kind != "municipality":
        return None
    return municipalities.municipality(authority.code)
