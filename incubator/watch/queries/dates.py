"""Deadlines as an agenda shows them: of what a group finds interesting, of what a person follows, of what fits a profile."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import filterfalse, starmap
from operator import attrgetter

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.accounts.models import User
from incubator.core import agenda
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.core.prepared import IDS, VIEWER, Question
from incubator.formats.values import NoticeKind
from incubator.notices.models import Family, Notice
from incubator.notices.values import NoticeStatus
from incubator.watch.models import Match, MatchState, NoticeFollow, WatchProfile

CLOSES = N_("Closes: %(title)s")
TAKE_PART = N_("Ask to take part: %(title)s")
CALLED_OFF = N_("Called off: %(title)s")
MOST = 200
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST_TITLE = 160


def dates_of(
    group_ids: Sequence[int],
    follower: User | None,
    *,
    now: datetime,
    since: datetime,
    bid_on: Collection[tuple[int, int]],
) -> list[DueDate]:
    """What closes of all that these groups kept or this person follows; without what a group bids on (group, procurement)."""
    kept = _kept(group_ids, since)
    followed = _followed(follower, since) if follower is not None else []
    both = [*map(attrgetter("notice"), kept), *followed]
    changes = last_changes(both)
    dates = []
    for match in kept:
        group = match.profile.cooperative
        if (group.id, match.notice.family_id) not in bid_on:
            page = f"/cooperaties/{group.slug}/kansen/{match.id}"
            dates.append(_date(match.notice, group.id, page, changes, now))
    for notice in followed:
        dates.append(_date(notice, None, f"/aankondigingen/{notice.id}", changes, now))
    return agenda.shown_once(dates)


def dates_that_fit(matches: Iterable[Match], *, now: datetime) -> list[DueDate]:
    """What closes of all that a profile came across; each procurement once, as it was published last."""
    newest_first = sorted(filterfalse(_never_closes, matches), key=attrgetter("notice_id"), reverse=True)
    changes = last_changes(map(attrgetter("notice"), newest_first))
    dates = []
    for match in newest_first:
        dates.append(_date(match.notice, None, f"/aankondigingen/{match.notice_id}", changes, now))
    return sorted(agenda.shown_once(dates), key=attrgetter("due_at", "uid"))


def _never_closes(match: Match) -> bool:
    return match.notice.deadline is None


def last_changes(notices: Iterable[Notice]) -> dict[int, datetime]:
    """When something was last stored about each of these procurements: a correction and an end are publications of their own."""
    families = sorted(set(map(attrgetter("family_id"), notices)))
    if not families:
        return {}
    statement = select(Notice.family_id, func.max(Notice.updated_at)).where(Notice.family_id.in_(families))
    return dict(starmap(_as_pair, db.session.execute(statement.group_by(Notice.family_id))))


def _as_pair(family_id: int, changed: datetime) -> tuple[int, datetime]:
    return family_id, changed


def _date(notice: Notice, group_id: int | None, page: str, changes: dict[int, datetime], now: datetime) -> DueDate:
    closes = notice.deadline_at(now)
    if closes is None:
        raise ValueError("Only what closes is a date")
    changed = changes[notice.family_id]
    cancelled = notice.status is NoticeStatus.CANCELLED
    title = TAKE_PART if notice.asks_first else CLOSES
    return DueDate(
        id=0,
        cooperative_id=group_id,
        title=CALLED_OFF if cancelled else title,
        params={"title": notice.title[:LONGEST_TITLE]},
        due_at=closes.moment,
        whole_day=closes.whole_day,
        url=page,
        source="watch",
        ends_at=None,
        place="",
        uid=name_of(notice),
        # Grows with every change, as calendars ask (RFC 5545, 3.8.7.4), and needs no counter.
        sequence=max(0, int((changed - COUNTED_FROM) / timedelta(seconds=1))),
        changed_at=changed,
        cancelled=cancelled,
    )


def name_of(notice: Notice) -> str:
    """What readers and calendars know it by: a correction is the same thing, a consultation before the call is another."""
    return f"procurement-{notice.family_id}-{notice.kind.value}"


def _still_counts() -> ColumnElement[bool]:
    """Publications that close after the moment `since`, that no later one corrects."""
    later = aliased(Notice)
    return and_(
        Notice.deadline.is_not(None),
        func.coalesce(Notice.last_deadline, Notice.deadline) >= bindparam("since"),
        Notice.merged_into_id.is_(None),
        ~exists().where(later.corrects_id == Notice.id, later.kind == Notice.kind),
    )


def _kept(group_ids: Sequence[int], since: datetime) -> Sequence[Match]:
    return db.session.scalars(_kept_by_groups(), {"ids": group_ids, "since": since}).all()


@cache
def _kept_by_groups() -> Question:
    interesting = Match.state == MatchState.INTERESTING
    statement: Question = select(Match).join(Match.profile).join(Match.notice)
    statement = statement.where(WatchProfile.cooperative_id.in_(IDS), interesting, _still_counts())
    whole = (selectinload(Match.notice), selectinload(Match.profile).selectinload(WatchProfile.cooperative))
    return statement.options(*whole).order_by(Notice.deadline, Match.id).limit(MOST)


def _followed(reader: User, since: datetime) -> Sequence[Notice]:
    return db.session.scalars(_followed_by(), {"viewer": reader.id, "since": since}).unique().all()


@cache
def _followed_by() -> Question:
    closes = Notice.kind.in_((NoticeKind.CONSULTATION, NoticeKind.COMPETITION))
    statement: Question = select(Notice)
    statement = statement.join(Family, or_(Family.id == Notice.family_id, Family.merged_into_id == Notice.family_id))
    statement = statement.join(NoticeFollow, NoticeFollow.family_id == Family.id)
    statement = statement.where(NoticeFollow.user_id == VIEWER, closes, _still_counts())
    return statement.order_by(Notice.deadline, Notice.id).limit(MOST)
