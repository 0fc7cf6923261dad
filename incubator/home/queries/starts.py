"""What the start pages show: put together from the features, with as many questions for forty groups as for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Integer, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import Role, User
from incubator.challenges.queries.judging import PlanToJudge, plans_to_judge
from incubator.cohorts.queries import guiding, intakes
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Milestone, Participation, ParticipationRole
from incubator.cooperatives.queries.groups import in_sight
from incubator.cooperatives.queries.people import unguided
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import UTCDateTime, db
from incubator.core.prepared import VIEWER, Question
from incubator.home.models import GroupActivity
from incubator.home.queries.activity import active_at, of_group
from incubator.home.queries.situations import situations
from incubator.home.rules.steps import RESTING, STILL
from incubator.home.values import Situation
from incubator.notices.models import Notice
from incubator.questions import queries as questions
from incubator.register.models import DeedProposal
from incubator.register.values import ProposalState
from incubator.reviews import queries as reviews
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.queries import OldestWork
from incubator.reviews.values import WITH_COACH

PAGE = 8  # groups on one page: with long titles it still stays short on a phone


@dataclass(frozen=True, slots=True)
class GroupStart:
    """A group, and where it stands."""

    group: Cooperative
    situation: Situation


def groups_of(viewer: User, *, now: datetime) -> list[tuple[GroupStart, ParticipationRole]]:
    """The groups in which someone takes part, with what they do there."""
    groups = cooperatives.own_groups(viewer)
    where = situations([group for group, _role in groups], now=now)
    return [(GroupStart(group, where[group.id]), role) for group, role in groups]


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
class GroupPage:
    """One page of groups, what was quiet longest first; how many there are, and how many stand still, in all."""

    groups: list[GroupStart]
    page: int
    total: int
    still: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class CoachStart:
    """What waits longest for a coach, how much does, and where every group stands."""

    oldest: OldestWork | None
    waiting_count: int
    questions_count: int
    follow_ups: int  # that were to be done today or before
    plans: list[PlanToJudge]  # of challenges, the longest waiting first
    groups: GroupPage


def coach_start(viewer: User, *, now: datetime, page: int = 1) -> CoachStart:
    """The oldest work first; the groups in which nothing happened longest first."""
    oldest, count = reviews.longest_waiting(viewer)
    asked = questions.count_waiting_for_coach(viewer)
    due = guiding.count_due(viewer, today=clock.local(now).date())
    return CoachStart(oldest, count, asked, due, plans_to_judge(viewer), _group_page(viewer, now, page))


def _group_page(viewer: User, now: datetime, page: int) -> GroupPage:
    quiet_since = now - timedelta(days=STILL + 1)
    asked = {"viewer": viewer.id, "quiet_since": quiet_since, "passed_over": (page - 1) * PAGE}
    rows = db.session.execute(_longest_quiet(viewer.role), asked).all()
    if not rows and page > 1:  # past the last page, where a kept address points when groups have stopped
        return _group_page(viewer, now, 1)
    if not rows:
        return GroupPage([], 1, 0, 0)
    where = situations([row[0] for row in rows], now=now)
    return GroupPage([GroupStart(row[0], where[row[0].id]) for row in rows], page, rows[0][1], rows[0][2])


@cache
def _longest_quiet(role: Role) -> Question:
    total, still = func.count().over(), func.sum(_stands_still()).over()
    passed_over: BindParameter[int] = bindparam("passed_over", type_=Integer)
    statement: Question = select(Cooperative, total, still)
    statement = statement.outerjoin(GroupActivity, of_group)
    statement = statement.where(in_sight(role, VIEWER), Cooperative.phase != Phase.STOPPED)
    return statement.order_by(active_at, Cooperative.id).limit(PAGE).offset(passed_over)


def _stands_still() -> ColumnElement[int]:
    """`rules.stands_still` in SQL, as 1 or 0; documents that lie with a coach were active when they were handed over."""
    quiet = and_(
        active_at <= bindparam("quiet_since", type_=UTCDateTime),
        Cooperative.phase.not_in(RESTING),
        ~_has_work_waiting(),
    )
    return case((quiet, 1), else_=0)


def _has_work_waiting() -> ColumnElement[bool]:
    """Work of the group lies with a coach, or with nobody when it has none."""
    # One list for all groups: asked group by group, all that waits would be gone through for each.
    waiting = select(ReviewCase.cooperative_id).join(ReviewCase.rounds).where(Round.stage.in_(WITH_COACH))
    return Cooperative.id.in_(waiting)


@dataclass(frozen=True, slots=True)
class ManagerStart:
    """Figures of the whole incubator, and what needs attention."""

    by_phase: dict[str, int]
    founded: int
    contracts: int
    notices: int
    turns: list[GroupStart]
    turns_count: int
    waiting_count: int
    groups_count: int
    applications: int  # that nobody decided about
    unguided: int  # groups on their way that no coach guides


MOST_PLANS = 5  # challenge plans that wait, on the start page
MOST_TURNS = 5  # groups that wait for the manager, on the start page


def manager_start(viewer: User, *, now: datetime) -> ManagerStart:
    by_phase = cooperatives.counts_by_phase()
    turns, turns_count = _turns_of_manager(now)
    return ManagerStart(
        by_phase=by_phase,
        # Counted by what happened: a phase can be set by hand, and who stopped has been founded all the same.
        founded=_reached("deed"),
        contracts=_reached("first-contract"),
        notices=db.session.scalar(select(func.count()).select_from(Notice)) or 0,
        turns=turns,
        turns_count=turns_count,
        waiting_count=reviews.longest_waiting(viewer)[1],
        groups_count=sum(count for phase, count in by_phase.items() if phase != Phase.STOPPED.value),
        applications=intakes.waiting_count(),
        unguided=_unguided_count(),
    )


def _unguided_count() -> int:
    statement = select(func.count()).select_from(Cooperative).where(unguided(), Cooperative.phase != Phase.STOPPED)
    return db.session.scalar(statement) or 0


def _reached(milestone: str) -> int:
    statement = select(func.count()).select_from(Milestone).where(Milestone.key == milestone)
    return db.session.scalar(statement) or 0


def _turns_of_manager(now: datetime) -> tuple[list[GroupStart], int]:
    """The groups that only a manager can help on: work without a coach, a deed to confirm. The longest quiet first."""
    helped = or_(
        and_(_has_work_waiting(), unguided()),
        exists().where(DeedProposal.cooperative_id == Cooperative.id, DeedProposal.state == ProposalState.PROPOSED),
    )
    statement = (
        select(Cooperative, func.count().over())
        .outerjoin(GroupActivity, of_group)
        .where(helped, Cooperative.phase != Phase.STOPPED)
        .order_by(active_at, Cooperative.id)
        .limit(MOST_TURNS)
    )
    rows = db.session.execute(statement).all()
    if not rows:
        return [], 0
    where = situations([row[0] for row in rows], now=now)
    return [GroupStart(row[0], where[row[0].id]) for row in rows], rows[0][1]
