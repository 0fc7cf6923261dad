"""What is measured of a notice and a profile: a few numbers per pair, from which the model makes one probability."""

import numpy as np

from incubator.watch.matching import roles
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.index import Candidates, ProfileIndex
from incubator.watch.matching.postings import Pairs
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
    "other_part",  # the title asks for advice, software, research: not for the doing
    "supply",  # or for supplies, hire or new works
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


def of_pairs(index: ProfileIndex, batch: Batch, candidates: Candidates) -> Matrix:
    """A row per pair, a column per name."""
    pairs = candidates.pairs
    rows, profiles = pairs.rows, pairs.profiles
    title = index.words.strengths(candidates.hits, OWN_TITLE, pairs)
    body = index.words.strengths(candidates.hits, OWN_BODY, pairs)
    described = index.described.strengths(index.described.hits(batch.texts), DESCRIBED, pairs)
    nearness = index.nearness(batch, pairs)
    silent = ((batch.by_text.max(axis=1) < SILENT)[rows] | ~index.knows[profiles]).astype(np.float32)
    speaks = 1 - silent
    coded = (batch.has_codes[rows] & index.knows[profiles]).astype(np.float32)
    text = speaks * log_odds(_shares(batch.by_text, index.kin)[rows, profiles])
    other_part = _other(batch, index, pairs, roles.ANOTHER)
    columns = (
        speaks * log_odds(_shares(batch.joint, index.own)[rows, profiles]),
        speaks * log_odds(_shares(batch.joint, index.kin)[rows, profiles]),
        text,
        title,
        body,
        described,
        nearness,
        other_part,
        _other(batch, index, pairs, roles.SUPPLY),
        batch.goods[rows] * (1 - index.goods[profiles]),
        silent,
        silent * coded * log_odds(_shares(batch.by_code, index.kin)[rows, profiles]),
        silent * title,
        silent * body,
        silent * described,
    )
    return np.array(columns, np.float32).T


def _shares(spoken: Matrix, own: Matrix) -> Matrix:
    return spoken @ own.T


def _other(batch: Batch, index: ProfileIndex, pairs: Pairs, among: int) -> Vector:
    """Whether the title names such a part in the work, which is not the profile's."""
    named = batch.roles[pairs.rows] & among
    return ((named & ~index.roles[pairs.profiles]) != 0).astype(np.float32)
