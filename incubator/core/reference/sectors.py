"""Sectors in which worker cooperatives work: their CPV codes, search words, certificates and buyers."""

from dataclasses import dataclass
from functools import cache

from incubator.core.reference import cpv
from incubator.core.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Sector:
    id: str
    nl: str
    en: str
    cpv: tuple[str, ...]
    keywords: tuple[str, ...]
    certificates: tuple[str, ...]
    buyers: tuple[str, ...]
    challenge: str  # how well it suits the right to challenge: hoog, midden, laag
    challenge_note: str
    social: str  # social and other specific services: ja, deels, nee
    social_cpv: tuple[str, ...]
    reserved_cpv: tuple[str, ...]  # art. 77 of Directive 2014/24/EU
    confidence: str

    def name(self, lang: str = "nl") -> str:
        if lang == "nl":
            return self.nl
        return self.en

    def names(self, code: str) -> bool:
        """Whether it names this CPV code or one above it."""
        return any(cpv.is_under(code, named) for named in self.cpv)


def _listed(text: str, separator: str = ";") -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())


@cache
def sectors() -> dict[str, Sector]:
    """All sectors by their id, in the order of the table."""
    return {row["sector_id"]: _sector(row) for row in rows("sectors")}


def _sector(row: dict[str, str]) -> Sector:
    return Sector(
        id=row["sector_id"],
        nl=row["nl"],
        en=row["en"],
        cpv=_listed(row["cpv_codes"]),
        keywords=_listed(row["keywords_nl"], "|"),
        certificates=_listed(row["certificates"]),
        buyers=_listed(row["buyers"]),
        challenge=row["r2c_suitability"],
        challenge_note=row["r2c_note"],
        social=row["sas"],
        social_cpv=_listed(row["sas_codes"]),
        reserved_cpv=_listed(row["art77_codes"]),
        confidence=row["confidence"],
    )


def sector(sector_id: str) -> Sector | None:
    return sectors().get(sector_id)


def sectors_of(code: str) -> tuple[Sector, ...]:
    """The sectors that name this CPV code or one above it."""
    return tuple(sector for sector in sectors().values() if sector.names(code))
