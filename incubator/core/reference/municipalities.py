"""The municipalities of the Netherlands (CBS codes)."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("data") / "gemeenten.csv"


@dataclass(frozen=True, slots=True)
class Municipality:
    code: str
    name: str
    province: str


@cache
def municipalities() -> tuple[Municipality, ...]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(Municipality(row["gm_code"], row["naam"], row["provincie"]) for row in csv.DictReader(stream))


def municipality_by_name(name: str) -> Municipality | None:
    """The municipality with exactly this name, however it is capitalised."""
    wanted = name.strip().lower().removeprefix("gemeente ")
    return next((one for one in municipalities() if one.name.lower() == wanted), None)


def name_of(code: str | None) -> str:
    """The name that belongs to a code, or nothing."""
    return next((one.name for one in municipalities() if one.code == code), "")
