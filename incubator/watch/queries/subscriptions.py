"""Who wants mails about what which profile finds, and what has to be mailed to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, contains_eager, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core.db import db
from incubator.core.digests import QuietTime
from incubator.core.mail import Pace
from incubator.notices.models import Notice
from incubator.notices.rules.statuses import oldest_plan
from incubator.watch.models import AlertHours, MailedNotice, Match, MatchState, WatchProfile, WatchSubscription
from incubator.watch.queries.endings import awards_before
from incubator.watch.queries.matches import still_new


def takes_part(reader: User, group: Cooperative) -> bool:
    """Whether someone takes part in a cooperative now."""
    taking_part = select(_is_taken_part_in(reader.id)).where(Cooperative.id == group.id)
    return bool(db.session.scalar(taking_part))


def coordinators(group: Cooperative) -> Sequence[User]:
    statement = select(User).join(Participation, Participation.user_id == User.id)
    statement = statement.where(
        Participation.cooperative_id == group.id,
        Participation.role == ParticipationRole.COORDINATOR,
        Participation.until.is_(None),
    )
    return db.session.scalars(statement.order_by(User.id)).all()


def subscription_of(reader: User, watch: WatchProfile) -> WatchSubscription | None:
    statement = select(WatchSubscription).where(
        WatchSubscription.user_id == reader.id, WatchSubscription.profile_id == watch.id
    )
    return db.session.scalar(statement)


def hours_of(reader: User) -> AlertHours | None:
    return db.session.get(AlertHours, reader.id)


@dataclass(frozen=True, slots=True)
class ReadableProfile:
    """A profile that someone may get mails about, with the pace that they chose."""

    watch: WatchProfile
    pace: Pace


def readable_profiles(reader: User) -> list[ReadableProfile]:
    """The profiles of the cooperatives in which someone takes part."""
    own = and_(WatchSubscription.profile_id == WatchProfile.id, WatchSubscription.user_id == reader.id)
    statement = (
        select(WatchProfile, WatchSubscription.pace)
        .join(WatchProfile.cooperative)
        .outerjoin(WatchSubscription, own)
        .where(_is_taken_part_in(reader.id), Cooperative.stopped_at.is_(None))
        .options(contains_eager(WatchProfile.cooperative))
        .order_by(Cooperative.name, WatchProfile.from_dossier.desc(), WatchProfile.id)
    )
    return [ReadableProfile(watch, pace or Pace.NONE) for watch, pace in db.session.execute(statement)]


def _is_taken_part_in(user_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether someone takes part now in the cooperative of the row."""
    return exists().where(
        Participation.user_id == user_id,
        Participation.cooperative_id == Cooperative.id,
        Participation.until.is_(None),
    )


def subscriptions_of(reader: User) -> Sequence[WatchSubscription]:
    statement = select(WatchSubscription).where(WatchSubscription.user_id == reader.id)
    return db.session.scalars(statement.order_by(WatchSubscription.id)).all()


def chosen_for_export(reader: User) -> list[dict[str, str]]:
    """What someone chose about mails of profiles, for their own download."""
    statement = (
        select(Cooperative.name, WatchProfile.name, WatchSubscription.pace, WatchSubscription.since)
        .join(WatchSubscription.profile)
        .join(WatchProfile.cooperative)
        .where(WatchSubscription.user_id == reader.id)
        .order_by(WatchSubscription.id)
    )
    chosen = []
    for group, profile, pace, since in db.session.execute(statement):
        chosen.append({"group": group, "profile": profile, "pace": pace.value, "since": since.isoformat()})
    return chosen


def due_subscriptions(now: datetime) -> list[WatchSubscription]:
    """Whose mail may go at this moment: at once, or as the day or week has come; not in hours that they want quiet."""
    is_due = or_(
        WatchSubscription.pace == Pace.AT_ONCE, WatchSubscription.next_at.is_(None), WatchSubscription.next_at <= now
    )
    statement = (
        select(WatchSubscription, AlertHours)
        .join(WatchSubscription.user)
        .join(WatchSubscription.profile)
        .join(WatchProfile.cooperative)
        .outerjoin(AlertHours, AlertHours.user_id == User.id)
        .where(
            WatchSubscription.pace != Pace.NONE,
            is_due,
            User.email.is_not(None),
            User.deactivated_at.is_(None),
            WatchProfile.active.is_(True),
            Cooperative.stopped_at.is_(None),
            _is_taken_part_in(WatchSubscription.user_id),
        )
        .options(selectinload(WatchSubscription.user))
        .order_by(WatchSubscription.id)
    )
    due = []
    for subscription, hours in db.session.execute(statement):
        quiet = hours.quiet if hours is not None else QuietTime()
        if not quiet.holds(now):
            due.append(subscription)
    return due


def to_mail(subscriptions: Sequence[WatchSubscription], now: datetime) -> list[tuple[int, Match]]:
    """What fits and was not mailed to a reader yet, or changed since; with the number of the reader, the best first."""
    mailed, later = aliased(MailedNotice), aliased(Notice)
    statement = (
        select(WatchSubscription.user_id, Match)
        .join(Match, Match.profile_id == WatchSubscription.profile_id)
        .join(Match.profile)
        .join(Match.notice)
        .outerjoin(mailed, and_(mailed.user_id == WatchSubscription.user_id, mailed.notice_id == Notice.id))
        .where(
            WatchSubscription.id.in_([subscription.id for subscription in subscriptions]),
            Match.state != MatchState.DISMISSED,
            Match.found_at >= WatchSubscription.since,
            still_new(now, oldest_plan(now)),
            ~exists().where(later.corrects_id == Notice.id),
            or_(mailed.id.is_(None), mailed.seen != Notice.updated_at),
        )
        .options(
            selectinload(Match.notice).selectinload(Notice.buyer),
            selectinload(Match.profile).selectinload(WatchProfile.cooperative),
        )
        .order_by(WatchSubscription.user_id, Match.score_permille.desc(), Match.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def mailed_to(user_ids: Sequence[int], notices: Sequence[Notice]) -> dict[tuple[int, int], MailedNotice]:
    """What these readers were mailed of these notices, or else of what those go on from; by reader and notice."""
    corrects = _corrections(notices)
    for number, before in awards_before(notices).items():
        if corrects.get(number) is None:
            corrects[number] = before
        corrects.setdefault(before, None)
    mailed: dict[tuple[int, int], MailedNotice] = {}
    statement = select(MailedNotice).where(MailedNotice.user_id.in_(user_ids), MailedNotice.notice_id.in_(corrects))
    for row in db.session.scalars(statement.order_by(MailedNotice.id)):
        mailed[row.user_id, row.notice_id] = row
    known = {}
    for user_id, notice in product(user_ids, notices):
        for earlier in _going_back(notice.id, corrects):
            if (user_id, earlier) in mailed:
                known[user_id, notice.id] = mailed[user_id, earlier]
                break
    return known


def _going_back(number: int, corrects: Mapping[int, int | None]) -> list[int]:
    """A publication, what it goes on from, and so on; each once, also when sources name each other."""
    line: dict[int, None] = {}
    earlier: int | None = number
    while earlier is not None and earlier not in line:
        line[earlier] = None
        earlier = corrects.get(earlier)
    return list(line)


def _corrections(notices: Sequence[Notice]) -> dict[int, int | None]:
    """Which publication each of these corrects, and that one, and so on."""
    corrects: dict[int, int | None] = {notice.id: notice.corrects_id for notice in notices}
    missing = set(filter(None, corrects.values())) - set(corrects)
    while missing:
        corrects |= dict.fromkeys(missing)
        for number, earlier in db.session.execute(select(Notice.id, Notice.corrects_id).where(Notice.id.in_(missing))):
            corrects[number] = earlier
        missing = set(filter(None, corrects.values())) - set(corrects)
    return corrects
