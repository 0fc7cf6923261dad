"""Thresholds and lists of procurement law, each with the dates between which it holds and its source."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from incubator.core.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Threshold:
    """A European threshold in whole euros, without VAT.

    `object`: works, supplies-services, social; `buyer`: central, sub-central, utility.
    """

    object: str
    buyer: str
    amount: int
    valid_from: date
    valid_to: date
    source: str


_2026 = (date(2026, 1, 1), date(2027, 12, 31))
_SOURCE = "Gedelegeerde Verordeningen (EU) 2025/2150, 2025/2151 en 2025/2152"
THRESHOLDS = (
    Threshold("works", "central", 5_404_000, *_2026, _SOURCE),
    Threshold("works", "sub-central", 5_404_000, *_2026, _SOURCE),
    Threshold("works", "utility", 5_404_000, *_2026, _SOURCE),
    Threshold("supplies-services", "central", 140_000, *_2026, _SOURCE),
    Threshold("supplies-services", "sub-central", 216_000, *_2026, _SOURCE),
    Threshold("supplies-services", "utility", 432_000, *_2026, _SOURCE),
    Threshold("social", "central", 750_000, *_2026, _SOURCE),
    Threshold("social", "sub-central", 750_000, *_2026, _SOURCE),
    Threshold("social", "utility", 1_000_000, *_2026, _SOURCE),
)


def threshold(object_: str, buyer: str, on: date) -> Threshold | None:
    """The threshold that holds on a day, or None when the table does not reach that day."""
    for one in THRESHOLDS:
        if (one.object, one.buyer) == (object_, buyer) and one.valid_from <= on <= one.valid_to:
            return one
    return None


@cache
def social_codes() -> frozenset[str]:
    """CPV codes of social and other specific services (art. 2.38 Aw 2012, Annex XIV of Directive 2014/24/EU)."""
    return frozenset(row["code"] for row in rows("eforms/social-service-cpv"))


def is_social(cpv: str) -> bool:
    return cpv in social_codes()
