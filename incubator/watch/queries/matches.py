"""Matches: those that a matching may change, those on the page, and those that nobody heard of yet."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy import BindParameter, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.queries.statuses import can_be_acted_on
from incubator.notices.rules.statuses import oldest_plan
from incubator.watch.models import Match, MatchState, WatchProfile
from incubator.watch.queries.endings import still_running


def known_matches(
    profile_ids: Sequence[int], notices: Sequence[Notice], earlier: Mapping[int, int]
) -> dict[tuple[int, int], Match]:
    """The matches of these profiles with these notices and with what they go on from, by profile and notice.

    Nobody judges them until the transaction ends.
    """
    notice_ids = set(map(attrgetter("id"), notices)) | set(earlier.values())
    statement = (
        select(Match)
        .where(Match.profile_id.in_(profile_ids), Match.notice_id.in_(notice_ids))
        .options(selectinload(Match.notice))
        .order_by(Match.id)
        .with_for_update()
    )
    return {(match.profile_id, match.notice_id): match for match in db.session.scalars(statement)}


def new_matches(watch: WatchProfile) -> Sequence[Match]:
    """What nobody has judged yet. Nobody does until the transaction ends."""
    statement = select(Match).where(Match.profile_id == watch.id, Match.state == MatchState.NEW).order_by(Match.id)
    return db.session.scalars(statement.with_for_update()).all()


def matches(
    group: Cooperative,
    state: MatchState | None = None,
    *,
    now: datetime,
    limit: int = 200,
    watch: WatchProfile | None = None,
) -> list[Match]:
    """What was found for a cooperative or with one of its profiles, the best first; a notice that fits several stands there once.

    New is only what still fits and can still be acted on.
    """
    statement = (
        select(Match)
        .join(Match.profile)
        .join(Match.notice)
        .where(WatchProfile.cooperative_id == group.id)
        .options(
            selectinload(Match.notice).selectinload(Notice.buyer),
            selectinload(Match.profile),
            selectinload(Match.judged_by),
        )
        .order_by(Match.score_permille.desc(), Match.id.desc())
        .limit(limit)
    )
    if watch is not None:
        statement = statement.where(Match.profile_id == watch.id)
    if state is not None:
        statement = statement.where(Match.state == state)
    if state is MatchState.NEW:
        statement = statement.where(still_new(now, oldest_plan(now)))
    best: dict[int, Match] = {}
    for match in db.session.scalars(statement):
        best.setdefault(match.notice_id, match)
    return list(best.values())


def profiles_that_fit(group: Cooperative, notice_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of the profiles of a cooperative that each of these notices fits, the best first."""
    if not notice_ids:
        return {}
    statement = (
        select(Match.notice_id, WatchProfile.name)
        .join(Match.profile)
        .where(WatchProfile.cooperative_id == group.id, Match.notice_id.in_(notice_ids))
        .order_by(Match.score_permille.desc(), Match.id)
    )
    names: dict[int, list[str]] = {}
    for notice_id, name in db.session.execute(statement):
        names.setdefault(notice_id, []).append(name)
    return names


def still_new(now: datetime | BindParameter[datetime], plans_from: date | BindParameter[date]) -> ColumnElement[bool]:
    """What is new fits as the profile is now, and its call has not closed or its contract runs.

    For matches joined with their notice and profile. Plans count from `oldest_plan` of the moment on.
    """
    return and_(
        Match.score_permille >= WatchProfile.threshold_percent * 10,
        or_(can_be_acted_on(now, plans_from), still_running(now)),
    )


def match(viewer: User, slug: str, match_id: int) -> Match | None:
    """One match of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = (
        select(Match)
        .join(Match.profile)
        .where(Match.id == match_id, WatchProfile.cooperative_id == group.id)
        .options(selectinload(Match.notice), selectinload(Match.profile).selectinload(WatchProfile.cooperative))
    )
    return db.session.scalar(statement)


def matches_with(group: Cooperative, notice: Notice) -> Sequence[Match]:
    """The matches of a cooperative with a publication. Nobody judges them until the transaction ends."""
    statement = (
        select(Match)
        .join(Match.profile)
        .where(WatchProfile.cooperative_id == group.id, Match.notice_id == notice.id)
        .order_by(Match.id)
        .with_for_update(of=Match)
    )
    return db.session.scalars(statement).all()


def matches_of_groups(cooperative_ids: Sequence[int], notice: Notice) -> dict[int, Match]:
    """What these cooperatives have of a publication, by their number."""
    statement = (
        select(Match)
        .join(Match.profile)
        .where(WatchProfile.cooperative_id.in_(cooperative_ids), Match.notice_id == notice.id)
        .options(selectinload(Match.profile))
        .order_by(Match.score_permille, Match.id)  # of several profiles the one that it fits best stays
    )
    return {match.profile.cooperative_id: match for match in db.session.scalars(statement)}


def judged_elsewhere(found_at: datetime) -> list[tuple[Match, Match]]:
    """What a profile came across at this moment while its group had judged the notice with another: both matches."""
    other, profile_of_other = aliased(Match), aliased(WatchProfile)
    statement = (
        select(Match, other)
        .join(Match.profile)
        .join(profile_of_other, profile_of_other.cooperative_id == WatchProfile.cooperative_id)
        .join(other, and_(other.profile_id == profile_of_other.id, other.notice_id == Match.notice_id))
        .where(Match.found_at == found_at, Match.state == MatchState.NEW, other.state != MatchState.NEW)
        .order_by(Match.id, other.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def judged_by_this_profile_only(watch: WatchProfile, first: WatchProfile) -> Sequence[Match]:
    """What the group judged and the first profile does not have."""
    of_first = aliased(Match)
    statement = select(Match).where(
        Match.profile_id == watch.id,
        Match.state != MatchState.NEW,
        ~exists().where(of_first.profile_id == first.id, of_first.notice_id == Match.notice_id),
    )
    return db.session.scalars(statement.order_by(Match.id).with_for_update(of=Match)).all()
