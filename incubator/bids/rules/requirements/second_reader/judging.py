"""How probable it is that a sentence asks something, and what: the weights of the signals are fitted, the limits chosen beside them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from incubator.bids.rules.requirements.context import DROPPED
from incubator.bids.rules.requirements.prose import is_knock_out, only_tells
from incubator.bids.rules.requirements.second_reader.sentences import BETWEEN_CELLS, Sentence, sentences_of
from incubator.bids.rules.requirements.second_reader.signals import signals
from incubator.bids.rules.requirements.table_heads import label_of
from incubator.bids.rules.requirements.terms import is_voluntary
from incubator.bids.rules.requirements.units import LONGEST_TEXT
from incubator.bids.rules.requirements.vocabulary import promise_of, words
from incubator.bids.rules.requirements.weights import weight_announced, weight_in_cell
from incubator.bids.values.requirements import CriterionWeight, Recognised, RequirementKind
from incubator.formats.papers.values import PassageStyle, ReadPaper

TABLE = Path(__file__).parents[3] / "content" / "second_reader.tsv"
HUNDREDTHS = 100  # weights are whole numbers, so that they add up to the same in every order
NOTHING = ""
OUTCOMES = (NOTHING, *(kind.value for kind in RequirementKind))
ADDS, KEEPS = 0.3, 0.4  # so probable must it be: where the rules left a sentence, and where they took it

Weights = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """How probable it is that a sentence asks something, and what it then most probably asks."""

    asks: float
    kind: RequirementKind


def judged(paper: ReadPaper, demands: Iterable[Recognised]) -> list[Recognised]:
    """What stays of what the rules read, with what they left and the second reader takes; in the order of the paper."""
    sentences = sentences_of(paper, demands)
    kept = list[Recognised]()
    for sentence, opinion in zip(sentences, opinions(sentences, fitted()), strict=True):
        demand = settle(sentence, opinion)
        if demand is not None:
            kept.append(demand)
    return kept


def settle(sentence: Sentence, opinion: Opinion) -> Recognised | None:
    """The demand after both readers; None where they leave it."""
    demand = sentence.demand
    if _labels_itself(sentence):
        return demand
    if opinion.asks < (ADDS if demand is None else KEEPS) or (demand is None and _surely_tells(sentence)):
        return None
    if demand is not None and demand.kind is opinion.kind:
        return demand
    weight = None
    # Only award criteria have a weight: in another demand a percentage is part of what is asked.
    if opinion.kind is RequirementKind.AWARD:
        weight = _weight_of(sentence)
    if demand is not None:
        return replace(demand, kind=opinion.kind, weight=weight)
    text = sentence.text[:LONGEST_TEXT]
    knock_out = is_knock_out(text)
    return Recognised(text, opinion.kind, weight, sentence.page, sentence.paragraph, knock_out=knock_out)


def _weight_of(sentence: Sentence) -> CriterionWeight | None:
    """What it counts for: by its words, else by its last cell, as the head of the table explains that."""
    weight = weight_announced(sentence.text, sentence.around.announced_by)
    columns = sentence.around.columns
    if weight is not None or sentence.style is not PassageStyle.ROW or not columns:
        return weight
    return weight_in_cell(sentence.text.rpartition(BETWEEN_CELLS)[2], columns[-1])


def _labels_itself(sentence: Sentence) -> bool:
    """A row with its kind in a cell of its own: what the buyer calls it needs no opinion."""
    is_row = sentence.style is PassageStyle.ROW
    return is_row and label_of(sentence.text.split(BETWEEN_CELLS), sentence.around.columns) is not None


def _surely_tells(sentence: Sentence) -> bool:
    """An example, a definition, what is not asked, or a step on a scale of marks: the rules know these whatever a fit thinks of them."""
    if only_tells(sentence.text) or is_voluntary(sentence.text):
        return True
    if sentence.style is PassageStyle.ROW and words("award", "scale").begin(sentence.text):
        return True
    promises = filter(None, map(promise_of, reversed(sentence.around.headings)))
    return next(promises, "") == DROPPED


def opinions(sentences: Sequence[Sentence], weights: Weights) -> list[Opinion]:
    """Of each sentence of a paper."""
    return [_opinion(seen, weights) for seen in signals(sentences)]


def _opinion(seen: Iterable[str], weights: Weights) -> Opinion:
    odds = [0] * len(OUTCOMES)
    for signal in seen:
        for place, weight in enumerate(weights.get(signal, ())):
            odds[place] += weight
    highest = max(odds)
    # The highest is taken off first: the shares stay the same, and no power grows too large for a float.
    shares = [math.exp((each - highest) / HUNDREDTHS) for each in odds]
    kind = OUTCOMES[1 + max(range(len(odds) - 1), key=odds[1:].__getitem__)]
    return Opinion(1 - shares[0] / sum(shares), RequirementKind(kind))


@cache
def fitted() -> Weights:
    """The weights of each signal for nothing and for every kind, in hundredths of log-odds."""
    return read_weights(TABLE.read_text(encoding="utf-8"))


def read_weights(table: str) -> Weights:
    """Out of the table as the fit writes it: a signal and its weights a line, below lines that begin with "# "."""
    weights: Weights = {}
    # Not `splitlines`: a signal may hold a sign of a paper that Python takes for the end of a line.
    for line in table.split("\n"):
        if line and not line.startswith("# "):
            signal, *numbers = line.split("\t")
            weights[signal] = tuple(map(int, numbers))
    return weights
