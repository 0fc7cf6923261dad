"""What is measured of a notice and a profile: a few numbers per pair, from which the model makes one probability."""

import numpy as np

from incubator.watch.matching import roles
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.index import Candidates, ProfileIndex
from incubator.watch.matching.postings import Pairs
from incubator.watch.matching.vectors import MOST_SURE, Mask, Matrix, Positions, log_odds
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
SPEAKING = NAMES.index("silent")
# What is measured beside trades and words where a text speaks of trades.
BESIDE_WORDS = ("nearness", "other_part", "supply", "goods")
# What each is at most, above 0 or below it: log-odds have a bound, and the others lie between 0 and 1.
MOST: dict[str, float] = dict.fromkeys(("joint", "joint_near", "text", "silent_codes"), MOST_SURE)
SILENT = 0.1  # a text that is for no trade with more than this share says nothing of trades
NAMED = 0.8  # a title with this much of the words of a profile surely names its work
OWN_TITLE = {Zone.HEAD: 0.9, Zone.TITLE: 0.6}
OWN_BODY = {Zone.HEAD: 0.5, Zone.TITLE: 0.5, Zone.BODY: 0.5, Zone.LOTS: 0.4}
DESCRIBED = {Zone.HEAD: 0.6, Zone.TITLE: 0.4, Zone.BODY: 0.2, Zone.LOTS: 0.15}


def of_pairs(index: ProfileIndex, batch: Batch, candidates: Candidates) -> Matrix:
    """A row per pair, a column per name."""
    pairs = candidates.pairs
    rows, profiles = pairs.rows, pairs.profiles
    measured = np.zeros((len(NAMES), len(rows)), np.float32)
    joint, joint_near, text, title, body, described, nearness, other_part, supply, goods = measured[:SPEAKING]
    silent = (batch.by_text.max(axis=1) < SILENT).take(rows) | ~index.knows.take(profiles)
    title[:], body[:] = candidates.met.strengths(pairs, OWN_TITLE, OWN_BODY)
    # A trade that nobody listed is known by its own words alone, where a title names them.
    silent |= ~index.listed.take(profiles) & (title > NAMED)
    (joint[:],) = index.own.of_pairs(pairs, batch.joint)
    joint_near[:], text[:] = index.kin.of_pairs(pairs, batch.joint, batch.by_text)
    measured[:3] = log_odds(measured[:3])
    measured[:3] *= ~silent
    (described[:],) = index.described.met(batch.texts).strengths(pairs, DESCRIBED)
    nearness[:] = index.nearness(batch, pairs)
    other_part[:] = _other(batch.roles & roles.ANOTHER, index, pairs)
    supply[:] = _other(batch.roles & roles.SUPPLY, index, pairs)
    goods[:] = batch.goods.take(rows) * (1 - index.goods).take(profiles)
    measured[SPEAKING] = silent
    quiet = np.flatnonzero(silent)
    if len(quiet):
        coded = batch.has_codes[rows[quiet]] & index.knows[profiles[quiet]]
        (by_code,) = index.kin.of_pairs(pairs.those(quiet), batch.by_code)
        measured[SPEAKING + 1 :, quiet] = [coded * log_odds(by_code), title[quiet], body[quiet], described[quiet]]
    return measured.T


def _other(named: Positions, index: ProfileIndex, pairs: Pairs) -> Mask:
    """Whether the title of each pair names a part in the work that is not the profile's. `named`: the roles of each notice."""
    return np.asarray((named.take(pairs.rows) & ~index.roles.take(pairs.profiles)) != 0)
