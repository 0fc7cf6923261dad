"""Whose turn it is, and when whoever has it hears of it again."""

from datetime import datetime, timedelta

from incubator.reviews.values import CoachDecision, RoundStage, WorkTurn

STEPS = tuple(timedelta(days=days) for days in (7, 14, 21))  # after which whoever has the turn is written to
ALARM = STEPS[-1]  # then the managers hear of it too


def turn_of(stage: RoundStage, drafted: CoachDecision | None) -> WorkTurn:
    """Who can go on with work at this stage."""
    if stage is RoundStage.CLAIMED and drafted is not None:
        return WorkTurn.LEAD
    if stage in {RoundStage.SUBMITTED, RoundStage.CLAIMED}:
        return WorkTurn.COACH
    if stage in {RoundStage.RETURNED, RoundStage.WITHDRAWN}:
        return WorkTurn.GROUP
    return WorkTurn.NOBODY


def step_due(since: datetime, nudged_at: datetime | None, now: datetime) -> timedelta | None:
    """The step that was reached since the turn began and of which nobody was told yet; of several the last."""
    # A job that did not run for a week passes over a step, and writes once.
    reached = [step for step in STEPS if since + step <= now]
    if not reached:
        return None
    last = reached[-1]
    if nudged_at is not None and nudged_at >= since + last:
        return None
    return last
