"""All that the next step and the exit list of groups depend on, with as many questions for forty groups as for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, case, exists, func, select

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage
from incubator.cooperatives.models import (
    CoachAssignment,
    Cooperative,
    Fact,
    FactState,
    Milestone,
    PhaseDocument,
)
from incubator.cooperatives.queries.people import GUIDES
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.home.queries.activity import last_activity_of
from incubator.home.rules.finding_work import NEAR
from incubator.home.values import (
    AskedPlace,
    BidPlace,
    DuePlace,
    LessonPlace,
    Mark,
    RegisterPlace,
    Situation,
    StatutesPlace,
    WatchPlace,
)
from incubator.learning import queries as learning
from incubator.learning.queries import STANDINGS, Progress
from incubator.learning.values import LessonStanding
from incubator.notices.models import Notice
from incubator.notices.queries.statuses import next_deadline
from incubator.register.models import CapitalEntry, Member, MemberEvent
from incubator.register.values import EventKind
from incubator.reviews import queries as reviews
from incubator.reviews.queries import WorkStanding
from incubator.reviews.values import RoundStage
from incubator.statutes import queries as statutes
from incubator.statutes import rules as legal
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.values import Severity, read
from incubator.watch import queries as watch
from incubator.watch.models import Match, MatchState, RequestState, WatchProfile, WorkRequest

STATUTES = "statutes"  # the kind of work, for reviews


def situation_of(group: Cooperative, *, now: datetime) -> Situation:
    """Where one group stands."""
    return situations([group], now=now)[group.id]


def situations(groups: Sequence[Cooperative], *, now: datetime) -> dict[int, Situation]:
    """Where these groups stand, by the number of the group."""
    if not groups:
        return {}
    ids = [group.id for group in groups]
    coached, milestones, facts = _coached(ids), _milestones(ids), _facts(ids)
    lessons = {progress.group.id: _lessons(progress) for progress in learning.progress_of(groups)}
    written, members, watches = _statutes(ids, now), _members(ids, now), _watches(ids, now)
    bids, asked = _bids(ids, now), _asked(ids)
    dates, marks, activity = _dates(ids, now), _marks(ids), last_activity_of(ids)
    made = {}
    for group in groups:
        number = group.id
        made[number] = Situation(
            slug=group.slug,
            phase=group.phase,
            now=now,
            began_at=group.created_at,
            active_at=activity.get(number, group.created_at),
            coached=number in coached,
            milestones=milestones[number],
            facts=frozenset(facts[number]),
            lessons=lessons[number],
            statutes=written[number],
            register=members.get(number, RegisterPlace()),
            watch=watches.get(number, WatchPlace()),
            asked=tuple(asked[number]),
            writing=tuple(bids[number].writing),
            with_buyer=tuple(bids[number].with_buyer),
            handed_in_a_bid=bids[number].handed_in,
            dates=tuple(dates[number]),
            marks=marks[number],
        )
    return made


def _coached(ids: Sequence[int]) -> set[int]:
    """The groups that somebody guides who can sign in and is a coach still."""
    statement = (
        select(CoachAssignment.cooperative_id)
        .join(CoachAssignment.user)
        .where(
            CoachAssignment.cooperative_id.in_(ids),
            GUIDES,
        )
        .order_by(CoachAssignment.id)
    )
    return set(db.session.scalars(statement))


def coaches_of(group: Cooperative) -> Sequence[User]:
    """Who guides this group, can sign in and is a coach still."""
    guides = and_(CoachAssignment.user_id == User.id, CoachAssignment.cooperative_id == group.id)
    statement = select(User).join(CoachAssignment, guides).where(GUIDES)
    return db.session.scalars(statement.order_by(CoachAssignment.id)).all()


def _milestones(ids: Sequence[int]) -> dict[int, dict[str, date]]:
    statement = select(Milestone.cooperative_id, Milestone.key, Milestone.on_date)
    reached: defaultdict[int, dict[str, date]] = defaultdict(dict)
    for number, key, day in db.session.execute(
        statement.where(Milestone.cooperative_id.in_(ids)).order_by(Milestone.id)
    ):
        reached[number][key] = day
    return reached


def _facts(ids: Sequence[int]) -> dict[int, set[str]]:
    """The keys of which something holds."""
    statement = (
        select(Fact.cooperative_id, Fact.key)
        .where(Fact.cooperative_id.in_(ids), Fact.state == FactState.APPROVED)
        .distinct()
        .order_by(Fact.cooperative_id, Fact.key)
    )
    known: defaultdict[int, set[str]] = defaultdict(set)
    for number, key in db.session.execute(statement):
        known[number].add(key)
    return known


def _lessons(progress: Progress) -> tuple[LessonPlace, ...]:
    return tuple(
        LessonPlace(
            lesson.slug,
            lesson.phase,
            progress.standings[lesson.slug],
            progress.moved.get(lesson.slug),
            progress.rounds.get(lesson.slug, 0),
            lesson.slug in progress.claimed,
        )
        for lesson in progress.track.lessons
    )


def _statutes(ids: Sequence[int], now: datetime) -> dict[int, StatutesPlace]:
    """How far the statutes of each group are; the law is asked only where every question was answered."""
    places: dict[int, StatutesPlace] = defaultdict(
        lambda: StatutesPlace(pages=len(statutes.PAGES), open_pages=statutes.PAGES)
    )
    drafts = select(StatutesDraft.cooperative_id, StatutesDraft.answered, StatutesDraft.changed_at)
    for number, answered, changed_at in db.session.execute(
        drafts.where(StatutesDraft.cooperative_id.in_(ids)).order_by(StatutesDraft.id)
    ):
        unanswered = tuple(page for page in statutes.PAGES if page not in answered)
        places[number] = replace(
            places[number], standing=LessonStanding.WRITING, since=changed_at, open_pages=unanswered
        )
    complete = [number for number, place in places.items() if place.complete]
    for number, errors in _errors(complete, now).items():
        places[number] = replace(places[number], errors=errors)
    versions = select(StatutesVersion.cooperative_id, func.max(StatutesVersion.made_at))
    for number, made_at in db.session.execute(
        versions.where(StatutesVersion.cooperative_id.in_(ids)).group_by(StatutesVersion.cooperative_id)
    ):
        places[number] = replace(places[number], version_made_at=made_at)
    for work in reviews.standings(ids, STATUTES):
        places[work.cooperative_id] = _reviewed(places[work.cooperative_id], work)
    return places


def _reviewed(place: StatutesPlace, work: WorkStanding) -> StatutesPlace:
    """What the coach has or decided says more than that somebody wrote."""
    return replace(
        place,
        standing=STANDINGS[work.stage],
        since=work.moved_at,
        round_id=work.round_id,
        claimed=work.stage is RoundStage.CLAIMED,
    )


def _errors(ids: Sequence[int], now: datetime) -> dict[int, int]:
    """How much the law forbids in the answers of each of these groups."""
    if not ids:
        return {}
    today = clock.local(now).date()
    statement = select(StatutesDraft.cooperative_id, StatutesDraft.answers).where(StatutesDraft.cooperative_id.in_(ids))
    counted = {}
    for number, answers in db.session.execute(statement.order_by(StatutesDraft.id)):
        findings = legal.check(read(answers), on=today)
        counted[number] = sum(finding.severity is Severity.ERROR for finding in findings)
    return counted


def _members(ids: Sequence[int], now: datetime) -> dict[int, RegisterPlace]:
    """Who were admitted and did not leave, and how many of them never paid in."""
    today = clock.local(now).date()
    happened = [MemberEvent.member_id == Member.id, MemberEvent.holds.is_(True), MemberEvent.on_date <= today]
    ends = [kind for kind in EventKind if kind.ends]
    admitted = exists().where(*happened, MemberEvent.kind == EventKind.ADMISSION)
    left = exists().where(*happened, MemberEvent.kind.in_(ends))
    paid = exists().where(CapitalEntry.member_id == Member.id)
    statement = (
        select(Member.cooperative_id, func.count(), func.sum(case((paid, 0), else_=1)))
        .where(Member.cooperative_id.in_(ids), admitted, ~left)
        .group_by(Member.cooperative_id)
    )
    return {number: RegisterPlace(members, unpaid) for number, members, unpaid in db.session.execute(statement)}


def _watches(ids: Sequence[int], now: datetime) -> dict[int, WatchPlace]:
    """The groups that look for work, with how many new matches each has."""
    is_new = and_(Match.profile_id == WatchProfile.id, Match.state == MatchState.NEW)
    # An outer join: a group that watches and found nothing counts zero, one that does not watch is absent.
    still_new = watch.still_new(now)
    counts = case((still_new, 1), else_=0)
    found_at = case((still_new, Match.found_at))
    statement = (
        select(WatchProfile.cooperative_id, func.sum(counts), func.min(found_at))
        .outerjoin(Match, is_new)
        .outerjoin(Match.notice)
        .where(WatchProfile.cooperative_id.in_(ids))
        .group_by(WatchProfile.cooperative_id)
    )
    return {number: WatchPlace(True, new, first) for number, new, first in db.session.execute(statement)}


@dataclass(slots=True)
class _Bids:
    """What a group is writing, the nearest deadline first, what lies with buyers, and whether it ever handed one in."""

    writing: list[BidPlace] = field(default_factory=list)
    with_buyer: list[BidPlace] = field(default_factory=list)
    handed_in: bool = False


def _bids(ids: Sequence[int], now: datetime) -> dict[int, _Bids]:
    deadline, title = next_deadline(now), func.coalesce(Notice.title, WorkRequest.title)
    statement = (
        select(Bid.cooperative_id, Bid.stage, Bid.id, title, Bid.started_at, Bid.submitted_at, deadline, WorkRequest)
        .outerjoin(Bid.notice)
        .outerjoin(Bid.request)
        .where(Bid.cooperative_id.in_(ids))
        .order_by(deadline.is_(None), deadline, Bid.id)
    )
    bids: defaultdict[int, _Bids] = defaultdict(_Bids)
    for number, stage, bid, name, started_at, submitted_at, closes, asked in db.session.execute(statement):
        place = BidPlace(bid, name, submitted_at or started_at, asked.deadline if asked else closes)
        of_group = bids[number]
        if stage is BidStage.DRAFT:
            of_group.writing.append(place)
        if stage is BidStage.SUBMITTED:
            of_group.with_buyer.append(place)
        of_group.handed_in = of_group.handed_in or submitted_at is not None
    # The deadline of what a client asked directly is no column: the order of the database does not know it.
    for of_group in bids.values():
        of_group.writing.sort(key=_nearest_first)
    return bids


def _nearest_first(place: BidPlace) -> tuple[bool, datetime]:
    return place.deadline is None, place.deadline or place.moved_at


def _asked(ids: Sequence[int]) -> dict[int, list[AskedPlace]]:
    """What clients asked of the groups that nobody said no to or began a bid on, the longest waiting first."""
    statement = (
        select(WorkRequest)
        .where(WorkRequest.cooperative_id.in_(ids), WorkRequest.state == RequestState.OPEN)
        .where(~exists().where(Bid.request_id == WorkRequest.id))
        .order_by(WorkRequest.entered_at, WorkRequest.id)
    )
    asked: defaultdict[int, list[AskedPlace]] = defaultdict(list)
    for row in db.session.scalars(statement):
        asked[row.cooperative_id].append(AskedPlace(row.id, row.title, row.client, row.entered_at))
    return asked


def _dates(ids: Sequence[int], now: datetime) -> dict[int, list[DuePlace]]:
    """What is due within a week, for each group."""
    dates: defaultdict[int, list[DuePlace]] = defaultdict(list)
    for entry in agenda.entries(ids, since=now, until=now + NEAR, limit=len(ids) * 20):
        due = DuePlace(entry.title, entry.params, entry.due_at, entry.whole_day, entry.url, entry.source)
        if entry.cooperative_id is not None:
            dates[entry.cooperative_id].append(due)
    return dates


def _marks(ids: Sequence[int]) -> dict[int, dict[str, Mark]]:
    """What was said about the documents of the phases."""
    statement: Any = (
        select(PhaseDocument, User.name)
        .outerjoin(PhaseDocument.by)
        .where(PhaseDocument.cooperative_id.in_(ids))
        .order_by(PhaseDocument.id)
    )
    marks: defaultdict[int, dict[str, Mark]] = defaultdict(dict)
    for document, name in db.session.execute(statement):
        marks[document.cooperative_id][document.key] = Mark(document.state, document.note, document.at, name or "")
    return marks
