"""What a profile came across, for readers and calendars that follow it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db
from incubator.core.secret_addresses import behind
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus
from incubator.watch.models import Match, MatchState, WatchProfile

MOST = 100


def subject_of(watch: WatchProfile) -> str:
    """What a secret address of this profile is for."""
    return f"profile:{watch.id}"


def profile_behind(token: str) -> tuple[WatchProfile, User] | None:
    """Which profile is read at a secret address, and by whom; None when that person may not know of it, or not any more."""
    address = behind(token)
    if address is None or not address.subject.startswith("profile:"):
        return None
    reader = db.session.get(User, address.user_id)
    watch = db.session.get(WatchProfile, int(address.subject.removeprefix("profile:")))
    if reader is None or watch is None or not reader.is_active:
        return None
    if cooperatives.cooperative(reader, watch.cooperative.slug) is None:
        return None
    return watch, reader


def followed_matches(watch: WatchProfile, *, since: datetime) -> Sequence[Match]:
    """What fits or was kept and did not close before this moment, what was called off included; the newest first."""
    closes = or_(Notice.last_deadline.is_(None), Notice.last_deadline >= since)
    fits = or_(
        Match.score_permille >= watch.threshold_percent * 10,
        Match.state == MatchState.INTERESTING,
        Notice.status == NoticeStatus.CANCELLED,
    )
    statement = (
        select(Match)
        .join(Match.notice)
        .where(Match.profile_id == watch.id, Match.state != MatchState.DISMISSED, closes, fits)
        .options(
            selectinload(Match.notice).selectinload(Notice.buyer),
            selectinload(Match.profile).selectinload(WatchProfile.cooperative),
        )
        .order_by(Match.found_at.desc(), Match.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(statement).all()
