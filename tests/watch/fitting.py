"""Fit the numbers of the matching on judged notices, and say how good they are for kinds of work that were left out of the fit.

    python -m tests.watch.fitting [--write] [--ablate] [--bootstrap] | --learning

What is trained on is never tested on: groups of kinds of work are left out in turn. Half of the training is done as if many words
of the trades were unknown, so that the model does not lean on words that the next profile will not use.
"""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from incubator.app import create_app
from incubator.core import clock, schema
from incubator.watch.matching import engine, features, preparing, vocabulary
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.index import ProfileIndex
from incubator.watch.matching.trades import CONTENT
from tests.watch import judged as judging
from tests.watch import learning_figures
from tests.watch.judged import CODES, Judged, Worded

UNKNOWN = ((0.0, 7), (0.3, 1), (0.6, 2), (1.0, 3))  # share of the words of trades that are unknown, with a seed
OF_UNKNOWN, OF_FITTING = 0.5, 1.0  # what a pair weighs in which words are unknown, and a pair that fits
RIDGE = 10.0
FOLDS = 8
SIGNS = {"other_part": -1, "supply": -1, "goods": -1, "silent": 0}  # all others speak for a notice
HEAD = """\
# How much each thing that is measured of a notice and a profile says that it fits, in log-odds (`matching/features.py` says what each is).
# Fitted by `python -m tests.watch.fitting --write`; nothing here is set by hand.
"""


@dataclass(frozen=True)
class Measured:
    """What was measured of all pairs of profiles and notices, and which of them are candidates."""

    pairs: np.ndarray
    candidates: np.ndarray
    weight: float


def forget(share: float, seed: int) -> None:
    """As if this share of the words of the trades were unknown."""
    vocabulary.forget()
    preparing.forget()
    known = vocabulary.vocabulary()
    chance = np.random.default_rng(seed)
    words = chance.random(len(known.weights)) < share
    known.weights[words], known.decided[words] = 0, 0
    known.agreed[chance.random(len(known.agreed)) < share] = 0


def measure(worded: Sequence[Worded], judged: Sequence[Judged], which: str, seed: int, weight: float = 1) -> Measured:
    index = ProfileIndex([preparing.prepare(each.profile) for each in worded])
    notices = judging.with_codes([each.notice for each in judged], which, seed)
    batch = Batch(list(map(engine.analyse, notices)))
    candidates = index.candidates(batch)
    shape = (len(judged), len(worded))
    pairs = np.zeros((*shape, len(features.NAMES) + 1), np.float32)
    pairs[:, :, -1] = 1
    where = (candidates.pairs.rows, candidates.pairs.profiles)
    pairs[where[0], where[1], :-1] = features.of_pairs(index, batch, candidates)
    mask = np.zeros(shape, np.bool_)
    mask[where] = True
    return Measured(pairs.transpose(1, 0, 2), mask.T, weight)


def ridge(pairs: np.ndarray, fits: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Logistic regression with a penalty on every weight but the last."""
    penalty = np.full(pairs.shape[1], RIDGE)
    penalty[-1] = 1e-9
    fitted = np.zeros(pairs.shape[1])
    for _step in range(60):
        probable = 1 / (1 + np.exp(-pairs @ fitted))
        slope = pairs.T @ (weights * (probable - fits)) + penalty * fitted
        curve = (pairs * (weights * probable * (1 - probable))[:, None]).T @ pairs + np.diag(penalty)
        change = np.linalg.solve(curve, slope)
        fitted -= change
        if np.abs(change).max() < 1e-6:
            break
    return fitted


def fit(measured: Sequence[Measured], labels: np.ndarray, profiles: np.ndarray, columns: Sequence[int]) -> np.ndarray:
    """The weights, the last for none of the columns; what would speak the wrong way is left out."""
    counted = [each.candidates[profiles] & (labels[profiles] != 1) for each in measured]
    pairs = np.concatenate([each.pairs[profiles][mask] for each, mask in zip(measured, counted, strict=True)]).astype(
        np.float64
    )
    fits = np.concatenate([labels[profiles][mask] == 2 for mask in counted]).astype(np.float64)
    shares = np.concatenate([np.full(mask.sum(), each.weight) for each, mask in zip(measured, counted, strict=True)])
    weights = shares * np.where(fits == 1, OF_FITTING, 1)
    active = list(columns)
    fitted = np.zeros(pairs.shape[1])
    while True:
        chosen = [*active, pairs.shape[1] - 1]
        solved = ridge(pairs[:, chosen], fits, weights)
        wrong = [
            column
            for column, value in zip(active, solved, strict=False)
            if SIGNS.get(features.NAMES[column], 1) * value < 0
        ]
        if not wrong:
            break
        active = [column for column in active if column not in wrong]
    fitted[chosen] = solved
    return fitted


def probabilities(measured: Measured, fitted: np.ndarray) -> np.ndarray:
    return np.where(measured.candidates, 1 / (1 + np.exp(-measured.pairs @ fitted)), 0)


def left_out(
    worded: Sequence[Worded], training: Sequence[Measured], tested: Measured, labels: np.ndarray, columns: Sequence[int]
) -> np.ndarray:
    """The scores of each profile by a model that was fitted without any profile of its kind of work."""
    sectors = np.array([each.sector for each in worded])
    order = np.random.default_rng(3).permutation(sorted(set(sectors)))
    scores = np.zeros(labels.shape)
    for fold in range(FOLDS):
        mine = np.isin(sectors, order[fold::FOLDS])
        fitted = fit(training, labels, ~mine, columns)
        scores[mine] = probabilities(tested, fitted)[mine]
    return scores


def bootstrap(scores: np.ndarray, labels: np.ndarray, times: int = 300) -> tuple[float, float]:
    """Between which values the mean average precision lies for 90 % of drawings of notices."""
    chance = np.random.default_rng(5)
    drawn = []
    for _time in range(times):
        columns = chance.integers(0, labels.shape[1], labels.shape[1])
        drawn.append(judging.figures(scores[:, columns], labels[:, columns]).average_precision)
    return float(np.quantile(drawn, 0.05)), float(np.quantile(drawn, 0.95))


def gather(worded: Sequence[Worded], judged: Sequence[Judged]) -> list[Measured]:
    """What is trained on: with every word known first."""
    measured = []
    for share, seed in UNKNOWN:
        forget(share, seed)
        for which in CODES:
            weight = OF_UNKNOWN if share else 1.0
            measured.append(measure(worded, judged, which, 7 if not share else seed + 7, weight))
    forget(0, 0)
    return measured


def report(worded: Sequence[Worded], judged: Sequence[Judged], options: argparse.Namespace) -> None:
    labels = judging.labels_of(worded, judged)
    training = gather(worded, judged)
    every = range(len(features.NAMES))
    lines = []
    for which, tested in zip(CODES, training, strict=False):
        scores = left_out(worded, training, tested, labels, every)
        line = f"codes {which}: {judging.figures(scores, labels)}"
        if options.bootstrap:
            line += "  90 % of drawings: AP {:.3f} to {:.3f}".format(*bootstrap(scores, labels))
        lines.append(line)
        print(line, flush=True)
    if options.ablate:
        ablate(worded, training, labels)
    if options.write:
        write(fit(training, labels, np.ones(len(worded), np.bool_), every), lines, worded, judged)


def ablate(worded: Sequence[Worded], training: Sequence[Measured], labels: np.ndarray) -> None:
    for column, name in enumerate(features.NAMES):
        without = [other for other in range(len(features.NAMES)) if other != column]
        shown = []
        for which, tested in zip(CODES, training, strict=False):
            scores = left_out(worded, training, tested, labels, without)
            shown.append(f"{which} {judging.figures(scores, labels).average_precision:.3f}")
        print(f"without {name:20} AP {'  '.join(shown)}", flush=True)


def write(fitted: np.ndarray, lines: Sequence[str], worded: Sequence[Worded], judged: Sequence[Judged]) -> None:
    names = (*features.NAMES, "before")
    sectors = {each.sector for each in worded}
    ways = len({each.way for each in worded})
    weights = "\n".join(f"{name} = {value:.3f}" for name, value in zip(names, fitted, strict=True))
    reached = "\n".join(f'  "{line}",' for line in lines)
    (CONTENT / "model.toml").write_text(
        f"{HEAD}fitted = {_today()}\n"
        f'on = "{len(worded)} profiles of {len(sectors)} kinds of work, each in {ways} wordings, and {len(judged)} judged notices"\n'
        f"reached = [  # for kinds of work that were left out of the fit\n{reached}\n]\n\n[weights]\n{weights}\n",
        encoding="utf-8",
    )


def _today() -> date:
    return clock.today()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--write", "--ablate", "--bootstrap", "--learning"):
        parser.add_argument(option, action="store_true")
    options = parser.parse_args()
    shared_data = Path(os.environ["INCUBATOR_SHARED_DATA"])
    with tempfile.TemporaryDirectory() as instance:
        app = create_app(
            instance=Path(instance),
            secret_key="a-secret-for-tests-that-is-long-enough",
            base_url="http://localhost",
            timetable=False,
        )
        with app.app_context():
            schema.upgrade()
            judged = judging.read(shared_data)
    if options.learning:
        learning_figures.report(judging.wordings(), judged)
        return
    report(judging.wordings(), judged, options)


if __name__ == "__main__":
    main()
