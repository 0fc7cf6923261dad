"""The sixteen sectors in which worker cooperatives start: their codes, words and how well residents can take the work over.

Own table, drawn up from public notices; the suitability for the right to challenge is our judgement, not law.
"""

import re
from dataclasses import dataclass
from functools import cache

from incubator.core.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Sector:
    """`challenge`: high, medium, low or none - how well residents can take such a task over; `challenge_note` says why."""

    id: str
    nl: str
    en: str
    cpv: tuple[str, ...]
    keywords: tuple[str, ...]
    certificates: tuple[str, ...]
    buyers: str
    challenge: str
    challenge_note: str


SUITABILITY = {"hoog": "high", "midden": "medium", "laag": "low", "geen": "none"}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;|]", text) if part.strip())


@cache
def sectors() -> dict[str, Sector]:
    return {
        row["sector_id"]: Sector(
            row["sector_id"],
            row["nl"],
            row["en"],
            _split(row["cpv_codes"]),
            _split(row["keywords_nl"]),
            _split(row["certificates"]),
            row["buyers"],
            SUITABILITY.get(row["r2c_suitability"], "none"),
            row["r2c_note"],
        )
        for row in rows("sectors")
    }
