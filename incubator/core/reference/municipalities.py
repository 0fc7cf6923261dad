"""The municipalities of the Netherlands (CBS codes) and the places in them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from incubator.core.reference.tables import rows

_PREFIX = re.compile(r"^(?:(?:de|het)\s+)?(?:gemeente|gem\.?|municipality of|stadsbestuur)\s+")
_SUFFIX = re.compile(r"[\s,]*\(?\bgemeente\b\)?$")
_QUALIFIED = re.compile(r"\s*\([^)]*\)$")
_PROVINCE = re.compile(r"\(([a-z]{1,2})\.?\)")
ALSO_CALLED = {
    "den bosch": "'s-hertogenbosch",
    "den haag": "'s-gravenhage",
    "the hague": "'s-gravenhage",
    "sudwest fryslan": "súdwest-fryslân",
    "southwest friesland": "súdwest-fryslân",
    "noordoost-friesland": "noardeast-fryslân",
    "tytsjerksteradiel": "tietjerksteradeel",
    "nuenen": "nuenen, gerwen en nederwetten",
    "nuenen c.a.": "nuenen, gerwen en nederwetten",
    "bergen nh": "bergen (nh.)",
    "bergen noord-holland": "bergen (nh.)",
    "bergen limburg": "bergen (l.)",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    code: str
    name: str
    province: str
    corop: str
    nuts3: str  # of 2024
    nuts3_2021: str


@cache
def _by_code() -> dict[str, Municipality]:
    return {
        row["gm_code"]: Municipality(
            row["gm_code"], row["naam"], row["provincie"], row["corop_naam"], row["nuts3_2024"], row["nuts3_2021"]
        )
        for row in rows("gemeenten")
    }


def municipalities() -> tuple[Municipality, ...]:
    return tuple(_by_code().values())


def municipality(code: str) -> Municipality | None:
    return _by_code().get(code)


def name_of(code: str | None) -> str:
    """The name that belongs to a code, or nothing."""
    municipality_of_code = _by_code().get(code or "")
    if municipality_of_code:
        return municipality_of_code.name
    return ""


def plain(name: str) -> str:
    """A name without case, accents and typographic quotes; hyphens count as blanks."""
    text = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("‘", "'").replace("`", "'"))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = _PROVINCE.sub(r"(\1.)", text)  # Bergen (NH) is Bergen (NH.)
    return " ".join(re.sub(r"[-–]", " ", text).split())


def bare(name: str) -> str:
    """The plain name without the word "gemeente" before or after it."""
    return _SUFFIX.sub("", _PREFIX.sub("", plain(name))).strip()


@cache
def _by_name() -> dict[str, Municipality | None]:
    """Full names, and names without their "(O.)" where only one municipality is called so."""
    by_name: dict[str, Municipality | None] = {}
    for municipality in municipalities():
        short = plain(_QUALIFIED.sub("", municipality.name))
        by_name[short] = None if short in by_name else municipality
    # A short name that two municipalities share (Bergen) names none of them.
    by_name |= {
        plain(municipality.name): municipality
        for municipality in municipalities()
        if plain(municipality.name) not in by_name
    }
    for other, official in ALSO_CALLED.items():
        if plain(official) in by_name:
            by_name[plain(other)] = by_name[plain(official)]
    return by_name


def municipality_by_name(name: str) -> Municipality | None:
    """The municipality with exactly this name, however it is capitalised and with or without "gemeente"."""
    return _by_name().get(bare(name))


@cache
def _places() -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for row in rows("woonplaatsen"):
        codes.setdefault(plain(row["Woonplaats"]), set()).add(f"GM{row['Gemeentecode']}")
    return {name: frozenset(codes) for name, codes in codes.items()}


def municipalities_of_place(place: str) -> tuple[Municipality, ...]:
    """The municipalities that have a place of this name: more than one for names that occur twice."""
    codes = _places().get(plain(place), frozenset())
    return tuple(municipality for municipality in municipalities() if municipality.code in codes)


def municipality_of_place(place: str) -> Municipality | None:
    """The municipality that a place lies in, when the name leaves no doubt."""
    candidates = municipalities_of_place(place)
    if len(candidates) == 1:
        return candidates[0]
    return None
