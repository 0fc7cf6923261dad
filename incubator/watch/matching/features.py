"""What is measured of a notice and a profile: a few numbers per pair, from which the model makes one probability."""

import numpy as np

from incubator.watch.matching.batch import Batch
from incubator.watch.matching.index import Candidates, Index
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Matrix, Vector, log_odds
from incubator.watch.matching.words import Zone

NAMES = (
    "joint",  # the trades of the profile against all others, by text and codes together
    "joint_near",  # the same with near trades
    "text",  # by the text alone, with near trades
    "codes",  # by the codes alone, with near trades
    "ahead",  # the evidence of the text for the profile's trade, against that for the best other trade
    "title",  # its own words in the title
    "body",  # and elsewhere
    "description",  # the words of its description
    "nearness",  # of its codes in the tree
    "title_and_trade",
    "no_words",
    "other_role",
    "goods",
    "works",
)
OWN_TITLE = {Zone.HEAD: 0.9, Zone.TITLE: 0.6}
OWN_BODY = {Zone.HEAD: 0.5, Zone.TITLE: 0.5, Zone.BODY: 0.5, Zone.LOTS: 0.4}
DESCRIBED = {Zone.HEAD: 0.6, Zone.TITLE: 0.4, Zone.BODY: 0.2, Zone.LOTS: 0.15}
MOST_AHEAD = 3.0


def of_pairs(index: Index, batch: Batch, pairs: Candidates) -> Matrix:
    """A row per pair, a column per name."""
    rows, profiles = pairs.rows, pairs.profiles
    shape = (len(batch.analysed), index.size)
    joint_near = _shares(batch.joint, index.kin)[rows, profiles]
    title = index.words.strengths(pairs.hits, OWN_TITLE, shape)[rows, profiles]
    has_codes = batch.has_codes[rows].astype(np.float32)
    columns = (
        log_odds(_shares(batch.joint, index.own)[rows, profiles]),
        log_odds(joint_near),
        log_odds(_shares(batch.by_text, index.kin)[rows, profiles]),
        has_codes * log_odds(_shares(batch.by_code, index.kin)[rows, profiles]),
        _ahead(index, batch, pairs),
        title,
        index.words.strengths(pairs.hits, OWN_BODY, shape)[rows, profiles],
        _described(index, batch, shape)[rows, profiles],
        index.nearness(batch)[rows, profiles],
        title * joint_near,
        1 - index.has_words[profiles],
        ((batch.roles[rows] & ~index.roles[profiles]) != 0).astype(np.float32),
        batch.goods[rows] * (1 - index.own @ goods())[profiles],
        batch.works[rows] * (1 - index.own @ works())[profiles],
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _shares(spoken: Matrix, own: Matrix) -> Matrix:
    return spoken @ own.T


def _described(index: Index, batch: Batch, shape: tuple[int, int]) -> Matrix:
    hits = index.described.hits(notice.text for notice in batch.analysed)
    return index.described.strengths(hits, DESCRIBED, shape)


def _ahead(index: Index, batch: Batch, pairs: Candidates) -> Vector:
    """A notice may be for several trades: the strongest of the profile's is compared with the strongest of all."""
    best = batch.evidence.max(axis=1)[pairs.rows]
    own = np.full(len(pairs.rows), -np.inf, np.float32)
    for column in index.strongest.T:
        trade = column[pairs.profiles]
        weight = index.own[pairs.profiles, trade]
        own = np.maximum(own, np.where(weight > 0, batch.evidence[pairs.rows, trade] * weight, -np.inf))
    ahead = np.where(np.isfinite(own), own - best, -MOST_AHEAD)
    return np.maximum(-MOST_AHEAD, ahead).astype(np.float32)


def goods() -> Vector:
    """For each trade whether its work is the supply of goods."""
    return _part(lambda division: division < 45)


def works() -> Vector:
    """For each trade whether its work is building works."""
    return _part(lambda division: division == 45)


def _part(lies_in):
    share = []
    for trade in trades():
        share.append(float(lies_in(int(trade.cpv_prefixes[0][:2]))))
    return np.array(share, np.float32)
