"""Places by the names that people use: a municipality, a province, a region, a country; never a bare code."""

import difflib
import re
from functools import cache

from incubator.core.reference import municipalities, nuts

PROVINCE = 4  # how many characters the code of a province has (NUTS 2)
ALIKE = 0.7  # how much of a name must be the same to be meant, perhaps
UNOFFICIAL = re.compile(r"\s*\([A-Z]+\)$")
FRISIAN = {"fryslan": "NL12", "provincie fryslan": "NL12"}  # its official name; the code list has the Dutch one


def place_code(typed: str) -> str | None:
    """A municipality or region as code: typed as a code (with or without its name), by its name, or by a place in it."""
    bare = typed.strip()
    first = bare.upper().split(" ", 1)[0]
    # "De" is a word and "DE" a country: without a digit a code has to be typed in capitals, and alone.
    if nuts.known(first) and (first == bare or re.search(r"\d", first)):
        return first
    municipality = municipalities.municipality_by_name(bare)
    if municipality is not None:
        return municipality.code
    region = _regions().get(municipalities.plain(bare))
    if region is not None:
        return region
    around = municipalities.municipality_of_place(bare)
    if around is not None:
        return around.code
    return None


def province_of(code: str) -> str:
    """The province that a place lies in, as a code of 2024; a province or a country is its own."""
    region = code
    if code.startswith("GM"):
        region = nuts.parent(code) or code
    return nuts.current(region)[:PROVINCE]


@cache
def _regions() -> dict[str, str]:
    """Regions by name, the larger first; each also as it is written where a municipality has the same name."""
    regions: dict[str, str] = {}
    for code in sorted(nuts.dutch_codes(), key=len):
        name = _official(code)
        regions.setdefault(municipalities.plain(name), code)
        regions.setdefault(municipalities.plain(_told_apart(code, name)), code)
    return regions | FRISIAN


def _official(code: str) -> str:
    return UNOFFICIAL.sub("", nuts.label(code))


def _told_apart(code: str, name: str) -> str:
    """Provincie Utrecht, regio Utrecht: what is called like a municipality in it."""
    if len(code) == PROVINCE:
        return f"provincie {name}"
    return f"regio {name}"


def place_name(typed: str, language: str = "nl") -> str:
    """What a place is called: out of a code, or as it was typed when that is a name already."""
    code = place_code(typed)
    if code is None or not _is_code(typed, code):
        return typed
    municipality = municipalities.name_of(code)
    if municipality:
        return municipality
    if code.startswith(nuts.COUNTRY) and not nuts.is_whole_country(code):
        name = _official(code)
        shared = len(code) == PROVINCE or _regions().get(municipalities.plain(name)) != code
        return _told_apart(code, name) if shared else name
    return nuts.label(code, language)


def _is_code(typed: str, code: str) -> bool:
    return typed.strip().upper().split(" ", 1)[0] == code


def like_place(typed: str, most: int = 3) -> list[str]:
    """Names of municipalities that look like what was typed, the most alike first."""
    names = {municipalities.plain(known.name): known.name for known in municipalities.municipalities()}
    alike = difflib.get_close_matches(municipalities.plain(typed), names, most, ALIKE)
    return list(map(names.__getitem__, alike))


@cache
def names_to_choose() -> tuple[str, ...]:
    """Provinces, regions and municipalities, each as `place_code` reads it: for a field that suggests."""
    regions = [place_name(code) for code in sorted(nuts.dutch_codes(), key=lambda code: (len(code) != PROVINCE, code))]
    towns = sorted(municipality.name for municipality in municipalities.municipalities())
    return tuple(dict.fromkeys((*regions, *towns)))
