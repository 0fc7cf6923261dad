"""Places: NUTS codes of 2021 and 2024 side by side, and municipalities (GM codes) inside them.

Sources use both versions: Zuid-Holland was NL33 and became NL36. Two codes are compared in the version of 2024.
"""

from functools import cache

from incubator.core.reference import municipalities
from incubator.core.reference.tables import rows

COUNTRY = "NL"


@cache
def _dutch() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("nuts_nl")}


@cache
def _european() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["label_nl"], row["label_en"]) for row in rows("nuts_eu")}


def known(code: str) -> bool:
    """Whether this is a NUTS code (of either version), a country with NUTS codes or a municipality."""
    return code in _dutch() or code in _european() or municipalities.municipality(code) is not None


def label(code: str, lang: str = "nl") -> str:
    """The name of the place, or nothing when the code is unknown."""
    if code in _dutch():
        return _dutch()[code]["name"]
    if code in _european():
        return _european()[code][0 if lang == "nl" else 1]
    return municipalities.name_of(code)


def current(code: str) -> str:
    """The code of 2024 for the same place; what has no successor stays as it is."""
    row = _dutch().get(code)
    if row:
        return row["successor_2024_same_name"] or code
    return code


def former(code: str) -> tuple[str, ...]:
    """The codes of 2021 whose place this code of 2024 now names."""
    return tuple(old_code for old_code, row in _dutch().items() if row["successor_2024_same_name"] == code)


def same_place(place: str, other: str) -> bool:
    return current(place) == current(other)


def covers(area: str, place: str) -> bool:
    """Whether a place lies in an area (or is it), whichever version of NUTS each is written in."""
    if area.startswith("GM"):
        return area == place
    within = current(area)
    if place.startswith("GM"):
        municipality = municipalities.municipality(place)
        return municipality is not None and municipality.nuts3.startswith(within)
    # NUTS codes are a tree in their letters: NL350 lies in NL35.
    return current(place).startswith(within)


def overlaps(place: str, other: str) -> bool:
    """Whether one lies in the other: a municipality and the region it is part of."""
    return covers(place, other) or covers(other, place)


@cache
def codes_within(area: str) -> tuple[str, ...]:
    """All codes of both versions that lie in an area, municipalities too.

    Notices seldom name a municipality: asked for one, its COROP area (NUTS 3) comes along.
    """
    municipality = municipalities.municipality(area)
    if municipality is not None:
        return (area, municipality.nuts3, *former(municipality.nuts3))
    dutch = [candidate for candidate in _dutch() if covers(area, candidate)]
    towns = [candidate.code for candidate in municipalities.municipalities() if covers(area, candidate.code)]
    abroad = [candidate for candidate in _european() if candidate not in _dutch() and covers(area, candidate)]
    return tuple(dict.fromkeys((area, *dutch, *towns, *abroad)))


def parent(code: str) -> str | None:
    """The area that this one is part of."""
    row = _dutch().get(code)
    if row:
        return row["parent"] or None
    municipality = municipalities.municipality(code)
    if municipality is not None:
        return municipality.nuts3
    if len(code) > 2 and code[:-1] in _european():
        return code[:-1]
    return None


def is_whole_country(code: str) -> bool:
    """`NL` alone, or NLZ ("extra-regio"): it says nothing of where."""
    return code == COUNTRY or code.startswith("NLZ")


def dutch_codes() -> tuple[str, ...]:
    """The codes of 2024 for the Netherlands, in order: for lists to choose from."""
    return tuple(code for code, row in _dutch().items() if row["nuts2024"] == "1" and not is_whole_country(code))
