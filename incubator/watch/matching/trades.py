"""What is known of each trade (the table of sectors): which trades a profile belongs to, and which trade a notice is for.

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
from incubator.watch.matching.words import Keyword, NoticeText

MORE_WORDS = Path(__file__).parents[1] / "content" / "words.toml"
CLEARLY, MARGIN = 0.6, 0.12  # when a notice is clearly for one trade, and how far ahead of the profile's own
AMONG_THE_BEST = 0.6  # a profile belongs to the trades that come this near to its best trade
ENOUGH = 1.0  # a code that only this trade names, or two words of the trade
A_WORD = 0.5
MOST = 3


@dataclass(frozen=True, slots=True)
class Trade:
    """A sector as the engine uses it."""

    id: str
    name: str
    cpv: tuple[str, ...]
    wide: frozenset[str]
    keywords: tuple[Keyword, ...]


@cache
def trades() -> tuple[Trade, ...]:
    """All sectors, their words and what buyers call them besides, taken apart once."""
    more_words: dict[str, list[str]] = tomllib.loads(MORE_WORDS.read_text(encoding="utf-8"))
    return tuple(_trade(sector, more_words.get(sector.id, [])) for sector in sectors.sectors().values())


def _trade(sector: sectors.Sector, more_words: list[str]) -> Trade:
    keywords = words.keywords((*sector.keywords, *more_words))
    telling = tuple(keyword for keyword in keywords if not keyword.generic)
    return Trade(sector.id, sector.nl, sector.cpv, codes.catch_alls(sector.cpv), telling)


def of_profile(spoken: frozenset[str], own: tuple[str, ...]) -> tuple[Trade, ...]:
    """The trades that a profile clearly belongs to: by codes that few trades share, and by words of the trade."""
    worth = _by_codes(own)
    for trade in trades():
        worth[trade.id] += _by_words(trade, spoken)
    least = max(ENOUGH, AMONG_THE_BEST * max(worth.values()))
    clear = [trade for trade in trades() if worth[trade.id] >= least]
    clear.sort(key=lambda trade: -worth[trade.id])
    return tuple(clear[:MOST])


def _by_codes(own: tuple[str, ...]) -> dict[str, float]:
    """Each code of the profile counts for the trades that name it or a code above it; the nearest name counts fully.

    Where several trades name it equally near, they share it.
    """
    worth = dict.fromkeys(sectors.sectors(), 0.0)
    for code in own:
        nearest = _nearest(code)
        for trade in nearest:
            worth[trade.id] += 1 / len(nearest)
    return worth


def _nearest(code: str) -> list[Trade]:
    """The trades that name this code, or the code nearest above it that any trade names; none when no trade does."""
    nearest: list[Trade] = []
    deepest = 1
    for trade in trades():
        depth = _depth(trade, code)
        if depth > deepest:
            nearest, deepest = [trade], depth
        elif depth == deepest:
            nearest.append(trade)
    return nearest


def _depth(trade: Trade, code: str) -> int:
    """How many digits the nearest code of the trade that holds this code has in common with it; 0 when none holds it."""
    above = [named for named in trade.cpv if cpv.is_under(code, named)]
    return max(map(len, map(cpv.significant, above)), default=0)


def _by_words(trade: Trade, spoken: frozenset[str]) -> float:
    return A_WORD * sum(spoken.issuperset(keyword.terms) for keyword in trade.keywords)


def of_notice(notice: NoticeText, theirs: tuple[str, ...], main: str | None) -> dict[str, float]:
    """How well each trade fits a notice, by the same evidence as a profile."""
    fits = {}
    for trade in trades():
        by_code, _pair = codes.nearest(trade.cpv, theirs, main, trade.wide)
        by_text = words.together(words.strength(keyword, notice) for keyword in trade.keywords)
        fits[trade.id] = 1 - (1 - by_code) * (1 - by_text)
    return fits


def another(own: Iterable[Trade], fits: dict[str, float]) -> Trade | None:
    """The other trade that a notice is clearly for, if there is such a trade."""
    mine = {trade.id for trade in own}
    if not mine or not fits:
        return None
    best = max(trades(), key=lambda trade: fits[trade.id])
    ahead = fits[best.id] - max(fits[trade_id] for trade_id in mine)
    if best.id in mine or fits[best.id] < CLEARLY or ahead < MARGIN:
        return None
    return best
