"""Verbs of the points that a bid got. Nothing here commits."""

from dataclasses import fields

from incubator.bids.models import AwardDecision, Bid, CriterionScore
from incubator.bids.rules.results import ScoreTerms
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

SCORE = tuple(field.name for field in fields(ScoreTerms))


def terms_of(score: CriterionScore) -> ScoreTerms:
    """What was noted of a criterion."""
    return ScoreTerms(**{name: getattr(score, name) for name in SCORE})


def write_score(
    decision: AwardDecision,
    terms: ScoreTerms,
    *,
    score: CriterionScore | None = None,
    requirement_id: int | None = None,
) -> CriterionScore:
    """What a criterion brought: of one that stands there, or of a new one; the same again is no second.

    Raises `RuleViolation` when the criterion of this lot stands there already with other points: nothing is overwritten unseen.
    """
    lock(decision.bid.cooperative)
    terms.check()
    known = _same(decision, terms, score)
    if known is not None and (score is not None or terms_of(known) != terms):
        raise RuleViolation(
            N_("This criterion stands there already. Choose it on the page of how it ended, and mend it there."),
            field="criterion",
        )
    score = score or known or CriterionScore(decision_id=decision.id, requirement_id=requirement_id)
    for name in SCORE:
        setattr(score, name, getattr(terms, name))
    db.session.add(score)
    db.session.flush()
    db.session.expire(decision, ["scores"])
    return score


def _same(decision: AwardDecision, terms: ScoreTerms, but: CriterionScore | None) -> CriterionScore | None:
    for known in decision.scores:
        if known is not but and terms.is_same_criterion(known.criterion, known.lot):
            return known
    return None


def remove_score(bid: Bid, score: CriterionScore) -> None:
    """It was noted by mistake. Raises `Conflict` when it is gone already."""
    lock(bid.cooperative)
    db.session.delete(lock(score))
    db.session.flush()
