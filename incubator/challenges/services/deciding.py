"""Verbs of the outcome: the decision, the agreements, and what the coach thinks of the plan. Nothing here commits."""

from datetime import date, datetime

from incubator.challenges.models.challenges import Challenge
from incubator.challenges.services import dates
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def write_decision(challenge: Challenge, decision: str, reasons: str, formal: bool | None, *, today: date) -> None:
    """What the authority decided, and whether one can object. Raises `RuleViolation` before there is a decision."""
    lock(challenge)
    if challenge.decided_on is None:
        raise RuleViolation(N_("First write down the step: awarded or refused."))
    challenge.decision, challenge.reasons, challenge.formal_decision = decision, reasons, formal
    dates.put_all(challenge, today)


def write_agreements(challenge: Challenge, agreed: dict[str, str]) -> None:
    """Result, budget, term, reporting, revocation and how it went."""
    lock(challenge)
    challenge.agreements = agreed


def score(challenge: Challenge, scores: dict[str, int], note: str, *, now: datetime) -> None:
    """What the coach thinks of the plan."""
    lock(challenge)
    challenge.coach_scores, challenge.coach_note, challenge.scored_at = dict(scores), note, now
