"""The register of rules as lists: for the map and for the desk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.challenges.queries.regulations import all_recorded, open_reports, regulations
from incubator.challenges.rules import naming
from incubator.challenges.rules.regulation_checks import check_is_due, contradictions, state_of
from incubator.challenges.values import Regulation, RegulationState
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority


@dataclass(frozen=True, slots=True)
class Tile:
    """An authority on the map, and how things stand there."""

    authority: Authority
    state: RegulationState


@dataclass(frozen=True, slots=True)
class ProvinceTile:
    """A province on the map: itself, and its municipalities."""

    province: Tile
    municipalities: tuple[Tile, ...]

    @property
    def known(self) -> int:
        """Of how many municipalities rules are known."""
        return _known(self.municipalities)


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """Every authority, and how things stand there."""

    provinces: tuple[ProvinceTile, ...]
    water_boards: tuple[Tile, ...]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All of them, municipalities first."""
        municipalities: list[Tile] = []
        for shown in self.provinces:
            municipalities += shown.municipalities
        municipalities.sort(key=lambda tile: naming.by_name(tile.authority))
        return (*municipalities, *(shown.province for shown in self.provinces), *self.water_boards)

    @property
    def known(self) -> tuple[Tile, ...]:
        """Of which rules are known."""
        return tuple(tile for tile in self.tiles if is_known(tile.state))

    @property
    def unknown(self) -> int:
        """Of how many authorities nothing is known."""
        return Counter(tile.state for tile in self.tiles)[RegulationState.UNKNOWN]


def is_known(state: RegulationState) -> bool:
    """Whether rules are known that hold or are to come."""
    return state in {RegulationState.LAID_DOWN, RegulationState.TO_COME}


def _known(tiles: Sequence[Tile]) -> int:
    return sum(is_known(tile.state) for tile in tiles)


def register_map(today: date) -> RegisterMap:
    """Every authority with what is known of it on this day."""
    provinces = []
    for province in authorities.all_of("province"):
        inside = tuple(_tile(municipality, today) for municipality in naming.municipalities_of(province))
        provinces.append(ProvinceTile(_tile(province, today), inside))
    boards = sorted(authorities.all_of("water-board"), key=naming.by_name)
    return RegisterMap(tuple(provinces), tuple(_tile(board, today) for board in boards))


def _tile(authority: Authority, today: date) -> Tile:
    return Tile(authority, state_of(regulations().get(authority.code, ()), today))


def tiles_of(province: Authority, today: date) -> tuple[Tile, ...]:
    """The municipalities of a province on the map."""
    return tuple(_tile(municipality, today) for municipality in naming.municipalities_of(province))


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An authority in the list of the manager, with why to look at it."""

    authority: Authority
    rules: tuple[Regulation, ...]
    state: RegulationState
    due: bool
    contradictions: tuple[tuple[str, dict[str, Any]], ...]
    reports: int

    @property
    def needs_a_look(self) -> bool:
        return bool(self.due or self.contradictions or self.reports or self.state is RegulationState.ENDED)


def desk_rows(today: date) -> list[DeskRow]:
    """Every authority: what needs a look first, then what is known, then the rest by name."""
    reported = Counter(report.code for report in open_reports())
    recorded = all_recorded()
    rows = [_desk_row(known, recorded.get(known.code, ()), reported, today) for known in authorities.every_authority()]
    return sorted(rows, key=_urgency)


def _desk_row(known: Authority, rules: tuple[Regulation, ...], reported: Counter[str], today: date) -> DeskRow:
    due = any(check_is_due(rule, today) for rule in rules)
    return DeskRow(known, rules, state_of(rules, today), due, tuple(contradictions(rules)), reported[known.code])


def desk_row_of(known: Authority, today: date) -> DeskRow:
    """An authority with why to look at it."""
    reported = Counter(report.code for report in open_reports(known.code))
    return _desk_row(known, all_recorded().get(known.code, ()), reported, today)


def _urgency(row: DeskRow) -> tuple[bool, bool, str, str]:
    return not row.needs_a_look, not row.rules, row.authority.kind, naming.by_name(row.authority)


def due_checks(today: date) -> int:
    """Of how many authorities nobody looked at the rules for a year."""
    due = 0
    for rules in all_recorded().values():
        due += any(check_is_due(rule, today) for rule in rules)
    return due
