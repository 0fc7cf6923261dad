"""What a profile learns from judgements: notices like a judged one move up or down, by the profile that judged and no other.

The move is in log-odds. It fades with distance, grows with the number of judgements and has a bound: a few judgements never
turn a profile into another one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from incubator.core.i18n import mark as N_
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.index import Candidates
from incubator.watch.matching.judgements import Judgements, distinct
from incubator.watch.matching.postings import Pairs, flat, gathered
from incubator.watch.matching.vectors import MOST_SURE, Mask, Matrix, Positions, Vector, log_odds, probability
from incubator.watch.values import Profile, Reason, TaughtNotice

MOST = 3.0  # log-odds, however many judgements there are
EACH = 3.0  # what a notice that is the same as a judged one moves by
FADES = 2.0  # power of the likeness: half as like counts a quarter
LIKE = 0.45  # from this likeness on to something that was kept, a notice is looked at though it shares no word and no trade
MOST_PROBABLE = float(probability(np.array(MOST_SURE + MOST)))  # nothing that is learnt makes a work surer than this
NOTICEABLE = 0.3  # log-odds; a smaller move is not worth a word
AVOIDED = 0.1  # what remains of the work of a notice of a buyer that a cooperative does not work for

LIKENESSES = (
    N_("It is like something that you kept: %(title)s"),
    N_("It is like something that you put aside: %(title)s"),
)
ITSELF = (N_("You kept it"), N_("You put it aside"))  # what was judged is not like something else


class Learning:
    """What some profiles learnt, compiled."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        taught: list[TaughtNotice] = []
        weights, numbers = [], []
        for profile in profiles:
            numbers.append(range(len(taught), len(taught) + len(profile.learnt)))
            taught += profile.learnt
            weights += [notice.weight for notice in profile.learnt]
        self._weights = np.array(weights, np.float32)
        once, self._judged = distinct(taught)
        self._entries, self._starts = flat(list(map(tuple, numbers)))
        self._judgements = Judgements(once) if once else None
        self._avoided = [
            (position, set(profile.avoided)) for position, profile in enumerate(profiles) if profile.avoided
        ]
        self._likeness: tuple[Batch, Matrix] | None = None

    def widened(self, candidates: Candidates, batch: Batch, speaks: Mask) -> Candidates:
        """The candidates, and what is like something that was kept."""
        if self._judgements is None:
            return candidates
        like = self._like(batch)[:, self._judged]
        rows, entries = np.nonzero((like >= LIKE) & (self._weights > 0))
        profiles = np.searchsorted(self._starts, entries, side="right") - 1
        mask = candidates.pairs.mask
        mask[rows, profiles] |= speaks[profiles]
        every_row, every_profile = np.nonzero(mask)
        return replace(candidates, pairs=Pairs(every_row, every_profile, mask.shape))

    def adjusted(self, work: Vector, batch: Batch, pairs: Pairs) -> Vector:
        """How probable it is that the work of each pair fits, with what its profile learnt."""
        if self._judgements is not None:
            moves = self.moves(batch, pairs.rows, pairs.profiles)
            moved = np.flatnonzero(moves)
            work = work.copy()
            work[moved] = probability(log_odds(work[moved]) + moves[moved])
        return self._without_avoided(work, batch, pairs)

    def moves(self, batch: Batch, rows: Positions, profiles: Positions) -> Vector:
        """By how much each pair moves, in log-odds."""
        if self._judgements is None:
            return np.zeros(len(rows), np.float32)
        entries, origin = gathered(self._entries, self._starts, profiles)
        like = self._like(batch)[rows[origin], self._judged[entries]]
        each = EACH * self._weights[entries] * like**FADES
        total = np.bincount(origin, each, minlength=len(rows))
        return (MOST * np.tanh(total / MOST)).astype(np.float32)

    def _like(self, batch: Batch) -> Matrix:
        """The likeness for a batch, worked out once."""
        if self._judgements is None:
            return np.zeros((len(batch.analysed), 0), np.float32)
        if self._likeness is None or self._likeness[0] is not batch:
            self._likeness = (batch, self._judgements.likeness(batch))
        return self._likeness[1]

    def _without_avoided(self, work: Vector, batch: Batch, pairs: Pairs) -> Vector:
        if not self._avoided:
            return work
        buyers = np.array([analysed.notice.buyer or 0 for analysed in batch.analysed], np.int64)
        for position, avoided in self._avoided:
            theirs = (pairs.profiles == position) & np.isin(buyers, list(avoided))[pairs.rows]
            work = np.where(theirs, work * AVOIDED, work)
        return work


def reasons(profile: Profile, analysed: AnalysedNotice) -> Iterator[Reason]:
    """What the profile learnt that speaks for this notice or against it: the judgement that weighs most."""
    if profile.avoided and analysed.notice.buyer in profile.avoided:
        yield Reason("feedback", False, N_("You do not want to work for this client"), {"buyer": analysed.notice.buyer})
    heaviest = heaviest_of(profile, analysed)
    if heaviest is None:
        return
    notice, move = heaviest
    kept, put_aside = LIKENESSES
    if notice.notice_id == analysed.notice.id:
        kept, put_aside = ITSELF
    sentence = kept if move > 0 else put_aside
    yield Reason("feedback", move > 0, sentence, {"title": notice.title[:80], "judged": notice.notice_id})


def heaviest_of(profile: Profile, analysed: AnalysedNotice) -> tuple[TaughtNotice, float] | None:
    """The judgement that moves this notice most, and by how much in log-odds; none when nothing moves it noticeably."""
    if not profile.learnt:
        return None
    like = Judgements(profile.learnt).likeness(Batch([analysed]))[0]
    moves = EACH * np.array([notice.weight for notice in profile.learnt], np.float32) * like**FADES
    most = int(np.argmax(np.abs(moves)))
    if abs(moves[most]) < NOTICEABLE:
        return None
    return profile.learnt[most], float(moves[most])
