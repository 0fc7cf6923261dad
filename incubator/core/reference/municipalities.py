"""The municipalities of the Netherlands (CBS codes), with their province and region."""

from dataclasses import dataclass
from functools import cache

from incubator.core.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Municipality:
    code: str
    name: str
    province: str
    nuts3: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    return tuple(
        Municipality(one["gm_code"], one["naam"], one["provincie"], one["nuts3_2024"]) for one in rows("gemeenten")
    )


@cache
def _by_code() -> dict[str, Municipality]:
    return {one.code: one for one in municipalities()}


def municipality(code: str | None) -> Municipality | None:
    return _by_code().get(code or "")


def name_of(code: str | None) -> str:
    """The name that belongs to a code, or nothing."""
    found = municipality(code)
    return found.name if found else ""
