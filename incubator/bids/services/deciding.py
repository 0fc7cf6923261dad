"""Go or no-go: what a group answers, and what it decides. Nothing here commits."""

from dataclasses import dataclass, field
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage, GoDecision
from incubator.bids.queries import cases
from incubator.bids.rules import deciding, stages
from incubator.bids.services import bidding
from incubator.core.db import db, lock


@dataclass(frozen=True, slots=True)
class GoAnswers:
    """What a group answers to the questions. Hours are a week, turnover is a year."""

    answers: dict[str, str] = field(default_factory=dict)
    risk: str = ""
    reason: str = ""
    lead_id: int | None = None
    hours_needed: int | None = None
    hours_available: int | None = None
    turnover_asked_cents: int | None = None
    turnover_own_cents: int | None = None


COLUMNS = (
    "risk", "reason", "lead_id", "hours_needed", "hours_available", "turnover_asked_cents", "turnover_own_cents",
)  # fmt: skip


def save(bid: Bid, given: GoAnswers, *, by: User, now: datetime) -> GoDecision:
    """Keep the answers, so that others can go on with them."""
    lock(bid.cooperative)
    decision = bid.decision
    if decision is None:
        decision = GoDecision(bid=bid, answers={}, revision=0, changed_at=now)
        db.session.add(decision)
    decision.answers = {name: answer for name, answer in given.answers.items() if answer in deciding.ANSWERS}
    for name in COLUMNS:
        setattr(decision, name, getattr(given, name))
    decision.changed_at, decision.changed_by_id = now, by.id
    decision.revision += 1
    db.session.flush()
    return decision


def decide(bid: Bid, given: GoAnswers, *, go: bool, by: User, now: datetime, today: date) -> None:
    """Go: the bid is written. No-go: it stops, with the reason. Raises `RuleViolation` without a reason where one is needed."""
    lock(bid.cooperative)
    stages.check_undecided(bid.stage.value)
    # First the answers: what could stop the bid is judged with them.
    decision = save(bid, given, by=by, now=now)
    if go:
        deciding.check_answered(given.answers, given.hours_available, given.lead_id, given.reason)
        deciding.check_go(deciding.knock_outs(cases.decision_basis(bid, now=now)), given.reason)
    else:
        deciding.check_no_go(given.reason)
    decision.go, decision.decided_at, decision.decided_by_id = go, now, by.id
    if go and decision.lead_id is not None:
        bid.owner_id = decision.lead_id
    for stage in _road(bid.stage, go=go):
        bidding.move(bid, stage, note="", now=now, today=today)


def _road(stage: BidStage, *, go: bool) -> tuple[BidStage, ...]:
    """Which stages come next; who goes at once for what was only looked at passes by the decision."""
    if not go:
        return (BidStage.WITHDRAWN,)
    if stage is BidStage.DECIDING:
        return (BidStage.WRITING,)
    return (BidStage.DECIDING, BidStage.WRITING)
