"""What the counts beside a search say: how many there are of each kind and status, and what would narrow it further."""

from collections import Counter
from typing import Any

from incubator.core.reference import cpv
from incubator.formats.values import NoticeKind
from incubator.notices.queries.requests import Facet, Request

Pairs = dict[tuple[str, str], int]


def pairs_in(rows: list[Any]) -> Pairs:
    """How many there are of each kind and status."""
    pairs = {}
    for what, kind, status, count in rows:
        if what == "pair":
            pairs[(kind, status)] = count
    return pairs


def total_of(request: Request, pairs: Pairs) -> int:
    total = 0
    for (kind, status), count in pairs.items():
        if _chosen(request, kind, status):
            total += count
    return total


def facets_of(request: Request, pairs: Pairs, rows: list[Any]) -> dict[str, list[Facet]]:
    """Counts per value. Kind and status do not narrow their own facet, so that one can change one's mind."""
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for (kind, status), count in pairs.items():
        if not request.statuses or status in request.statuses:
            kinds[kind] += count
        if not request.kinds or NoticeKind(kind) in request.kinds:
            statuses[status] += count
    return {
        "kind": _sorted(kinds),
        "status": _sorted(statuses),
        "cpv": _sorted(_below(request, _counted("cpv", rows))),
        "buyer": _sorted(_counted("buyer", rows)),
    }


def _chosen(request: Request, kind: str, status: str) -> bool:
    fits_kind = not request.kinds or NoticeKind(kind) in request.kinds
    return fits_kind and (not request.statuses or status in request.statuses)


def _counted(facet: str, rows: list[Any]) -> dict[str, int]:
    counts = {}
    for what, value, _status, count in rows:
        if what == facet:
            counts[value] = count
    return counts


def _below(request: Request, codes: dict[str, int]) -> dict[str, int]:
    """Codes that narrow further: not the chosen one again."""
    chosen = cpv.significant(request.cpv) if request.cpv else ""
    return {code: count for code, count in codes.items() if len(cpv.significant(code)) > len(chosen)}


def _sorted(counts: dict[str, int]) -> list[Facet]:
    # Most first; equal ones by their value, so that a page shows the same twice.
    ordered = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return [Facet(value, count) for value, count in ordered]
