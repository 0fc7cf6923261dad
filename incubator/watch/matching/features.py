"""What is measured of a notice and a profile: a few numbers per pair, from which the model makes one probability."""

import numpy as np

from incubator.watch.matching.batch import Batch
from incubator.watch.matching.index import Candidates, Index
from incubator.watch.matching.vectors import Matrix, Vector, log_odds
from incubator.watch.matching.words import Zone

NAMES = (
    "joint",  # the trades of the profile against all others, by text and codes together
    "joint_near",  # the same with near trades
    "text",  # by the text alone, with near trades
    "title",  # its own words in the title
    "body",  # and elsewhere
    "description",  # the words of its description
    "nearness",  # of its codes in the tree
    "other_role",
    "goods",
    # What counts where the text, or the profile, names no trade that is known:
    "silent",
    "silent_codes",
    "silent_title",
    "silent_body",
    "silent_description",
)
SILENT = 0.1  # a text that is for no trade with more than this share says nothing of trades
OWN_TITLE = {Zone.HEAD: 0.9, Zone.TITLE: 0.6}
OWN_BODY = {Zone.HEAD: 0.5, Zone.TITLE: 0.5, Zone.BODY: 0.5, Zone.LOTS: 0.4}
DESCRIBED = {Zone.HEAD: 0.6, Zone.TITLE: 0.4, Zone.BODY: 0.2, Zone.LOTS: 0.15}


def of_pairs(index: Index, batch: Batch, pairs: Candidates) -> Matrix:
    """A row per pair, a column per name."""
    rows, profiles = pairs.rows, pairs.profiles
    shape = (len(batch.analysed), index.size)
    title = index.words.strengths(pairs.hits, OWN_TITLE, shape)[rows, profiles]
    body = index.words.strengths(pairs.hits, OWN_BODY, shape)[rows, profiles]
    described = _described(index, batch, shape)[rows, profiles]
    nearness = index.nearness(batch)[rows, profiles]
    silent = ((batch.by_text.max(axis=1) < SILENT)[rows] | ~index.knows[profiles]).astype(np.float32)
    speaks = 1 - silent
    coded = (batch.has_codes[rows] & index.knows[profiles]).astype(np.float32)
    columns = (
        speaks * log_odds(_shares(batch.joint, index.own)[rows, profiles]),
        speaks * log_odds(_shares(batch.joint, index.kin)[rows, profiles]),
        speaks * log_odds(_shares(batch.by_text, index.kin)[rows, profiles]),
        title,
        body,
        described,
        nearness,
        ((batch.roles[rows] & ~index.roles[profiles]) != 0).astype(np.float32),
        batch.goods[rows] * (1 - index.goods[profiles]),
        silent,
        silent * coded * log_odds(_shares(batch.by_code, index.kin)[rows, profiles]),
        silent * title,
        silent * body,
        silent * described,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _shares(spoken: Matrix, own: Matrix) -> Matrix:
    return spoken @ own.T


def _described(index: Index, batch: Batch, shape: tuple[int, int]) -> Matrix:
    hits = index.described.hits(notice.text for notice in batch.analysed)
    return index.described.strengths(hits, DESCRIBED, shape)
