"""European procurement thresholds, excluding VAT, with the period in which they hold; and which services have a regime of their own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.core.reference.tables import rows

# Whether a person has compared the list with the annex. Shown beside every answer that rests on it.
SOCIAL_SOURCE = N_("Annex XIV of Directive 2014/24/EU, list not yet compared with EUR-Lex")
RESERVABLE_SOURCE = "eForms code list social-service-cpv (art. 77 of Directive 2014/24/EU)"


@dataclass(frozen=True, slots=True)
class Threshold:
    object: str  # works, services (also supplies), social
    authority: str  # any, central, sub-central, utility
    amount: Decimal
    valid_from: date
    valid_to: date
    source: str


@cache
def thresholds() -> tuple[Threshold, ...]:
    return tuple(
        Threshold(
            row["object"],
            row["authority"],
            Decimal(row["amount"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]),
            row["source"],
        )
        for row in rows("thresholds")
    )


def threshold(nature: str, on: date, *, authority: str = "sub-central", social: bool = False) -> Threshold | None:
    """The threshold that holds on a day, or `None` when the table does not know that day.

    `nature` is services, supplies or works; `authority` central, sub-central or utility.
    """
    kind_of_work = _kind_of_work(nature, social=social)
    holding = [row for row in thresholds() if row.object == kind_of_work and row.valid_from <= on <= row.valid_to]
    by_authority = {row.authority: row for row in reversed(holding)}
    return by_authority.get(authority, by_authority.get("any"))


def _kind_of_work(nature: str, *, social: bool) -> str:
    """The row of the table that a contract falls under; supplies and services share one."""
    if nature == "works":
        return "works"
    if social:
        return "social"
    return "services"


@cache
def _social_ranges() -> tuple[tuple[str, str], ...]:
    return tuple((row["first"], row["last"]) for row in rows("sas-cpv"))


def is_social(code: str) -> bool:
    """Whether a CPV code is among the social and other specific services (see `SOCIAL_SOURCE`)."""
    return cpv.known(code) and any(first <= code <= last for first, last in _social_ranges())


@cache
def reservable_codes() -> frozenset[str]:
    """The CPV codes whose contracts may be reserved for participatory organisations (see `RESERVABLE_SOURCE`)."""
    return frozenset(row["code"] for row in rows("art77-cpv"))
