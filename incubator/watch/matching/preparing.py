"""A profile taken apart once for all notices: its words, its codes, and how much each trade is its work."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from incubator.core.reference import cpv
from incubator.watch.matching import codes, roles, trade_codes, vocabulary, words
from incubator.watch.matching.trades import positions, trades
from incubator.watch.matching.vectors import Matrix, Vector
from incubator.watch.matching.words import Keyword, Zone
from incubator.watch.values import Profile

SYNONYM = 0.9  # what another word for a keyword is worth
SHORTEST = 4  # letters of a word of the description that can tell something
MOST_DESCRIBED = 12  # the most telling words of a description count
WORDS, DESCRIPTION, CODES = 1.0, 0.6, 0.7  # what each part of a profile weighs in telling its trades
AS_MUCH = 0.45  # a trade with this share of the strongest is fully the work of the profile
NOT_AT_ALL = 0.15  # and one with less than this is not
UNKNOWN = 0.05  # words of no trade at all are shared by all trades alike, each with less than this
SAME_SECTOR, LOOSE, NEAR = 0.85, 0.6, 0.4  # how much a trade of the same kind of work, or a near one, counts
WITH_WHOM = re.compile(
    r"\b(?:met|voor|door|bij|zodat|waar)\b"
)  # what follows is for whom or with whom, less often the work itself
ASIDE = 0.4
BELONGS = 0.5
# Trades that the table of sectors puts together though few people do both.
LOOSELY = frozenset({"tolken", "koerier", "evenement", "nieuwbouw", "sloop"})


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What the engine needs of a profile. `own`: how much each trade is its work, `kin`: near trades included."""

    profile: Profile
    keywords: tuple[Keyword, ...]
    described: tuple[Keyword, ...]
    exclude: tuple[Keyword, ...]
    codes: tuple[str, ...]
    wide: frozenset[str]
    own: Vector
    kin: Vector
    roles: int

    @property
    def says_nothing(self) -> bool:
        return not (self.codes or self.keywords or self.described)


def prepare(profile: Profile) -> Prepared:
    """Take a profile apart; the same work in another profile is not taken apart again."""
    synonyms = tuple((word, *others) for word, others in profile.synonyms.items())
    work = _work(profile.description, profile.keywords, synonyms, profile.cpv)
    return Prepared(
        profile,
        work.keywords,
        work.described,
        words.keywords(profile.exclude),
        profile.cpv,
        work.wide,
        work.own,
        work.kin,
        work.roles,
    )


@dataclass(frozen=True, slots=True, eq=False)
class WorkOfProfile:
    """What a profile says of its work, taken apart."""

    keywords: tuple[Keyword, ...]
    described: tuple[Keyword, ...]
    wide: frozenset[str]
    own: Vector
    kin: Vector
    roles: int


@lru_cache(maxsize=20_000)
def _work(
    description: str, typed: tuple[str, ...], synonyms: tuple[tuple[str, ...], ...], cpv_codes: tuple[str, ...]
) -> WorkOfProfile:
    keywords = _keywords(typed, synonyms)
    own = _own_trades(description, keywords, cpv_codes)
    spoken = words.analyse(description, "", "")
    belongs = np.flatnonzero(own).tolist()
    at_home = roles.at_home(trades()[position].id for position in belongs if own[position] >= BELONGS)
    return WorkOfProfile(
        keywords,
        _described(spoken.terms or words.analyse(_labels(keywords, cpv_codes), "", "").terms),
        codes.catch_alls(cpv_codes),
        own,
        (own[belongs, None] * kinship()[belongs]).max(axis=0, initial=0),
        at_home | roles.spoken(spoken, *Zone) | _roles_of(typed),
    )


def _roles_of(typed: Sequence[str]) -> int:
    together = 0
    for keyword in typed:
        together |= _roles_of_keyword(keyword)
    return together


@lru_cache(maxsize=50_000)
def _roles_of_keyword(typed: str) -> int:
    return roles.spoken(words.analyse(typed, "", ""), *Zone)


def _labels(keywords: tuple[Keyword, ...], cpv_codes: tuple[str, ...]) -> str:
    """A profile of codes alone speaks by their labels."""
    if keywords:
        return ""
    return "; ".join(map(cpv.label, cpv_codes))


def _keywords(typed: tuple[str, ...], synonyms: tuple[tuple[str, ...], ...]) -> tuple[Keyword, ...]:
    own = dict.fromkeys(map(_mended, words.keywords(typed)))
    for group in synonyms:
        for position, keyword in enumerate(words.keywords(group)):
            if keyword not in own:
                own[keyword.lighter(1.0 if position == 0 else SYNONYM)] = None
    return tuple(own)


@lru_cache(maxsize=50_000)
def _mended(keyword: Keyword) -> Keyword:
    """A keyword with a slip of the pen counts as the word that was meant."""
    if keyword.phrase:
        return keyword
    terms = tuple(vocabulary.mended(term) or term for term in keyword.terms)
    return Keyword(keyword.text, terms)


def _described(terms: Iterable[str]) -> tuple[Keyword, ...]:
    """The most telling words of a description."""
    telling = filter(_tells, sorted(terms))
    return tuple(sorted(map(_described_term, telling), key=_least_telling_last)[:MOST_DESCRIBED])


def _tells(term: str) -> bool:
    return len(term) >= SHORTEST and term not in words.generic()


@lru_cache(maxsize=50_000)
def _described_term(term: str) -> Keyword:
    return Keyword(term, (term,))


@lru_cache(maxsize=50_000)
def _least_telling_last(keyword: Keyword) -> float:
    return -keyword.telling


def _own_trades(description: str, keywords: tuple[Keyword, ...], cpv_codes: tuple[str, ...]) -> Vector:
    """How much each trade is the work of a profile: 1 for its strongest trades, 0 for what it hardly speaks of."""
    total = np.zeros(len(trades()), np.float32)
    for share, weight in (
        (_shares([(keyword.text, 1.0) for keyword in keywords]), WORDS),
        (_shares(list(_clauses(description))), DESCRIPTION),
        (trade_codes.of_codes(cpv_codes), CODES),
    ):
        total += weight * share
    strongest = float(total.max())
    if strongest < UNKNOWN:
        return np.zeros_like(total)
    own = np.minimum(1, total / (AS_MUCH * strongest))
    own[(own < NOT_AT_ALL) | (total < UNKNOWN)] = 0
    return own.astype(np.float32)


def _clauses(description: str) -> Iterator[tuple[str, float]]:
    """The parts of the sentences, each with its weight."""
    for clause in filter(str.strip, vocabulary.CLAUSE.split(description)):
        parts = WITH_WHOM.split(clause, maxsplit=1)
        yield parts[0], 1.0
        if len(parts) > 1:
            yield parts[1], ASIDE


def _shares(pieces: Sequence[tuple[str, float]]) -> Vector:
    """The trades of some short texts together: those that choose decidedly count most."""
    together = np.zeros(len(trades()), np.float32)
    weights = 0.0
    for piece, weight in pieces:
        shares, decided = vocabulary.of_words(piece)
        together += weight * decided * shares
        weights += weight * decided
    return together / max(weights, 1e-9)


@cache
def kinship() -> Matrix:
    """How much each trade counts for a profile of another: 1 for itself."""
    near = np.eye(len(trades()), dtype=np.float32)
    for row, trade in enumerate(trades()):
        for other in trade.near:
            near[row, positions()[other]] = NEAR
        for column, other_trade in enumerate(trades()):
            if row != column and set(trade.sectors) & set(other_trade.sectors):
                near[row, column] = LOOSE if LOOSELY & {trade.id, other_trade.id} else SAME_SECTOR
    return near
