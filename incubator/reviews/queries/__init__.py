"""Reads about reviewed work; in the queue what closes soon goes first, then the oldest: a median hides the one who waits longest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import Cooperative, Participation
from incubator.cooperatives.queries import people
from incubator.cooperatives.queries.groups import in_sight
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.prepared import GROUP, IDS, VIEWER, Question, once, rows
from incubator.reviews.models import Remark, ReviewCase, Round, SavedRemark
from incubator.reviews.queries.training import waits_for_lead
from incubator.reviews.values import WITH_COACH, RoundStage

PAGE = 18  # on a phone each piece of work takes a good deal of the page
DECIDED = (RoundStage.RETURNED, RoundStage.APPROVED)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of the queue: `who` is waiting (for any coach), mine (I read it), release (the decision of a coach who learns the
    work waits for me) or decided (the newest first).

    Of what was decided `own` leaves only what the reader decided.
    """

    who: str = "waiting"
    group: str = ""
    phase: str = ""
    own: bool = False


class Queue(NamedTuple):
    """One page of the queue, how many pieces there are in total, and which of their groups have no coach."""

    works: Sequence[Round]
    total: int
    unguided: frozenset[int]


def in_reach(viewer: User) -> ColumnElement[bool]:
    """The work that this viewer can read: of the groups within sight, and for a coach also that of groups which nobody guides."""
    return _in_reach(viewer.role, viewer.id)


def _in_reach(role: Role, viewer: int | BindParameter[int]) -> ColumnElement[bool]:
    if role is not Role.COACH:
        return in_sight(role, viewer)
    nobody_guides = and_(people.unguided(), Round.stage.in_(WITH_COACH))
    own = or_(Round.coach_id == viewer, Round.released_by_id == viewer)
    return or_(in_sight(role, viewer), nobody_guides, own, waits_for_lead(role, viewer))


class RoundPlace(NamedTuple):
    """Which piece of work a round is of."""

    round_id: int
    kind: str
    ref: str


def places_waiting(viewer: User, kinds: Sequence[str]) -> list[RoundPlace]:
    """The work of these kinds that waits for a coach or is read, as far as this viewer can read it; one short row each."""
    statement = select(Round.id, ReviewCase.kind, ReviewCase.ref).join(Round.case).join(ReviewCase.cooperative)
    statement = statement.where(in_reach(viewer), Round.stage.in_(WITH_COACH), ReviewCase.kind.in_(kinds))
    return [RoundPlace(*row) for row in db.session.execute(statement.order_by(Round.id))]


def _longest_waiting(first: Sequence[int]) -> list[ColumnElement[Any]]:
    """These rounds first, in this order; then the oldest."""
    oldest: list[ColumnElement[Any]] = [Round.handed_in_at.asc(), Round.id.asc()]
    if not first:
        return oldest
    places = {number: place for place, number in enumerate(first)}
    return [case(places, value=Round.id, else_=len(places)), *oldest]


def queue(viewer: User, chosen: QueueFilter | None = None, page: int = 1, *, first: Sequence[int] = ()) -> Queue:
    """What waits for a coach in the groups this viewer may know of: the rounds `first`, then the oldest; without the work itself."""
    chosen = chosen or QueueFilter()
    statement = _in_tab(viewer, chosen.who)
    if chosen.group:
        statement = statement.where(Cooperative.slug == chosen.group)
    if chosen.phase in set(Phase):
        statement = statement.where(Cooperative.phase == Phase(chosen.phase))
    if chosen.own and chosen.who == "decided":
        statement = statement.where(Round.coach_id == viewer.id)
    count = db.session.scalar(select(func.count()).select_from(statement.with_only_columns(Round.id).subquery())) or 0
    order = _longest_waiting(first)
    if chosen.who == "decided":
        order = [Round.decided_at.desc(), Round.id.desc()]
    # The snapshot holds every answer of the group; the list shows none of them.
    shown = _with_names(statement).options(defer(Round.snapshot)).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    works = db.session.scalars(shown).unique().all()
    groups = [work.case.cooperative_id for work in works]
    alone = db.session.scalars(select(Cooperative.id).where(Cooperative.id.in_(groups), people.unguided()))
    return Queue(works, count, frozenset(alone))


def _in_tab(viewer: User, who: str) -> Select[Round]:
    statement = select(Round).join(Round.case).join(ReviewCase.cooperative).where(in_reach(viewer))
    if who == "decided":
        return statement.where(Round.stage.in_(DECIDED))
    if who == "mine":
        return statement.where(Round.stage == RoundStage.CLAIMED, Round.coach_id == viewer.id)
    if who == "release":
        return statement.where(waits_for_lead(viewer.role, viewer.id), Round.coach_id != viewer.id)
    return statement.where(Round.stage.in_(WITH_COACH))


def next_waiting(viewer: User, *, first: Sequence[int] = ()) -> Round | None:
    """What this coach can best read now: what they took already, then the rounds `first`, else what waits longest and nobody reads."""
    mine = and_(Round.stage == RoundStage.CLAIMED, Round.coach_id == viewer.id, Round.drafted.is_(None))
    own_groups = Participation.until.is_(None) & (Participation.user_id == viewer.id)
    statement = (
        rounds_with_names()
        .options(defer(Round.snapshot))
        .where(in_reach(viewer), or_(mine, Round.stage == RoundStage.SUBMITTED))
        .where(~Cooperative.participations.any(own_groups))
    )
    order = [case((mine, 0), else_=1), *_longest_waiting(first)]
    return db.session.scalars(statement.order_by(*order)).unique().first()


def in_hands(coach: User) -> Sequence[Round]:
    """What a coach took and did not decide about yet."""
    statement = rounds_with_names().where(Round.coach_id == coach.id, Round.stage == RoundStage.CLAIMED)
    return db.session.scalars(statement.order_by(Round.id)).unique().all()


def rounds_with_names() -> Select[Round]:
    """Rounds with their group, who handed them in and who reads them."""
    return _with_names(select(Round).join(Round.case).join(ReviewCase.cooperative))


def _with_names(statement: Select[Round]) -> Select[Round]:
    return statement.options(
        contains_eager(Round.case).contains_eager(ReviewCase.cooperative),
        joinedload(Round.handed_in_by),
        joinedload(Round.coach),
    )


def round_in_sight(viewer: User, round_id: int) -> Round | None:
    """One round that this viewer can read. A loader for `guarded`."""
    statement = rounds_with_names().options(selectinload(Round.remarks).joinedload(Remark.author))
    return db.session.scalar(statement.where(Round.id == round_id, in_reach(viewer)))


def case_of(group: Cooperative, kind: str, ref: str) -> ReviewCase | None:
    statement = select(ReviewCase).where(
        ReviewCase.cooperative_id == group.id, ReviewCase.kind == kind, ReviewCase.ref == ref
    )
    return db.session.scalar(statement)


def open_rounds(group: Cooperative, kind: str, refs: Sequence[str]) -> Sequence[Round]:
    """Which of these pieces of work wait for a coach or are read by one, in the order in which they came."""
    statement = rounds_with_names().options(defer(Round.snapshot))
    of_work = (ReviewCase.cooperative_id == group.id, ReviewCase.kind == kind, ReviewCase.ref.in_(refs))
    return db.session.scalars(statement.where(*of_work, Round.stage.in_(WITH_COACH)).order_by(Round.id)).unique().all()


def saved_remarks(coach: User) -> Sequence[SavedRemark]:
    """What this coach kept to use again, by its words."""
    statement = select(SavedRemark).where(SavedRemark.coach_id == coach.id)
    return db.session.scalars(statement.order_by(func.lower(SavedRemark.text), SavedRemark.id)).all()


def saved_remark(viewer: User, remark_id: int) -> SavedRemark | None:
    """One of one's own. A loader for `guarded`."""
    statement = select(SavedRemark).where(SavedRemark.id == remark_id, SavedRemark.coach_id == viewer.id)
    return db.session.scalar(statement)


def saved_for_export(user: User) -> list[dict[str, str]]:
    """The same, for their own download."""
    return [{"text": remark.text, "at": remark.at.isoformat()} for remark in saved_remarks(user)]


def rounds(group: Cooperative, kind: str, ref: str) -> Sequence[Round]:
    """Every time this work was handed in, newest first, with the remarks."""
    return db.session.scalars(_rounds(), {"group": group.id, "kind": kind, "ref": ref}).unique().all()


@cache
def _rounds() -> Question:
    of_work = (ReviewCase.kind == bindparam("kind"), ReviewCase.ref == bindparam("ref"))
    statement: Question = rounds_with_names().options(selectinload(Round.remarks).joinedload(Remark.author))
    return statement.where(ReviewCase.cooperative_id == GROUP, *of_work).order_by(Round.number.desc())


def latest_round(group: Cooperative, kind: str, ref: str) -> Round | None:
    """The last time this work was handed in and not taken back."""
    handed_in = rounds(group, kind, ref)
    return next((attempt for attempt in handed_in if attempt.stage is not RoundStage.WITHDRAWN), None)


def round_before(later: Round) -> Round | None:
    """The round that a coach decided about before this one."""
    statement = (
        select(Round)
        .where(Round.case_id == later.case_id, Round.number < later.number, Round.stage != RoundStage.WITHDRAWN)
        .order_by(Round.number.desc())
        .options(selectinload(Round.remarks).joinedload(Remark.author))
        .limit(1)
    )
    return db.session.scalar(statement)


class WorkStanding(NamedTuple):
    """Where one piece of work stands: its last round that was not taken back."""

    cooperative_id: int
    kind: str
    ref: str
    stage: RoundStage
    moved_at: datetime
    round_id: int


def standings(group_ids: Sequence[int]) -> list[WorkStanding]:
    """Where all work of these groups stands: one question, and no word of the work itself is fetched."""
    asked = once(lambda: rows(_standings(), ids=group_ids), "standings", *group_ids)
    return [WorkStanding(*row) for row in asked]


@cache
def _standings() -> Question:
    newest = (
        select(Round.case_id, func.max(Round.number).label("number"))
        .join(Round.case)
        .where(ReviewCase.cooperative_id.in_(IDS), Round.stage != RoundStage.WITHDRAWN)
        .group_by(Round.case_id)
        .subquery()
    )
    return (
        select(
            ReviewCase.cooperative_id,
            ReviewCase.kind,
            ReviewCase.ref,
            Round.stage,
            func.coalesce(Round.decided_at, Round.handed_in_at),
            Round.id,
        )
        .join(Round.case)
        .join(newest, and_(newest.c.case_id == Round.case_id, newest.c.number == Round.number))
        .order_by(ReviewCase.id)
    )


def work_of(user: User) -> list[dict[str, str]]:
    """What someone handed in and what they remarked about the work of others, for their own download."""
    handed_in = rounds_with_names().where(Round.handed_in_by_id == user.id).order_by(Round.id)
    remarks = select(Remark).where(Remark.author_id == user.id).order_by(Remark.id)
    work = []
    for attempt in db.session.scalars(handed_in).unique():
        group, at = attempt.case.cooperative.name, attempt.handed_in_at.isoformat()
        work.append({"handed_in": attempt.case.title, "group": group, "at": at})
    for remark in db.session.scalars(remarks):
        work.append({"remark": remark.text, "at": remark.at.isoformat()})
    return work


class OldestWork(NamedTuple):
    """The work that waits longest for a coach, as far as a start page tells of it."""

    id: int
    title: str
    group: str
    handed_in_at: datetime


def longest_waiting(viewer: User) -> tuple[OldestWork | None, int]:
    """The work that waits longest for a coach, and how much waits in all: for a start page."""
    for *oldest, total in rows(_oldest_in_reach(viewer.role), viewer=viewer.id):
        return OldestWork(*oldest), total
    return None, 0


@cache
def _oldest_in_reach(role: Role) -> Question:
    shown = (Round.id, ReviewCase.title, Cooperative.name, Round.handed_in_at)
    statement: Question = select(*shown, func.count().over()).join(Round.case).join(ReviewCase.cooperative)
    statement = statement.where(Round.stage.in_(WITH_COACH), _in_reach(role, VIEWER))
    return statement.order_by(Round.handed_in_at, Round.id).limit(1)
