"""What each rule did to a score, in the order in which people read it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np

from incubator.watch.matching import circumstances, engine, features, model
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.preparing import prepare
from incubator.watch.matching.scoring import Compiled
from incubator.watch.values import MatchableNotice, Profile, Reason

LITTLE, MUCH = 0.3, 1.5  # log-odds: what does less makes no difference, what does more weighs heavily


class WeighedRule(StrEnum):
    """The rules, in the order in which they are told."""

    KIND = "kind"
    RESERVED = "reserved"
    WORDS = "words"
    TRADE = "trade"
    CODE = "code"
    PART = "part"
    PLACE = "place"
    VALUE = "value"
    TIME = "time"
    LANGUAGE = "language"
    EXCLUDED = "excluded"
    LEARNT = "learnt"


class Effect(StrEnum):
    """What a rule did."""

    MUCH_FOR = "much-for"
    FOR = "for"
    NOTHING = "nothing"
    AGAINST = "against"
    MUCH_AGAINST = "much-against"


MEASURED = {
    WeighedRule.WORDS: ("title", "body", "description", "silent_title", "silent_body", "silent_description"),
    WeighedRule.TRADE: ("joint", "joint_near", "text"),
    WeighedRule.CODE: ("nearness", "silent_codes"),
    WeighedRule.PART: ("other_part", "supply", "goods"),
}
CIRCUMSTANCES = (WeighedRule.PLACE, WeighedRule.VALUE, WeighedRule.TIME, WeighedRule.LANGUAGE)
OF_KIND = {
    "reserved": WeighedRule.RESERVED,
    "place": WeighedRule.PLACE,
    "value": WeighedRule.VALUE,
    "time": WeighedRule.TIME,
    "feedback": WeighedRule.LEARNT,
    "ending": WeighedRule.KIND,
}
OF_PARAMS = {
    "kind": WeighedRule.KIND,
    "trade": WeighedRule.TRADE,
    "word": WeighedRule.PART,
    "language": WeighedRule.LANGUAGE,
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """How well a notice fits, and what each rule did: log-odds of the work and of what was learnt, factors of the rest."""

    moves: dict[WeighedRule, float] = field(default_factory=dict)
    factors: dict[WeighedRule, float] = field(default_factory=dict)

    def effect(self, rule: WeighedRule, reasons: Iterable[Reason]) -> Effect:
        """What a rule did, in steps that have a word."""
        if rule in self.factors and self.factors[rule] < 1:
            return Effect.MUCH_AGAINST if self.factors[rule] <= circumstances.MUCH_LARGER else Effect.AGAINST
        move = self.moves.get(rule, 0.0)
        if abs(move) >= LITTLE:
            return _of_move(move)
        signs = {reason.speaks_for for reason in reasons}
        if len(signs) == 1:
            return Effect.FOR if signs.pop() else Effect.AGAINST
        return Effect.NOTHING


def _of_move(move: float) -> Effect:
    if move > 0:
        return Effect.MUCH_FOR if move >= MUCH else Effect.FOR
    return Effect.MUCH_AGAINST if move <= -MUCH else Effect.AGAINST


def weigh(profile: Profile, notice: MatchableNotice, *, now: datetime) -> Weighed:
    """What each rule does for this notice."""
    compiled, batch = Compiled([prepare(profile)]), Batch([engine.analyse(notice)])
    candidates = compiled.learning.widened(compiled.index.candidates(batch), batch, compiled.index.speaks)
    moves: dict[WeighedRule, float] = {}
    if len(candidates.pairs.rows):
        weighed = features.of_pairs(compiled.index, batch, candidates)[0] * model.weights()[:-1]
        for rule, names in MEASURED.items():
            moves[rule] = sum(float(weighed[features.NAMES.index(name)]) for name in names)
        alone = np.zeros(1, np.int64)
        moves[WeighedRule.LEARNT] = float(compiled.learning.moves(batch, alone, alone)[0])
    factors = {}
    for rule, (factor, _reason) in zip(CIRCUMSTANCES, circumstances.all_of(profile, notice, now), strict=True):
        factors[rule] = factor
    return Weighed(moves, factors)


def rule_of(reason: Reason) -> WeighedRule:
    """Which rule a reason belongs to."""
    for name, rule in OF_PARAMS.items():
        if name in reason.params:
            return rule
    if reason.kind in OF_KIND:
        return OF_KIND[reason.kind]
    if reason.kind == "cpv":
        return WeighedRule.CODE if reason.params else WeighedRule.PART
    if not reason.speaks_for and "words" in reason.params:
        return WeighedRule.EXCLUDED
    return WeighedRule.WORDS
