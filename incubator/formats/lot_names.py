"""Lots as every source names them: LOT-0002, "2" and "Perceel 2" are one lot."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from incubator.formats.values import GROUP, ReadLot, ReadNotice

_NUMBER = re.compile(r"(\d+)\D*$", re.ASCII)


def lot_key(lot_id: str) -> str:
    """The same for the same lot, whoever names it."""
    match = _NUMBER.search(lot_id)
    return match[1].lstrip("0") or "0" if match else lot_id.casefold().strip()


def called_as(edition: ReadNotice, earlier: ReadNotice) -> ReadNotice:
    """The edition with its lots by the names that an earlier one of another source gave them, so that who bids on one keeps it."""
    before, after = _by_key(earlier.real_lots), _by_key(edition.real_lots)
    names = {lot_id: before[key] for key, lot_id in after.items() if before.get(key, lot_id) != lot_id}
    if not names:
        return edition
    lots = tuple(_renamed(lot, names) for lot in edition.lots)
    winners = tuple(replace(winner, lots=_all(winner.lots, names)) for winner in edition.winners)
    changes = tuple(replace(change, lots=_all(change.lots, names)) for change in edition.changes)
    return replace(edition, lots=lots, winners=winners, changes=changes)


def _by_key(lots: Iterable[ReadLot]) -> dict[str, str]:
    """The names of the lots by their key; none where two lots share one (A1 and B1)."""
    listed = list(lots)
    names = {lot_key(lot.id): lot.id for lot in listed}
    return names if len(names) == len(listed) else {}


def _renamed(lot: ReadLot, names: Mapping[str, str]) -> ReadLot:
    if lot.kind == GROUP:
        return replace(lot, members=_all(lot.members, names))
    return replace(lot, id=names.get(lot.id, lot.id))


def _all(lots: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(lot, lot) for lot in lots)
