"""Words that say which part in the work is bought: advice, software or supplies are another kind of work than doing it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from incubator.watch.matching import role_words, words
from incubator.watch.matching.lexicon import Lexicon, Texts
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Mask, Positions
from incubator.watch.matching.words import NoticeText, Zone

# The bits of the table, in its order: advice, research, software, insurance, staff, design; then supply, hire, building.
ANOTHER, SUPPLY = 0b000111111, 0b111000000


@dataclass(frozen=True, slots=True)
class Roles:
    """`bits`: the bit of the role of each keyword. `at_home`: by trade the roles that are its work."""

    lexicon: Lexicon
    bits: tuple[int, ...]
    at_home: dict[str, int]

    def name_of(self, number: int) -> str:
        """The role of a keyword, as the table calls it."""
        return list(role_words.table())[self.bits[number].bit_length() - 1]


@cache
def roles() -> Roles:
    """The table, taken apart once."""
    lexicon = Lexicon()
    bits: dict[int, int] = {}
    at_home: dict[str, int] = {}
    for position, role in enumerate(role_words.table().values()):
        for keyword in words.keywords(role["words"]):
            bits[lexicon.add(keyword)] = 1 << position
        for trade_id in role["at_home"]:
            at_home[trade_id] = at_home.get(trade_id, 0) | 1 << position
    return Roles(lexicon, tuple(bits.values()), at_home)


def spoken(notice: NoticeText, *zones: Zone) -> int:
    """The roles that a text names in these places, as bits."""
    return spoken_by(Texts([notice]), *zones)[0]


def spoken_by(texts: Texts, *zones: Zone) -> list[int]:
    """The roles that each text names in these places, as bits."""
    known = roles()
    together = [0] * len(texts.texts)
    for row, number, zone in known.lexicon.hits_of(texts):
        if zone in zones:
            together[row] |= known.bits[number]
    return together


def leading(notice: NoticeText) -> int:
    """The roles with which a title begins, as bits."""
    known = roles()
    together = 0
    for number, keyword in enumerate(known.lexicon.keywords):
        if notice.lead.issuperset(keyword.terms):
            together |= known.bits[number]
    return together


def at_home(belongs: Mask) -> Positions:
    """The roles that are the work of some profiles, as bits. `belongs`: a row per profile, a column per trade."""
    of_trades = [roles().at_home.get(trade.id, 0) for trade in trades()]
    together = np.bitwise_or.reduce(np.where(belongs, np.array(of_trades, np.int64), 0), axis=1)
    return np.asarray(together, np.int64)
