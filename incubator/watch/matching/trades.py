"""What is known of each trade (the table of sectors): which trades a profile belongs to, and which one a notice is for.

A notice that is clearly for another trade does not fit, though its words or its wide code come near: "Wmo", "begeleiding" and
"8531" are shared by household help, support and youth care.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from incubator.core.reference import cpv, sectors
from incubator.watch.matching import codes, words
from incubator.watch.matching.words import NoticeText, Wanted

MORE_WORDS = Path(__file__).parents[1] / "content" / "words.toml"
CLEARLY, MARGIN = 0.6, 0.12  # when a notice is clearly for one trade, and how far ahead of the profile's own
AMONG_THE_BEST = 0.6  # a profile belongs to the trades that come this near to its best one
MOST = 3


@dataclass(frozen=True, slots=True)
class Trade:
    """A sector as the engine uses it."""

    id: str
    name: str
    cpv: tuple[str, ...]
    wide: frozenset[str]
    keywords: tuple[Wanted, ...]


@cache
def trades() -> tuple[Trade, ...]:
    """All sectors, their words and what buyers call them besides, taken apart once."""
    more: dict[str, list[str]] = tomllib.loads(MORE_WORDS.read_text(encoding="utf-8"))
    return tuple(
        Trade(
            one.id,
            one.nl,
            one.cpv,
            codes.catch_alls(one.cpv),
            tuple(
                found
                for word in dict.fromkeys((*one.keywords, *more.get(one.id, ())))
                if (found := words.wanted(word)) and not found.generic
            ),
        )
        for one in sectors.sectors().values()
    )


def of_profile(spoken: frozenset[str], own: tuple[str, ...]) -> tuple[Trade, ...]:
    """The trades that a profile clearly belongs to: by codes that few trades share, and by words of the trade."""
    worth = {trade: _by_codes(trade, own) + _by_words(trade, spoken) for trade in trades()}
    best = max(worth.values(), default=0.0)
    if best < 1.0:
        return ()
    chosen = sorted(
        (one for one in worth if worth[one] >= max(1.0, AMONG_THE_BEST * best)), key=lambda one: -worth[one]
    )
    return tuple(chosen[:MOST])


def _by_codes(trade: Trade, own: tuple[str, ...]) -> float:
    """Each code of the profile counts for the trades that name it or one above it; the nearest name counts fully."""
    found = 0.0
    for code in own:
        depth = {
            one: max((len(cpv.significant(c)) for c in one.cpv if cpv.is_under(code, c)), default=0) for one in trades()
        }
        deepest = max(depth.values())
        if deepest and depth[trade] == deepest:
            found += 1 / sum(one == deepest for one in depth.values())
    return found


def _by_words(trade: Trade, spoken: frozenset[str]) -> float:
    return 0.5 * sum(all(term in spoken for term in one.terms) for one in trade.keywords)


def of_notice(notice: NoticeText, theirs: tuple[str, ...], main: str | None) -> dict[str, float]:
    """How well each trade fits a notice, by the same evidence as a profile."""
    found = {}
    for trade in trades():
        by_code, _pair = codes.nearest(trade.cpv, theirs, main, trade.wide)
        by_text = words.together(words.strength(one, notice) for one in trade.keywords)
        found[trade.id] = 1 - (1 - by_code) * (1 - by_text)
    return found


def another(own: Iterable[Trade], fits: dict[str, float]) -> Trade | None:
    """The other trade that a notice is clearly for, if there is one."""
    mine = {trade.id for trade in own}
    if not mine or not fits:
        return None
    best = max(trades(), key=lambda trade: fits[trade.id])
    ahead = fits[best.id] - max(fits[one] for one in mine)
    return best if best.id not in mine and fits[best.id] >= CLEARLY and ahead >= MARGIN else None
