"""Reads about how bids ended: the decisions of a bid, the register of results of a group and of all groups."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import (
    AwardDecision,
    AwardOutcome,
    Bid,
    BidStage,
    CriterionScore,
    Requirement,
    RequirementKind,
    Section,
    StandstillKind,
)
from incubator.bids.queries import asking, bidding, corrections
from incubator.bids.rules import results as rules
from incubator.bids.rules.results import BidResult
from incubator.bids.rules.standstill import Standstill, counted_from, until
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.notices.models import Notice

HANDED_IN = (BidStage.SUBMITTED, BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN)
BEST = 3  # answers of earlier bids that scored well


def decisions(bid: Bid) -> Sequence[AwardDecision]:
    """All decisions on a bid, the last first: what was taken back stays in sight."""
    statement = select(AwardDecision).where(AwardDecision.bid_id == bid.id)
    statement = statement.options(selectinload(AwardDecision.scores))
    return db.session.scalars(statement.order_by(AwardDecision.number.desc())).all()


def standing_decision(bid: Bid) -> AwardDecision | None:
    """The decision that holds; None when there is none, or when it was taken back."""
    last = next(iter(decisions(bid)), None)
    if last is None or last.withdrawn_on is not None:
        return None
    return last


def standstill_of(decision: AwardDecision | None) -> Standstill | None:
    """The term as the documents give it, else as the law does; None where neither does, or where the buyer stopped."""
    # Who awards to nobody has nothing to wait with.
    if decision is None or decision.outcome is AwardOutcome.STOPPED:
        return None
    if decision.standstill_until is not None:
        return until(decision.standstill_until)
    if decision.standstill is StandstillKind.LAW:
        return counted_from(decision.sent_on)
    return None


def score(viewer: User, slug: str, bid_id: int, score_id: int) -> CriterionScore | None:
    """What a criterion of a bid within sight brought. A loader for `guarded`."""
    owner = bidding.bid(viewer, slug, bid_id)
    if owner is None:
        return None
    statement = select(CriterionScore).join(CriterionScore.decision)
    return db.session.scalar(statement.where(CriterionScore.id == score_id, AwardDecision.bid_id == owner.id))


def criteria_of(bid: Bid) -> list[Requirement]:
    """The award criteria of a bid."""
    return [known for known in asking.requirements_of(bid) if known.kind is RequirementKind.AWARD]


def is_missed(bid: Bid, now: datetime) -> bool:
    """Whether the deadline passed and nobody said that it was handed in."""
    deadline = corrections.deadline_of(bid)
    return bid.stage is BidStage.WRITING and deadline is not None and deadline < now


def results_of(groups: Sequence[Cooperative]) -> list[BidResult]:
    """How the bids of these groups ended, the newest first."""
    statement = (
        select(Bid)
        .where(Bid.cooperative_id.in_([group.id for group in groups]), Bid.stage.in_(HANDED_IN))
        .options(selectinload(Bid.notice).selectinload(Notice.buyer), selectinload(Bid.request))
        .options(selectinload(Bid.cooperative))
        .order_by(Bid.id.desc())
    )
    bids = db.session.scalars(statement).all()
    decided = _last_decisions(bids)
    return [_result(bid, decided.get(bid.id)) for bid in bids]


def _last_decisions(bids: Sequence[Bid]) -> dict[int, AwardDecision]:
    statement = (
        select(AwardDecision)
        .where(AwardDecision.bid_id.in_([bid.id for bid in bids]), AwardDecision.withdrawn_on.is_(None))
        .options(selectinload(AwardDecision.scores))
        .order_by(AwardDecision.number)
    )
    # Of several the last stays.
    return {decision.bid_id: decision for decision in db.session.scalars(statement)}


def _result(bid: Bid, decision: AwardDecision | None) -> BidResult:
    scores = []
    if decision is not None:
        scores = [(score.ours, score.most) for score in decision.scores]
    ours, most = rules.share_of_points(scores)
    decided_on = None if bid.decided_at is None else clock.local(bid.decided_at).date()
    reason = None
    if decision is not None:
        decided_on = decision.sent_on
        reason = decision.reason
    return BidResult(
        group=bid.cooperative.name,
        title=bid.work.title,
        buyer="" if bid.work.buyer is None else bid.work.buyer.name,
        outcome=bid.stage.value,
        decided_on=decided_on,
        ours=ours,
        most=most,
        reason=reason,
        lesson=bid.outcome_note or "",
        bid_id=bid.id,
    )


def stages_by_group() -> list[tuple[Cooperative, list[str]]]:
    """The stages of all bids that were handed in or ended, by group: for who sees all groups. No texts of groups."""
    # Only stages leave the database here: titles and lessons belong to the group.
    statement = select(Cooperative, Bid.stage).join(Bid, Bid.cooperative_id == Cooperative.id)
    statement = statement.where(Bid.stage.in_(HANDED_IN)).order_by(Cooperative.name, Bid.id)
    groups: dict[Cooperative, list[str]] = {}
    for group, stage in db.session.execute(statement):
        groups.setdefault(group, []).append(stage)
    return list(groups.items())


def best_answers(group: Cooperative) -> list[tuple[Section, CriterionScore]]:
    """The sections of earlier bids that scored best, each with what it brought: for the library of answers."""
    statement = (
        select(Section, CriterionScore)
        .join(CriterionScore, CriterionScore.requirement_id == Section.requirement_id)
        .join(AwardDecision, AwardDecision.id == CriterionScore.decision_id)
        .join(Bid, Bid.id == AwardDecision.bid_id)
        .where(Bid.cooperative_id == group.id, Section.bid_id == Bid.id, AwardDecision.withdrawn_on.is_(None))
        .where(CriterionScore.ours.is_not(None), CriterionScore.most > 0)
        .order_by((CriterionScore.ours * 100 / CriterionScore.most).desc(), CriterionScore.id)
        .limit(BEST)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]
