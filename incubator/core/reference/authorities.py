"""Which authority a name stands for: a municipality, a province or a water board. Only exact names count, never a guess.

Provinces and water boards (waterschappen): the twelve and the twenty-one of 2026, as the Unie van Waterschappen and the IPO list
their members.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from incubator.core.reference import municipalities

PROVINCES = {
    "Drenthe": "PV22", "Flevoland": "PV24", "Fryslân": "PV21", "Gelderland": "PV25", "Groningen": "PV20", "Limburg": "PV31",
    "Noord-Brabant": "PV30", "Noord-Holland": "PV27", "Overijssel": "PV23", "Utrecht": "PV26", "Zeeland": "PV29", "Zuid-Holland": "PV28",
}  # fmt: skip
WATER_BOARDS = (
    "Aa en Maas", "Amstel, Gooi en Vecht", "Brabantse Delta", "De Dommel", "De Stichtse Rijnlanden", "Delfland",
    "Drents Overijsselse Delta", "Fryslân", "Hollands Noorderkwartier", "Hollandse Delta", "Hunze en Aa's", "Limburg",
    "Noorderzijlvest", "Rijn en IJssel", "Rijnland", "Rivierenland", "Scheldestromen", "Schieland en de Krimpenerwaard",
    "Vallei en Veluwe", "Vechtstromen", "Zuiderzeeland",
)  # fmt: skip
_WATER = re.compile(r"^(?:het )?(?:hoogheemraadschap|waterschap|wetterskip)(?: van)? (.+)$")
_PROVINCE = re.compile(r"^(?:de )?provin(?:cie|sje) (.+)$")
_MUNICIPALITY = re.compile(r"^(?:de )?(?:gemeente|gem\.?|municipality of) (.+)$")
OTHER_NAMES = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "friesland": "fryslan",
    "the hague": "s gravenhage",
}


@dataclass(frozen=True, slots=True)
class Authority:
    """`kind`: municipality, province or water-board; `code`: GM0344, PV26, or the plain name of a water board."""

    kind: str
    code: str
    name: str


def plain(name: str) -> str:
    """Lower case, no accents, no punctuation, one blank between words."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", ascii_only).strip()


@cache
def _municipalities() -> dict[str, Authority]:
    found: dict[str, Authority] = {}
    for one in municipalities.municipalities():
        bare = re.sub(r"\s*\(.*\)$", "", one.name)
        for name in {one.name, bare}:
            found.setdefault(plain(name), Authority("municipality", one.code, one.name))
    return found


@cache
def _others() -> dict[tuple[str, str], Authority]:
    provinces = {("province", plain(name)): Authority("province", code, name) for name, code in PROVINCES.items()}
    boards = {
        ("water-board", plain(name)): Authority("water-board", f"WS-{plain(name)}", name) for name in WATER_BOARDS
    }
    return provinces | boards


@cache
def authority(name: str) -> Authority | None:
    """The authority that carries exactly this name, or None.

    "Gemeente X", "Provincie X" and "Waterschap X" say what they are; a bare "X" is not enough, because a foundation or a company
    can be called after its town.
    """
    text = plain(re.sub(r"\s*\(.*?\)\s*$", "", name.strip()))
    if found := _WATER.match(text):
        return _others().get(("water-board", found[1]))
    if found := _PROVINCE.match(text):
        return _others().get(("province", OTHER_NAMES.get(found[1], found[1])))
    if found := _MUNICIPALITY.match(text):
        return _municipalities().get(OTHER_NAMES.get(found[1], found[1]))
    if text.startswith("gemeente") or not text.endswith(" gemeente"):
        return None
    bare = text.removesuffix(" gemeente")
    return _municipalities().get(OTHER_NAMES.get(bare, bare))


def municipality_named(name: str) -> Authority | None:
    """The municipality that someone means who was asked for one: with or without "gemeente" before it."""
    return authority(name) or authority(f"gemeente {name}")
