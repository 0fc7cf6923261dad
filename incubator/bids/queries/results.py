"""Reads about how bids ended: the decisions of a bid, the register of results of a group and of all groups."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import (
    AwardDecision,
    AwardOutcome,
    Bid,
    BidStage,
    CriterionScore,
    Partner,
    PartnerRole,
    Requirement,
    RequirementKind,
    Section,
    StandstillKind,
)
from incubator.bids.queries import asking, bidding, contracts, corrections, documents
from incubator.bids.rules import governing, outcomes
from incubator.bids.rules import results as rules
from incubator.bids.rules.outcomes import WITH_STANDSTILL, LotEnds, ends_for
from incubator.bids.rules.results import BidResult
from incubator.bids.rules.standstill import Standstill, holds_by_law, term
from incubator.bids.values.documents import ProcurementRoute
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.formats.values import LegalRegime
from incubator.notices.models import Notice

HANDED_IN = (BidStage.SUBMITTED, BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN)
WITHOUT_TERM = frozenset({AwardOutcome.STOPPED, AwardOutcome.ADMITTED})
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
    """The term as the letter gives it, else as the law does; None where neither does, or where nobody has to wait."""
    # Who awards to nobody, or admits everybody, has nothing to wait with.
    if decision is None or decision.outcome in WITHOUT_TERM:
        return None
    by_law = decision.standstill is StandstillKind.LAW and decision.outcome in WITH_STANDSTILL
    return term(decision.sent_on, by_law=by_law, in_letter=decision.standstill_until)


def ends_of(decision: AwardDecision, theirs: Sequence[str] = ()) -> LotEnds:
    """How a decision ends for the whole bid, or for a partner in these of its lots."""
    return ends_for(decision.outcome.value, decision.bid.lots, decision.lots_won, theirs=theirs)


def is_of_authority(bid: Bid) -> bool:
    """Whether who decides is a contracting authority, which the law on procurement binds: with a notice, or as its name tells."""
    if bid.request is None:
        return True
    return bid.request.challenge_id is not None or governing.is_authority(bid.request.client)


def outcomes_for(bid: Bid) -> tuple[str, ...]:
    """What can be decided on this bid, with what was decided already: the road may have been read otherwise then."""
    route = documents.route_of(bid)
    if route is ProcurementRoute.PRIVATE and is_of_authority(bid):
        route = ProcurementRoute.PUBLIC
    possible = outcomes.outcomes_of(route)
    standing = standing_decision(bid)
    if standing is not None and standing.outcome not in possible:
        return (standing.outcome.value, *possible)
    return possible


def reasons_by_law(decision: AwardDecision) -> bool:
    """Whether the law gives the buyer fifteen days to answer why (art. 2.103 Aw 2012): above the threshold, and not in an open house."""
    bid = decision.bid
    return holds_by_law(asking.regime_of(bid) or LegalRegime.UNKNOWN) and (
        documents.route_of(bid) is not ProcurementRoute.OPEN_HOUSE
    )


def brings_agreement(bid: Bid, decision: AwardDecision | None) -> bool:
    """Whether an agreement can be recorded: the decision stands and is for us."""
    return decision is not None and outcomes.brings_agreement(decision.outcome, documents.route_of(bid))


def what_follows(bid: Bid, decision: AwardDecision) -> bool:
    """Whether something rests on a decision already, so that it cannot just be undone."""
    return bool(decision.scores) or decision.reasons_asked_on is not None or contracts.contract_of_bid(bid) is not None


def earlier_on(bid: Bid) -> date | None:
    """When the last decision was sent that the buyer took back."""
    return max((decision.sent_on for decision in decisions(bid) if decision.withdrawn_on is not None), default=None)


def days_resting_on(bid: Bid) -> tuple[date, ...]:
    """The days of what came of the decision that stands: the request for reasons, the agreement."""
    decision, contract = standing_decision(bid), contracts.contract_of_bid(bid)
    asked_on = None if decision is None else decision.reasons_asked_on
    agreed_on = None if contract is None else contract.agreed_on
    return tuple(day for day in (asked_on, agreed_on) if day is not None)


def several_win(bid: Bid) -> bool:
    """Whether more than one can win: with lots, or in a framework agreement with several parties."""
    content = bid.work.content
    return len(content.real_lots) > 1 or any(lot.framework for lot in content.real_lots)


def names_of(bid: Bid) -> frozenset[str]:
    """How the group is called, and by whom it bids together with others."""
    # A subcontractor of ours may bid on its own too.
    together = Partner.role.in_((PartnerRole.LEAD, PartnerRole.MEMBER))
    partners = db.session.scalars(select(Partner.name).where(Partner.bid_id == bid.id, together))
    # A letter names the cooperative as its deed does.
    in_deed = cooperatives.holding_values(bid.cooperative).get("identity.name")
    return frozenset({bid.cooperative.name, str(in_deed or bid.cooperative.name), *partners})


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
        # Amounts and points do not add up.
        scores = [(score.ours, score.most) for score in decision.scores if not score.in_euros]
    ours, most = rules.share_of_points(scores)
    decided_on = None if bid.decided_at is None else clock.local(bid.decided_at).date()
    reason, outcome = None, bid.stage.value
    if decision is not None:
        decided_on = decision.sent_on
        reason, outcome = decision.reason, decision.outcome.value
    return BidResult(
        group=bid.cooperative.name,
        title=bid.work.title,
        buyer="" if bid.work.buyer is None else bid.work.buyer.name,
        outcome=outcome,
        decided_on=decided_on,
        ours=ours,
        most=most,
        reason=reason,
        lesson=bid.outcome_note or "",
        bid_id=bid.id,
    )


def outcomes_by_group() -> list[tuple[Cooperative, list[str]]]:
    """How all bids that were handed in stand or ended, by group: for who sees all groups. No texts of groups."""
    # Only stages and outcomes leave the database here: titles and lessons belong to the group.
    statement = select(Cooperative, Bid.id, Bid.stage).join(Bid, Bid.cooperative_id == Cooperative.id)
    statement = statement.where(Bid.stage.in_(HANDED_IN)).order_by(Cooperative.name, Bid.id)
    stopped = frozenset(
        db.session.scalars(
            select(AwardDecision.bid_id).where(
                AwardDecision.outcome == AwardOutcome.STOPPED, AwardDecision.withdrawn_on.is_(None)
            )
        )
    )
    groups: dict[Cooperative, list[str]] = {}
    for group, number, stage in db.session.execute(statement):
        is_stopped = stage is BidStage.WITHDRAWN and number in stopped
        groups.setdefault(group, []).append(AwardOutcome.STOPPED.value if is_stopped else stage.value)
    return list(groups.items())


def best_answers(group: Cooperative) -> list[tuple[Section, CriterionScore]]:
    """The sections of earlier bids that scored best, each with what it brought: for the library of answers."""
    statement = (
        select(Section, CriterionScore)
        .join(CriterionScore, CriterionScore.requirement_id == Section.requirement_id)
        .join(AwardDecision, AwardDecision.id == CriterionScore.decision_id)
        .join(Bid, Bid.id == AwardDecision.bid_id)
        .where(Bid.cooperative_id == group.id, Section.bid_id == Bid.id, AwardDecision.withdrawn_on.is_(None))
        .where(CriterionScore.ours.is_not(None), CriterionScore.most > 0, CriterionScore.ours >= 0)
        .order_by((CriterionScore.ours * 100 / CriterionScore.most).desc(), CriterionScore.id)
        .limit(BEST)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]
