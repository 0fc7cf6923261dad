"""What groups judged, as far as their profiles learn from it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import selectinload

from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.watch.models import Match, MatchState, Unsuitable, WatchProfile
from incubator.watch.values import TaughtNotice

MOST = 60  # judgements of a profile that count, the newest first
BEGINNING = 600  # letters of a description
KEPT = {MatchState.INTERESTING: 1.0, MatchState.BID: 1.5}
# Too far, too large, too soon say nothing of the work: those are wishes to mend. Words of one's own may be about anything ("too busy").
PUT_ASIDE = {Unsuitable.OTHER_WORK: -1.0}


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a profile learnt: the notices that show its work, and the buyers that its people do not work for."""

    notices: tuple[TaughtNotice, ...] = ()
    avoided: tuple[int, ...] = ()


NOTHING_LEARNT = Learnt()


def weight_of(state: MatchState, unsuitable: Unsuitable | None) -> float:
    """How much a judgement says of the work: above 0 it is wanted, below 0 it is not; 0 says nothing."""
    if state is MatchState.DISMISSED and unsuitable is not None:
        return PUT_ASIDE.get(unsuitable, 0.0)
    return KEPT.get(state, 0.0)


def learnt_by(profile_ids: Sequence[int]) -> dict[int, Learnt]:
    """What each of these profiles learnt, with one question; profiles that learnt nothing are absent."""
    statement = (
        select(
            Match.profile_id,
            Match.state,
            Match.dismissed_for,
            Notice.id,
            Notice.title,
            func.substr(Notice.description, 1, BEGINNING),
            Notice.cpv,
            Notice.main_cpv,
            Notice.buyer_id,
        )
        .join(Match.notice)
        .where(
            Match.profile_id.in_(profile_ids),
            Match.teaches.is_(True),
            or_(Match.state.in_(list(KEPT)), Match.dismissed_for.in_([*PUT_ASIDE, Unsuitable.THIS_BUYER])),
        )
        .order_by(Match.profile_id, Match.judged_at.desc().nulls_last(), Match.id.desc())
    )
    notices: defaultdict[int, list[TaughtNotice]] = defaultdict(list)
    avoided: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for profile_id, state, unsuitable, *content, buyer in db.session.execute(statement):
        weight = weight_of(state, unsuitable)
        if unsuitable is Unsuitable.THIS_BUYER and buyer is not None:
            avoided[profile_id][buyer] = None
        if weight and len(notices[profile_id]) < MOST:
            notices[profile_id].append(_taught(content, buyer, weight))
    learnt = {}
    for profile_id in {*notices, *avoided}:
        learnt[profile_id] = Learnt(tuple(notices[profile_id]), tuple(avoided[profile_id]))
    return learnt


def _taught(content: Sequence[Any], buyer: int | None, weight: float) -> TaughtNotice:
    notice_id, title, description, codes, main = content
    return TaughtNotice(notice_id, title, description or "", tuple(codes), main, buyer, weight)


def judgements_of(watch: WatchProfile, limit: int = 200) -> Sequence[Match]:
    """What was judged with a profile, the newest first, also what is left out of learning."""
    statement = (
        select(Match)
        .where(Match.profile_id == watch.id, Match.state != MatchState.NEW)
        .options(selectinload(Match.notice).selectinload(Notice.buyer), selectinload(Match.judged_by))
        .order_by(Match.judged_at.desc().nulls_last(), Match.id.desc())
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def judged_notice(watch: WatchProfile, notice_id: int) -> Sequence[Match]:
    """The judgement of a profile about a notice, if there is one."""
    return _judged(watch, Match.notice_id == notice_id)


def judged_for_buyer(watch: WatchProfile, buyer_id: int) -> Sequence[Match]:
    """What was put aside with a profile because of this buyer."""
    of_buyer = Match.notice.has(Notice.buyer_id == buyer_id)
    return _judged(watch, and_(Match.dismissed_for == Unsuitable.THIS_BUYER, of_buyer))


def _judged(watch: WatchProfile, which: ColumnElement[bool]) -> Sequence[Match]:
    statement = select(Match).where(Match.profile_id == watch.id, Match.state != MatchState.NEW, which)
    return db.session.scalars(statement.order_by(Match.id).with_for_update()).all()
