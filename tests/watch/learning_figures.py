"""How much a profile gains by three notices that its people kept and three that they put aside, on notices that nobody judged.

    python -m tests.watch.fitting --learning

For each profile: some of the notices for it are kept; what is put aside are the best ranked that are not for it, as people see
them. The average precision is over all other judged notices, before and after; several drawings, with codes right, 23 % wrong, hidden.
"""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from incubator.core import clock
from incubator.watch.matching import engine
from incubator.watch.values import MatchableNotice, TaughtNotice
from tests.watch import judged as judging
from tests.watch.judged import CODES, Judged, Worded

KEPT, PUT_ASIDE = 3, 3
DRAWINGS = 4
SEEN = 12  # among so many of the best ranked that are not for it, those that are put aside are chosen
BEGINNING = 600  # letters of a description that are remembered


def taught(notice: MatchableNotice, weight: float) -> TaughtNotice:
    return TaughtNotice(
        notice.id, notice.title, notice.description[:BEGINNING], notice.cpv, notice.main_cpv, notice.buyer, weight
    )


def scores_of(worded: Sequence[Worded], learnt: Sequence[tuple[TaughtNotice, ...]], analysed: Sequence) -> np.ndarray:
    """A row per profile, a column per notice; 0 where nothing is in common."""
    matcher = engine.Matcher([replace(each.profile, learnt=own) for each, own in zip(worded, learnt, strict=True)])
    scored = matcher._scores(engine.Batch(analysed), now=clock.now(), only_hits=False)
    scores = np.zeros((len(worded), len(analysed)))
    scores[scored[1], scored[0]] = scored[2]
    return scores


def drawn(scores: np.ndarray, labels: np.ndarray, chance: random.Random) -> tuple[list[int], list[int]]:
    """Which notices are kept and which are put aside for a profile."""
    fitting = np.flatnonzero(labels == 2).tolist()
    kept = chance.sample(fitting, min(KEPT, len(fitting) // 2))
    others = [column for column in np.argsort(-scores, kind="stable").tolist() if labels[column] == 0][:SEEN]
    return kept, chance.sample(others, PUT_ASIDE)


def gains(worded: Sequence[Worded], judged: Sequence[Judged], which: str) -> tuple[judging.Figures, judging.Figures]:
    """The figures before and after, on what nobody judged."""
    notices = judging.with_codes([each.notice for each in judged], which)
    analysed = list(map(engine.analyse, notices))
    labels = judging.labels_of(worded, judged)
    before = scores_of(worded, [()] * len(worded), analysed)
    lists: list[tuple[np.ndarray, np.ndarray]] = []
    for drawing in range(DRAWINGS):
        chance = random.Random(drawing)
        learnt, hidden = [], labels.copy()
        for row in range(len(worded)):
            kept, aside = drawn(before[row], labels[row], chance)
            own = [taught(notices[at], 1.0) for at in kept]
            own += [taught(notices[at], -1.0) for at in aside]
            learnt.append(tuple(own))
            hidden[row, [*kept, *aside]] = 1  # counts neither way
        lists.append((hidden, scores_of(worded, learnt, analysed)))
    hidden = np.concatenate([each for each, _after in lists])
    after = np.concatenate([scores for _each, scores in lists])
    return judging.figures(np.concatenate([before] * DRAWINGS), hidden), judging.figures(after, hidden)


def report(worded: Sequence[Worded], judged: Sequence[Judged]) -> None:
    for which in CODES:
        before, after = gains(worded, judged, which)
        print(f"codes {which:6} before {before}\n             after  {after}", flush=True)
