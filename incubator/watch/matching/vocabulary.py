"""How much each word speaks of each trade, counted in the words of the trades and in the labels of their CPV codes.

A word that many trades share says little; a long unknown word that is one letter off a known word counts as that word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, filterfalse, repeat

import numpy as np

from incubator.core import text
from incubator.core.reference import cpv
from incubator.watch.matching import trade_codes, words
from incubator.watch.matching.lexicon import Lexicon, Texts
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Matrix, Positions, Vector, sums
from incubator.watch.matching.words import NoticeText, Zone

LABELS = 0.2  # what the labels of codes weigh beside the words of a trade
SMOOTHING, LITTLE = 0.01, 0.0003
SHARPNESS = 2.2  # how decidedly the words together choose between trades
NOTHING = 1e-3  # a share for every trade, so that a single word decides little
EACH = 0.3  # a text may be for several trades: what its words say each for itself counts beside what they say together
AGREED = 1.0  # how much an expression of several words adds to what its words tell
OF_ZONE = {Zone.HEAD: 1.0, Zone.TITLE: 0.6, Zone.BODY: 0.3, Zone.LOTS: 0.2}
ZONES: Vector = np.array([OF_ZONE[zone] for zone in Zone], np.float32)
GENERAL = 0.05  # what a word is worth that every contract has
THINGS, SHORTEST_THING = (
    0.75,
    5,
)  # and a title that names several things is for the trades of each, which add up to more than 1
BETWEEN = re.compile(r"[,;/&+|]| en | and ")
CLAUSE = re.compile(r"[,;:.!?()\n]| en | of ")
CLEARLY = 0.15  # a thing that is for a trade with less than this share is not for it
MOST_PIECES = 50_000  # that are remembered
SHORTEST_MENDED = 7  # letters of a word before a slip in it is mended


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A row per term, a column per trade. `weights`: log of how much more often this trade has the word than the others.

    `shares`: of which trade the word is by itself; `decided`: how clearly it is of a single trade; `telling`: how rare it is.
    """

    rows: dict[str, int]
    weights: Matrix
    shares: Matrix
    decided: Vector
    telling: Vector
    expressions: Lexicon  # of several words
    agreed: Matrix


@cache
def vocabulary() -> Vocabulary:
    """Made at first use, in well under a second."""
    counts: dict[str, Vector] = defaultdict(lambda: np.zeros(len(trades()), np.float32))
    _count_words(counts)
    _count_labels(counts)
    table = np.array(list(counts.values()))
    rows = {term: row for row, term in enumerate(counts)}
    expressions, agreed = _expressions()
    weights, shares = _weighed(table)
    return Vocabulary(rows, weights, shares, shares.max(axis=1) ** 2, _telling(rows), expressions, agreed)


def _telling(terms: Iterable[str]) -> Vector:
    general, rarity = words.generic(), words.rarities()
    telling = []
    for term in terms:
        telling.append(GENERAL if term in general else rarity.get(term, 1.0) ** 0.5)
    return np.array(telling, np.float32)


def _count_words(counts: dict[str, Vector]) -> None:
    for position, trade in enumerate(trades()):
        for word in trade.words:
            terms = dict.fromkeys(text.terms(word))
            for term in terms:
                counts[term][position] += len(terms) ** -0.5


def _count_labels(counts: dict[str, Vector]) -> None:
    labelled: dict[tuple[str, int], float] = defaultdict(float)
    for code, entry in cpv.codes().items():
        owners = trade_codes.owners(code)
        for term in dict.fromkeys(text.terms(entry.nl)):
            for position in owners:
                labelled[term, position] += 1 / len(owners)
    for (term, position), number in labelled.items():
        counts[term][position] += LABELS * number**0.5


def _weighed(table: Matrix) -> tuple[Matrix, Matrix]:
    """Saturating counts as a share of all that the trade says, against the mean of all trades; and each word by itself."""
    saturated = np.log1p(2 * table)
    of_trade = saturated / np.sqrt(saturated.sum(axis=0))
    mean = of_trade.mean(axis=1, keepdims=True)
    weights = np.log((of_trade + SMOOTHING) / (mean + SMOOTHING))
    shares = (of_trade + LITTLE) / (of_trade + LITTLE).sum(axis=1, keepdims=True)
    return weights.astype(np.float32), shares.astype(np.float32)


def _expressions() -> tuple[Lexicon, Matrix]:
    lexicon = Lexicon()
    spoken: dict[int, set[int]] = defaultdict(set)
    for position, trade in enumerate(trades()):
        for keyword in words.keywords(trade.words):
            if len(keyword.terms) > 1 and not keyword.phrase and not keyword.generic:
                spoken[lexicon.add(keyword)].add(position)
    agreed = np.zeros((len(lexicon.keywords), len(trades())), np.float32)
    for number, positions in spoken.items():
        agreed[number, list(positions)] = AGREED / len(positions)
    return lexicon, agreed


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """What texts say of each trade, a row per text. `evidence`: how much; `shares`: for which trades each is, together 1."""

    evidence: Matrix
    shares: Matrix


def spoken(notice: NoticeText) -> Vector:
    """For which trades a text is, together 1 (or more for one that names several things)."""
    shares = spoken_by(Texts([notice])).shares[0]
    return np.asarray(shares, np.float32)


def spoken_by(texts: Texts) -> Spoken:
    """How much each text speaks of each trade, by what its words tell and where they stand; all texts at once."""
    evidence, each = _by_words(texts)
    powers = np.exp(SHARPNESS * (evidence - evidence.max(axis=1, keepdims=True)))
    shares = (1 - EACH) * powers / powers.sum(axis=1, keepdims=True) + EACH * each
    _add_things(texts.texts, shares)
    return Spoken(evidence, shares)


def _by_words(texts: Texts) -> tuple[Matrix, Matrix]:
    """What the words of each text say together, and what they say each for itself."""
    known = vocabulary()
    rows, terms, zones = _known_terms(texts.texts)
    lengths = np.bincount(rows, minlength=len(texts.texts))
    places = ZONES[zones] * known.telling[terms]
    decided = places * known.decided[terms]
    evidence = sums(places[:, None] * known.weights[terms], lengths)
    spoken_in, expressions, where = known.expressions.met(texts).T
    evidence += sums(ZONES[where, None] * known.agreed[expressions], np.bincount(spoken_in, minlength=len(texts.texts)))
    # A long text has more words of every trade: it is not surer of its trade for that.
    evidence /= np.sqrt(np.maximum(1, sums(places[:, None], lengths)))
    each = sums(decided[:, None] * known.shares[terms], lengths) + NOTHING
    return evidence, each / (sums(decided[:, None], lengths) + NOTHING * len(trades()))


def _known_terms(texts: Sequence[NoticeText]) -> tuple[Positions, Positions, Positions]:
    """The terms that tell of a trade, text by text: its row, the number of the term, its most telling place."""
    known = vocabulary().rows
    each = [text.places for text in texts]
    rows = np.repeat(np.arange(len(texts)), list(map(len, each)))
    numbers = np.fromiter(map(known.get, chain.from_iterable(each), repeat(-1)), np.int64, len(rows))
    zones = np.fromiter(chain.from_iterable(places.values() for places in each), np.int64, len(rows))
    of_known = np.flatnonzero(numbers >= 0)
    mended_terms = np.array(list(_mended_terms(texts)), np.int64).reshape(-1, 3)
    every = np.concatenate([np.stack([rows, numbers, zones], axis=1)[of_known], mended_terms])
    # Always in the same order: sums of the same numbers in another order differ a little.
    rows, numbers, zones = every[np.lexsort(every.T[::-1])].T
    firsts = np.flatnonzero((np.diff(rows, prepend=-1) != 0) | (np.diff(numbers, prepend=-1) != 0))
    return rows[firsts], numbers[firsts], zones[firsts]


def _mended_terms(texts: Sequence[NoticeText]) -> Iterator[tuple[int, int, Zone]]:
    """The same for terms of titles in which a slip is mended."""
    known = vocabulary().rows
    for row, notice in enumerate(texts):
        for term in notice.title.union(notice.head).difference(known):
            meant = mended(term)
            if meant is not None:
                yield row, known[meant], notice.places[term]


def _add_things(notices: Sequence[NoticeText], shares: Matrix) -> None:
    """A title that names several things is for the trades of each."""
    named: dict[int, list[str]] = {}
    for row, notice in enumerate(notices):
        things = list(filter(_names_a_thing, BETWEEN.split(notice.title_text)))
        if len(things) > 1 and not notice.lead:
            named[row] = things
    known = of_pieces(chain.from_iterable(named.values()))
    for row, things in named.items():
        for thing in things:
            of_thing = known[thing][0]
            np.maximum(shares[row], THINGS * of_thing, out=shares[row], where=of_thing >= CLEARLY)


def _names_a_thing(part: str) -> bool:
    return len(part.strip()) >= SHORTEST_THING


@lru_cache(maxsize=100_000)
def mended(term: str) -> str | None:
    """The known term that this is, or is one letter off; None for a term that tells of no trade."""
    known = vocabulary().rows
    if term in known:
        return term
    if len(term) < SHORTEST_MENDED or not term.isalpha():
        return None
    slips = _slips()
    for shorter in (term, *_shorter(term)):
        near = slips.get(shorter)
        if near is not None:
            return near
    return None


@cache
def _slips() -> dict[str, str]:
    """Each long term by itself with a letter left out: two terms that share such a form are a slip apart."""
    slips: dict[str, str] = {}
    for term in vocabulary().rows:
        if len(term) >= SHORTEST_MENDED and term.isalpha():
            slips.setdefault(term, term)
            for shorter in _shorter(term):
                slips.setdefault(shorter, term)
    return slips


def _shorter(term: str) -> Iterator[str]:
    for position in range(len(term)):
        yield term[:position] + term[position + 1 :]


Piece = tuple[Vector, float]
_pieces: dict[str, Piece] = {}  # what was found out of short texts


def of_pieces(pieces: Iterable[str]) -> dict[str, Piece]:
    """For which trades each of these short texts is, as if it were a title, and how decidedly; all new ones at once."""
    asked = dict.fromkeys(pieces)
    if len(_pieces) > MOST_PIECES:
        _pieces.clear()
    unseen = list(filterfalse(_pieces.__contains__, asked))
    if unseen:
        shares = spoken_by(Texts(list(map(_as_title, unseen)))).shares
        for piece, row, decided in zip(unseen, shares, shares.max(axis=1).tolist(), strict=True):
            _pieces[piece] = row, decided
    return {piece: _pieces[piece] for piece in asked}


def _as_title(piece: str) -> NoticeText:
    return words.analyse(piece, "", "", plainly=True)


def of_words(short: str) -> Piece:
    """For which trades a short text is, as if it were a title, and how decidedly."""
    known = _pieces.get(short)
    if known is None:
        known = of_pieces([short])[short]
    return known


def forget() -> None:
    """Make all anew at the next use."""
    for made in (vocabulary, mended, _slips):
        made.cache_clear()
    _pieces.clear()
