"""Places: NUTS regions of the versions 2021 and 2024, and municipalities inside them.

Regulation (EU) 2023/674 renumbered Utrecht (NL31 became NL35), Zuid-Holland (NL33 became NL36) and parts of others. Where a code
of 2021 means the same place as one of 2024 they are equal here; what is stored for filters is the code of 2024.
"""

from functools import cache

from incubator.core.reference.tables import rows


@cache
def _successors() -> dict[str, str]:
    return {row["code"]: row["successor_2024_same_name"] for row in rows("nuts_nl") if row["successor_2024_same_name"]}


@cache
def _labels() -> dict[str, str]:
    labels = {row["code"]: row["label_nl"] for row in rows("eforms/nuts")}
    return labels | {row["code"]: row["name"] for row in rows("nuts_nl")}


@cache
def _municipality_regions() -> dict[str, str]:
    return {row["gm_code"]: row["nuts3_2024"] for row in rows("gemeenten")}


@cache
def _municipality_names() -> dict[str, str]:
    return {row["gm_code"]: row["naam"] for row in rows("gemeenten")}


def exists(code: str) -> bool:
    return code in _labels() or code in _municipality_regions()


def label(code: str) -> str:
    """The name of a region or municipality; the code itself when it is unknown."""
    return _labels().get(code) or _municipality_names().get(code) or code


def current(code: str) -> str:
    """The code of 2024 for the same place; other codes stay as they are."""
    return _successors().get(code, code)


def same_place(one: str, other: str) -> bool:
    return current(one) == current(other)


def region_of(code: str) -> str:
    """The NUTS 3 region in which a municipality lies (2024); a region is its own."""
    return _municipality_regions().get(code, current(code))


def covers(area: str, place: str) -> bool:
    """Whether a place is the area or lies inside it; a municipality only covers itself."""
    area, place = current(area), current(place)
    return area == place or (not area.startswith("GM") and region_of(place).startswith(area))


def touches(one: str, other: str) -> bool:
    """Whether one of two places lies inside the other: work in Utrecht can be in the neighbourhood or all over the province."""
    return covers(one, other) or covers(other, one) or region_of(one) == region_of(other)


@cache
def codes_within(area: str) -> tuple[str, ...]:
    """All codes, of both versions, for this area and what lies inside it."""
    known = [*_labels(), *_municipality_regions()]
    return tuple(sorted({area, *(code for code in known if covers(area, code))}))


def is_whole_country(code: str) -> bool:
    """`NL` alone says nothing about where."""
    return len(code) <= 2


def regions() -> list[tuple[str, str]]:
    """The provinces (NUTS 2, 2024) with their names, for a choice."""
    found = [(row["code"], row["name"]) for row in rows("nuts_nl") if row["level"] == "2" and row["nuts2024"] == "1"]
    return sorted(found, key=lambda one: one[1])
