"""Fit the second reader of requirements on papers with their truth, and say how good it is on papers that were left out of the fit.

    python -m tests.bids.requirements_fitting [--write]

The rules know the papers that they were made with by heart, and a reader that learned beside them would trust them in everything. So it
learns from `first_sight.tsv`: what the rules read in each paper when they had not seen it yet (the rules as they were before the round
of the paper, and one and two rounds earlier). What is trained on is never tested on: a round is judged by a fit on the rounds before it.
After a new round: add what the rules read in its papers before a rule is changed (`--first-sight 121` prints it for papers from 121 on).
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from incubator.bids.rules.requirements.recognising import read_by_rules
from incubator.bids.rules.requirements.second_reader import judging
from incubator.bids.rules.requirements.second_reader.sentences import Sentence, sentences_of
from incubator.bids.rules.requirements.second_reader.signals import signals
from incubator.bids.values.requirements import CriterionWeight, Recognised, RequirementKind
from incubator.core import clock
from incubator.formats import papers
from incubator.formats.papers import ReadPaper
from tests.bids.paper_sources import KINDS
from tests.bids.requirements_figures import FOLDER, SAME, Figures, compare, documents, likeness, truth_of

SEEN = FOLDER / "first_sight.tsv"
ROUNDS = (
    44,
    50,
    55,
    59,
    67,
    73,
    81,
    85,
    97,
    104,
    110,
    113,
    121,
    127,
    139,
    175,
    195,
    225,
    245,
)  # the first paper of each; before 44 there is too little to learn from
HELD_OUT = 85  # the papers from here on, with the rules as they were before, are the last test
RIDGE = 4.0
OF_EARLIER = 0.5  # what a paper weighs as still older rules read it
FEWEST_PAPERS = 3  # that have a signal
LEAST = 3  # hundredths: a signal that nowhere weighs more is left out
STEPS, ENOUGH, MEMORY = 150, 1e-5, 8
HEAD = """\
# How much each signal (`rules/requirements/second_reader/signals.py`) speaks for each outcome, in hundredths of log-odds.
# Fitted by `python -m tests.bids.requirements_fitting --write` on {day}; nothing here is set by hand. Outcomes: {outcomes}.
# {count} papers. Reached on papers that neither the rules nor the fit had seen:
"""
SHORT = {kind: letter for letter, kind in KINDS.items()}


@dataclass(frozen=True, eq=False)
class FirstSight:
    """A paper as the rules of a moment read it. What follows from that is made when it is asked for: of most a test asks nothing."""

    path: Path
    rules_before: int
    demands: Sequence[Recognised]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def number(self) -> int:
        return number_of(self.name)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return sentences_of(read(self.path), self.demands)

    @cached_property
    def signals(self) -> list[set[str]]:
        return signals(self.sentences)

    @cached_property
    def truth(self) -> list[int]:
        """What each sentence asks in truth: a place in `OUTCOMES`."""
        return labels(self.path, self.sentences)


@cache
def read(path: Path) -> ReadPaper:
    return papers.read(path.read_bytes())


def number_of(name: str) -> int:
    return int(name.partition("-")[0])


@cache
def seen() -> list[FirstSight]:
    """Every paper as the rules read it at first sight, and as still older rules did."""
    read_then = defaultdict[tuple[str, int], list[Recognised]](list)
    for line in SEEN.read_text(encoding="utf-8").splitlines()[1:]:
        name, states, page, paragraph, letter, weight, text = line.split("\t")
        counts = CriterionWeight(weight, "") if weight else None
        demand = Recognised(
            text.replace("\\n", "\n"), RequirementKind(KINDS[letter]), counts, int(page), int(paragraph)
        )
        for state in states.split(","):
            read_then[name, int(state)].append(demand)
    paths = {path.stem: path for path in documents(held_out=False)}
    # What was read in papers that are held out is kept too, for the day on which they are learned from.
    known = ((paths.get(name), state, demands) for (name, state), demands in read_then.items())
    return [FirstSight(path, state, demands) for path, state, demands in known if path is not None]


def labels(path: Path, sentences: Sequence[Sentence]) -> list[int]:
    """What each sentence asks, by the truth of its paper; the likest first."""
    truth = truth_of(path)
    pairs = []
    for place, sentence in enumerate(sentences):
        for row_place, row in enumerate(truth):
            demand = sentence.demand
            kind = RequirementKind(row["kind"])
            weight = demand.weight if demand is not None else None
            alike = likeness(Recognised(sentence.text, kind, weight), row)
            agrees = demand is not None and demand.kind is kind
            if alike >= SAME:
                pairs.append((-alike - agrees / 100, place, row_place))
    outcomes, taken = [0] * len(sentences), set[int]()
    for _alike, place, row_place in sorted(pairs):
        if not outcomes[place] and row_place not in taken:
            outcomes[place] = judging.OUTCOMES.index(str(truth[row_place]["kind"]))
            taken.add(row_place)
    return outcomes


class Design:
    """Which signals each sentence has, in the order of sentences and in that of signals, so that both ways add up fast."""

    def __init__(self, training: Sequence[tuple[FirstSight, float]]) -> None:
        having = defaultdict[str, set[str]](set)
        for paper, _weight in training:
            for signal in set[str]().union(*paper.signals):
                having[signal].add(paper.name)
        self.names = sorted(signal for signal, names in having.items() if len(names) >= FEWEST_PAPERS)
        known = {signal: place for place, signal in enumerate(self.names)}
        # Older rules mostly read the same in a sentence as newer ones: what is alike is counted together, which takes half the time.
        rows = defaultdict[tuple[int, ...], float](float)
        for paper, weight in training:
            for each, asks in zip(paper.signals, paper.truth, strict=True):
                places = sorted(known[signal] for signal in each if signal in known)
                rows[asks, *places] += weight
        columns, starts = list[int](), list[int]()
        for _asks, *places in rows:
            starts.append(len(columns))
            columns.extend(places)
        truth, weights = [row[0] for row in rows], list(rows.values())
        self.columns, self.starts = np.array(columns), np.array(starts)
        sentences = np.repeat(np.arange(len(starts)), np.diff([*starts, len(columns)]))
        order = np.argsort(self.columns, kind="stable")
        self.by_signal = sentences[order]
        self.begins = np.searchsorted(self.columns[order], np.arange(len(self.names)))
        self.truth, self.weights = np.array(truth), np.array(weights, np.float32)[:, None]

    def loss(self, fitted: np.ndarray) -> tuple[float, np.ndarray]:
        """How badly the weights do, with the penalty, and which way is down."""
        # In half the digits it is twice as fast, and the weights are rounded to hundredths.
        odds = np.add.reduceat(fitted.astype(np.float32)[self.columns], self.starts, axis=0)
        odds -= odds.max(1, keepdims=True)
        shares = np.exp(odds)
        shares /= shares.sum(1, keepdims=True)
        place = np.arange(len(self.truth))
        wrong = -(self.weights[:, 0] * np.log(shares[place, self.truth] + 1e-12)).sum(dtype=float)
        shares[place, self.truth] -= 1
        slope = np.add.reduceat((self.weights * shares)[self.by_signal], self.begins, axis=0)
        return wrong + RIDGE / 2 * (fitted**2).sum(), slope + RIDGE * fitted


def fit(training: Sequence[tuple[FirstSight, float]]) -> judging.Weights:
    """Multinomial logistic regression with a penalty, by L-BFGS from nothing: the same every time."""
    design = Design(training)
    fitted = np.zeros((len(design.names), len(judging.OUTCOMES)))
    loss, slope = design.loss(fitted)
    past = list[tuple[np.ndarray, np.ndarray]]()
    for _step in range(STEPS):
        direction = _downhill(slope, past)
        length, before = 1.0, loss
        descent = (slope * direction).sum()
        while True:
            changed = fitted - length * direction
            loss, new_slope = design.loss(changed)
            if loss <= before - 1e-4 * length * descent or length < 1e-6:
                break
            length /= 2
        past = [*past, (changed - fitted, new_slope - slope)][-MEMORY:]
        fitted, slope = changed, new_slope
        if before - loss < ENOUGH * before:
            break
    return _table(design.names, fitted)


def _downhill(slope: np.ndarray, past: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The slope, set right by how it changed over the last steps."""
    direction, shares = slope.copy(), list[float]()
    for moved, changed in reversed(past):
        shares.append((moved * direction).sum() / (moved * changed).sum())
        direction -= shares[-1] * changed
    scale = 1e-3
    if past:
        moved, changed = past[-1]
        scale = (moved * changed).sum() / (changed**2).sum()
    direction *= scale
    for (moved, changed), share in zip(past, reversed(shares), strict=True):
        direction += moved * (share - (changed * direction).sum() / (moved * changed).sum())
    return direction


def _table(names: Sequence[str], fitted: np.ndarray) -> judging.Weights:
    rounded = np.rint(fitted * judging.HUNDREDTHS).astype(int)
    weights: judging.Weights = {}
    for name, row in zip(names, rounded.tolist(), strict=True):
        if max(map(abs, row)) >= LEAST:
            weights[name] = tuple(row)
    return weights


def training_before(first: int) -> list[tuple[FirstSight, float]]:
    """What could be learned from before this paper was there: older papers, as rules that had not seen them read them."""
    newest = dict[str, int]()
    for paper in seen():
        newest[paper.name] = max(paper.rules_before, newest.get(paper.name, 0))
    training = []
    for paper in seen():
        if paper.number < first and paper.rules_before < first:
            weight = 1.0 if paper.rules_before == newest[paper.name] else OF_EARLIER
            training.append((paper, weight))
    return training


def both(paper: FirstSight, weights: judging.Weights) -> Figures:
    """How good rules and second reader are together on a paper."""
    kept = list[Recognised]()
    for sentence, opinion in zip(paper.sentences, judging.opinions(paper.sentences, weights), strict=True):
        demand = judging.settle(sentence, opinion)
        if demand is not None:
            kept.append(demand)
    return compare(_truth(paper), kept)


def rules_alone(paper: FirstSight) -> Figures:
    return compare(_truth(paper), [sentence.demand for sentence in paper.sentences if sentence.demand is not None])


def _truth(paper: FirstSight) -> list[dict[str, str]]:
    return truth_of(paper.path)


def held_out(first: int, last: int, rules_before: int) -> tuple[Figures, Figures]:
    """Rules alone and with the second reader, on papers that neither had seen."""
    weights = fit(training_before(min(first, rules_before)))
    alone, together = Figures(), Figures()
    for paper in seen():
        if first <= paper.number < last and paper.rules_before == rules_before:
            alone.add(rules_alone(paper))
            together.add(both(paper, weights))
    return alone, together


def reached() -> Iterator[str]:
    alone, together = Figures(), Figures()
    for first, following in pairwise(ROUNDS):
        of_rules, of_both = held_out(first, following, first)
        yield f"{first}-{following - 1}: rules alone {of_rules}; both {of_both}"
        alone.add(of_rules)
        together.add(of_both)
    yield f"all rounds, each by what was there before it: rules alone {alone}; both {together}"
    alone, together = held_out(HELD_OUT, ROUNDS[-1], HELD_OUT)
    last = max(paper.number for paper in seen() if paper.rules_before == HELD_OUT)
    yield f"{HELD_OUT}-{last} by rules and fit of before {HELD_OUT}: rules alone {alone}; both {together}"


def written() -> str:
    training = training_before(ROUNDS[-1])
    names = Counter(paper.name for paper, _weight in training)
    outcomes = ", ".join(("nothing", *judging.OUTCOMES[1:]))
    lines = [HEAD.format(day=clock.today(), outcomes=outcomes, count=len(names))]
    for line in reached():
        print(line)
        lines.append(f"#   {line}\n")
    for signal, row in fit(training).items():
        lines.append(f"{signal}\t" + "\t".join(map(str, row)) + "\n")
    return "".join(lines)


def first_sight(first: int) -> Iterator[str]:
    """What the rules of now read in new papers, for `first_sight.tsv`."""
    for path in documents(held_out=False) + documents(held_out=True):
        name = path.stem.removeprefix("x")
        if number_of(name) < first:
            continue
        for demand in read_by_rules(read(path)):
            weight = demand.weight.number if demand.weight else ""
            text = demand.text.replace("\t", " ").replace("\n", "\\n")
            place = (demand.page, demand.paragraph, SHORT[demand.kind.value])
            yield "\t".join(map(str, (name, first, *place, weight, text)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--first-sight", type=int)
    asked = parser.parse_args()
    if asked.first_sight:
        print(*first_sight(asked.first_sight), sep="\n")
        return
    table = written()
    if asked.write:
        judging.TABLE.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
