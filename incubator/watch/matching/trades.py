"""The trades that together make up what public buyers buy, with the words by which each is known and their codes.

The table divides everything, also what cooperatives hardly do: evidence against a notice comes from the trades it is for.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade. `words`: what buyers and founders call its work; `everyday`: the few that founders say first."""

    id: str
    en: str
    plain: str
    sectors: tuple[str, ...]  # of the dossier (`core.reference.sectors`)
    near: tuple[str, ...]  # other trades that are often bought together, or by the same people
    cpv_prefixes: tuple[str, ...]
    words: tuple[str, ...]
    everyday: tuple[str, ...]

    def name(self, lang: str = "nl") -> str:
        if lang == "nl":
            return self.plain
        return self.en


def _rows(name: str) -> list[dict[str, str]]:
    with (CONTENT / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(";"))))


@cache
def trades() -> tuple[Trade, ...]:
    """All trades in the order of the table, which is the order of every vector over trades."""
    names = {row["id"]: row for row in _rows("trade_names.csv")}
    return tuple(_trade(row, names[row["id"]]) for row in _rows("trades.csv"))


def _trade(row: dict[str, str], name: dict[str, str]) -> Trade:
    return Trade(
        id=row["id"],
        en=name["en"],
        plain=name["plain"],
        sectors=tuple(row["sectors"].split()),
        near=tuple(row["near"].split()),
        cpv_prefixes=tuple(row["cpv_prefixes"].split()),
        words=_listed(row["words"]),
        everyday=_listed(name["everyday"]),
    )


@cache
def positions() -> dict[str, int]:
    """Where each trade stands in a vector over trades."""
    return {trade.id: position for position, trade in enumerate(trades())}


def trade(trade_id: str) -> Trade | None:
    position = positions().get(trade_id)
    if position is None:
        return None
    return trades()[position]


def of_sector(sector_id: str) -> tuple[Trade, ...]:
    """The trades of a kind of work in the dossier."""
    return tuple(trade for trade in trades() if sector_id in trade.sectors)
