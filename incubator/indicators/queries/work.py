"""Notices that fitted, bids and challenges of cooperatives in a period."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from incubator.bids.models import Bid, BidStage
from incubator.challenges.models import Challenge, ChallengeStep
from incubator.challenges.rules.states import OBJECTING, TURNED_DOWN
from incubator.challenges.values.challenging import ChallengeState
from incubator.core import clock
from incubator.core.db import db
from incubator.indicators.values import FigurePeriod
from incubator.notices.models import Notice
from incubator.watch.models import Match, WatchProfile

HANDED_IN = (BidStage.SUBMITTED, BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN)


def _bounds(period: FigurePeriod) -> tuple[datetime, datetime]:
    """From the first moment of the period up to that of the day after it, on a clock in the Netherlands."""
    begin, end = clock.start_of_day(period.first), clock.start_of_day(period.last + timedelta(days=1))
    assert begin is not None
    assert end is not None
    return begin, end


def watched(numbers: Sequence[int], period: FigurePeriod) -> dict[int, frozenset[int]]:
    """The procurements that fitted each cooperative, found in the period; one that watches nothing is absent."""
    begin, end = _bounds(period)
    statement = select(WatchProfile.cooperative_id).where(
        WatchProfile.cooperative_id.in_(numbers), WatchProfile.created_at < end
    )
    reckoning: dict[int, set[int]] = {
        number: set() for number in db.session.scalars(statement.distinct().order_by(WatchProfile.cooperative_id))
    }
    # By procurement: its corrections are no other tender.
    fitted = (
        select(WatchProfile.cooperative_id, Notice.family_id)
        .join(Match, Match.profile_id == WatchProfile.id)
        .join(Notice, Notice.id == Match.notice_id)
        .where(WatchProfile.cooperative_id.in_(numbers), Match.found_at >= begin, Match.found_at < end)
        .distinct()
        .order_by(WatchProfile.cooperative_id, Notice.family_id)
    )
    for number, family in db.session.execute(fitted):
        reckoning.setdefault(number, set()).add(family)
    return {number: frozenset(families) for number, families in reckoning.items()}


def bids(numbers: Sequence[int], period: FigurePeriod) -> tuple[Counter[int], Counter[int]]:
    """How many bids on public notices each cooperative handed in during the period, and how many it won."""
    handed_in = _counted(numbers, period, Bid.submitted_at, HANDED_IN)
    return handed_in, _counted(numbers, period, Bid.decided_at, (BidStage.WON,))


def _counted(
    numbers: Sequence[int],
    period: FigurePeriod,
    moment: InstrumentedAttribute[datetime | None],
    stages: Sequence[BidStage],
) -> Counter[int]:
    begin, end = _bounds(period)
    statement = select(Bid.cooperative_id).where(
        Bid.cooperative_id.in_(numbers),
        Bid.notice_id.is_not(None),
        Bid.stage.in_(stages),
        moment >= begin,
        moment < end,
    )
    return Counter(db.session.scalars(statement.order_by(Bid.id)))


def challenges(numbers: Sequence[int], period: FigurePeriod) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """How many tasks each cooperative began to look at, how many challenges it handed in, and how many were accepted."""
    begin, end = _bounds(period)
    statement = select(Challenge).where(Challenge.cooperative_id.in_(numbers)).order_by(Challenge.id)
    yes = _said_yes(numbers)
    signals, handed_in, accepted = Counter[int](), Counter[int](), Counter[int]()
    for challenge in db.session.scalars(statement):
        number = challenge.cooperative_id
        signals[number] += begin <= challenge.started_at < end
        handed_in[number] += _is_within(challenge.handed_in_on, period)
        # A refusal has a day of decision too: only a yes on that very day makes it accepted.
        decided = _is_within(challenge.decided_on, period) and (challenge.id, challenge.decided_on) in yes
        accepted[number] += decided and challenge.state not in TURNED_DOWN | OBJECTING
    return signals, handed_in, accepted


def _is_within(day: date | None, period: FigurePeriod) -> bool:
    return day is not None and period.first <= day <= period.last


def _said_yes(numbers: Sequence[int]) -> set[tuple[int, date]]:
    """The challenges to which the authority said yes, each with the day."""
    statement = (
        select(ChallengeStep.challenge_id, ChallengeStep.on_date)
        .join(ChallengeStep.challenge)
        .where(Challenge.cooperative_id.in_(numbers), ChallengeStep.state == ChallengeState.AWARDED)
        .where(ChallengeStep.taken_back.is_(False))
        .order_by(ChallengeStep.id)
    )
    return {(number, day) for number, day in db.session.execute(statement)}
