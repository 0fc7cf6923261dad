"""Where suppliers are, by what a list says of their place. No register of postcodes: a postcode counts by the places of others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from incubator.anchors.values.purchases import CreditorLine, PlacedLine, SpendArea
from incubator.core.reference import municipalities

# Countries that Dutch lists name; any other foreign place is unknown, and not elsewhere by a guess.
ABROAD = ("duitsland", "belgië", "germany", "belgium", "luxemburg", "frankrijk", "engeland")
DIGITS = 4  # of a postcode, which lie in one place


def placed(lines: Sequence[CreditorLine], municipality: str) -> tuple[PlacedLine, ...]:
    """Each line with its area, as seen from a municipality (GM code)."""
    learnt = _places_by_postcode(lines)
    return tuple(_placed(line, municipality, learnt) for line in lines)


def _placed(line: CreditorLine, municipality: str, learnt: Mapping[str, str]) -> PlacedLine:
    if line.place:
        return PlacedLine(line, area_of(line.place, municipality), is_sure=True)
    place = learnt.get(line.postcode[:DIGITS], "")
    return PlacedLine(line, area_of(place, municipality) if place else _by_postcode(line.postcode), is_sure=False)


def _by_postcode(postcode: str) -> SpendArea:
    # Another country writes it otherwise: that much can be seen.
    return SpendArea.BEYOND if postcode[:1].isalpha() else SpendArea.UNKNOWN


def _places_by_postcode(lines: Sequence[CreditorLine]) -> dict[str, str]:
    """The place that all lines with the same four digits name; digits for which they differ are left out."""
    named: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.place and line.postcode[:DIGITS].isdigit():
            named[line.postcode[:DIGITS]].add(municipalities.plain(line.place))
    return {digits: next(iter(places)) for digits, places in named.items() if len(places) == 1}


def area_of(place: str, municipality: str) -> SpendArea:
    """The area of a town: unknown when nobody knows it, or when it could be either of two."""
    towns = municipalities.municipalities_of_place(place)
    if not towns:
        same = municipalities.municipality_by_name(place)
        towns = (same,) if same else ()
    if not towns:
        return (
            SpendArea.BEYOND if municipalities.plain(place) in map(municipalities.plain, ABROAD) else SpendArea.UNKNOWN
        )
    own = municipalities.municipality(municipality)
    # The name of a town can occur twice: where both give the same answer nobody has to know which it is.
    areas = {_area(town, own) for town in towns}
    return areas.pop() if len(areas) == 1 else SpendArea.UNKNOWN


def _area(town: municipalities.Municipality, own: municipalities.Municipality | None) -> SpendArea:
    if own is None:
        return SpendArea.UNKNOWN
    if town.code == own.code:
        return SpendArea.MUNICIPALITY
    # A border of statistics that nobody here drew: so nobody can choose a region that suits a promise.
    return SpendArea.REGION if town.corop == own.corop else SpendArea.BEYOND
