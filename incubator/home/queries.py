"""What the start pages show: put together from the features, with as many questions for forty groups as for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import Role, User
from incubator.bids.models import Bid, BidStage
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Milestone, Participation
from incubator.cooperatives.values import Phase
from incubator.core import job_runs, outbox
from incubator.core.db import db
from incubator.core.outbox import MailState
from incubator.learning import queries as learning
from incubator.learning.queries import Overview, Progress
from incubator.learning.values import Lesson, LessonStanding
from incubator.notices.models import Notice
from incubator.reviews import queries as reviews
from incubator.reviews.models import Round
from incubator.sources.models import Source
from incubator.watch import queries as watch
from incubator.watch.models import Match, MatchState, WatchProfile


@dataclass(frozen=True, slots=True)
class GroupStart:
    """Where a group is, and what it can do now."""

    group: Cooperative
    progress: Progress
    milestones: frozenset[str]
    new_matches: int
    draft_bids: int
    watches: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next and whose turn it is. `kind` says which page: the view knows the address and the words."""

    kind: str  # exercise, returned, waiting, statutes, deed, profile, matches, bids, look-around, stopped
    waiting: bool = False
    lesson: Lesson | None = None  # its title is in the language of whoever reads the page
    number: int = 0


def groups_of(viewer: User, *, now: datetime) -> list[GroupStart]:
    """The groups in which someone takes part."""
    groups = cooperatives.going_on(viewer)
    if not groups:
        return []
    ids = [group.id for group in groups]
    reached = _milestones(ids)
    new_matches = _matches(ids, now)
    drafts = _bids(ids)
    starts = []
    for group, progress in zip(groups, learning.progress_of(groups), strict=True):
        starts.append(
            GroupStart(
                group,
                progress,
                milestones=frozenset(reached.get(group.id, ())),
                new_matches=new_matches.get(group.id, 0),
                draft_bids=drafts.get(group.id, 0),
                watches=group.id in new_matches,
            )
        )
    return starts


def _milestones(ids: Sequence[int]) -> dict[int, set[str]]:
    """The keys of what each group reached."""
    statement = (
        select(Milestone.cooperative_id, Milestone.key).where(Milestone.cooperative_id.in_(ids)).order_by(Milestone.id)
    )
    reached: dict[int, set[str]] = {}
    for cooperative_id, key in db.session.execute(statement):
        reached.setdefault(cooperative_id, set()).add(key)
    return reached


def _matches(ids: Sequence[int], now: datetime) -> dict[int, int]:
    """How many new matches each cooperative that watches has."""
    is_new = and_(Match.profile_id == WatchProfile.id, Match.state == MatchState.NEW)
    # An outer join: a group that watches and found nothing counts zero, one that does not watch is absent.
    statement = (
        select(WatchProfile.cooperative_id, func.sum(case((watch.still_new(now), 1), else_=0)))
        .outerjoin(Match, is_new)
        .outerjoin(Match.notice)
        .where(WatchProfile.cooperative_id.in_(ids))
        .group_by(WatchProfile.cooperative_id)
        .order_by(WatchProfile.cooperative_id)
    )
    return dict(db.session.execute(statement).all())


def _bids(ids: Sequence[int]) -> dict[int, int]:
    statement = (
        select(Bid.cooperative_id, func.count())
        .where(Bid.cooperative_id.in_(ids), Bid.stage == BidStage.DRAFT)
        .group_by(Bid.cooperative_id)
        .order_by(Bid.cooperative_id)
    )
    return dict(db.session.execute(statement).all())


def next_step(start: GroupStart) -> NextStep:
    """What this group does next: learn and found first, then find work."""
    lesson, standing = start.progress.current, start.progress.current_standing
    # Once founded nobody is sent back to a lesson that was skipped: finding work comes first.
    if start.group.phase.founded:
        return _work(start)
    if lesson is not None and standing is LessonStanding.RETURNED:
        return NextStep("returned", lesson=lesson)
    if lesson is not None and standing is LessonStanding.WITH_COACH:
        return NextStep("waiting", waiting=True, lesson=lesson)
    if lesson is not None:
        return NextStep("exercise", lesson=lesson)
    return NextStep("deed" if "statutes-approved" in start.milestones else "statutes")


def _work(start: GroupStart) -> NextStep:
    # A bid that was begun has a closing date; what could be found next has none yet.
    if start.draft_bids:
        return NextStep("bids", number=start.draft_bids)
    if not start.watches:
        return NextStep("profile")
    if start.new_matches:
        return NextStep("matches", number=start.new_matches)
    return NextStep("look-around")


@dataclass(frozen=True, slots=True)
class Personas:
    """Whom a visitor of the demo can be: people by group, and who works for the incubator by role."""

    groups: list[tuple[Cooperative, list[User]]]
    staff: list[tuple[Role, list[User]]]


def personas(people: Sequence[User]) -> Personas:
    """These people where they belong; the groups in the order of their phase."""
    ids = [person.id for person in people]
    takes_part = (
        select(Participation)
        .join(Participation.cooperative)
        # Both ends at once: the front page asks as much for forty people as for one.
        .options(contains_eager(Participation.cooperative), joinedload(Participation.user))
        .where(Participation.user_id.in_(ids), Participation.until.is_(None))
        .order_by(Cooperative.phase, Cooperative.id, Participation.id)
    )
    groups: dict[Cooperative, list[User]] = {}
    for participation in db.session.scalars(takes_part):
        groups.setdefault(participation.cooperative, []).append(participation.user)
    staff: dict[Role, list[User]] = {}
    for role in (Role.COACH, Role.MANAGER):
        for person in people:
            if person.role is role:
                staff.setdefault(role, []).append(person)
    return Personas(list(groups.items()), list(staff.items()))


@dataclass(frozen=True, slots=True)
class CoachStart:
    """What waits for a coach, oldest first, and where every group stands."""

    waiting: Sequence[Round]
    waiting_count: int
    overview: Overview


def coach_start(viewer: User, *, now: datetime, page: int = 1) -> CoachStart:
    """The oldest work first; groups that stand still first."""
    waiting, count = reviews.longest_waiting(viewer, 10)
    return CoachStart(waiting, count, learning.overview(viewer, now=now, page=page))


@dataclass(frozen=True, slots=True)
class ManagerStart:
    """Figures of the whole incubator, and what needs attention."""

    by_phase: dict[str, int]
    founded: int
    contracts: int
    notices: int
    broken_sources: Sequence[Source]
    failed_jobs: list[str]
    dead_mails: int
    without_coach: Sequence[Cooperative]  # their work waits while nobody guides them


def manager_start() -> ManagerStart:
    by_phase = cooperatives.counts_by_phase()
    contracts = select(func.count()).select_from(Milestone).where(Milestone.key == "first-contract")
    broken = select(Source).where(Source.active.is_(True), Source.broken_since.is_not(None)).order_by(Source.id)
    failed = [name for name, run in sorted(job_runs.last_runs().items()) if run.state is job_runs.RunState.FAILED]
    return ManagerStart(
        by_phase=by_phase,
        founded=sum(by_phase.get(phase.value, 0) for phase in Phase if phase.founded),
        contracts=db.session.scalar(contracts) or 0,
        notices=db.session.scalar(select(func.count()).select_from(Notice)) or 0,
        broken_sources=db.session.scalars(broken).all(),
        failed_jobs=failed,
        dead_mails=outbox.mail_counts().get(MailState.DEAD, 0),
        without_coach=reviews.waiting_without_coach(),
    )
