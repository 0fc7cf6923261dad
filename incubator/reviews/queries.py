"""Reads about reviewed work; the queue is oldest first, because a median hides the one who waits longest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries import within_sight
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.reviews.values import WITH_COACH, Stage


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which part of the queue: `who` is all, mine (claimed by me) or free (claimed by nobody)."""

    who: str = "all"
    group: str = ""
    phase: str = ""


def queue(viewer: User, wanted: QueueFilter | None = None) -> Sequence[Round]:
    """What waits for a coach in the groups this viewer may know of, oldest first."""
    wanted = wanted or QueueFilter()
    statement = _rounds().where(Round.stage.in_(WITH_COACH), within_sight(viewer))
    if wanted.who == "mine":
        statement = statement.where(Round.coach_id == viewer.id)
    if wanted.who == "free":
        statement = statement.where(Round.stage == Stage.SUBMITTED)
    if wanted.group:
        statement = statement.where(Cooperative.slug == wanted.group)
    if wanted.phase in set(Phase):
        statement = statement.where(Cooperative.phase == Phase(wanted.phase))
    return db.session.scalars(statement.order_by(Round.handed_in_at, Round.id)).unique().all()


def _rounds() -> Select[Round]:
    return (
        select(Round)
        .join(Round.case)
        .join(ReviewCase.cooperative)
        .options(
            contains_eager(Round.case).contains_eager(ReviewCase.cooperative),
            joinedload(Round.handed_in_by),
            joinedload(Round.coach),
        )
    )


def round_in_sight(viewer: User, round_id: int) -> Round | None:
    """One round of a group within sight. A loader for `guarded`."""
    statement = _rounds().options(selectinload(Round.remarks).joinedload(Remark.author))
    return db.session.scalar(statement.where(Round.id == round_id, within_sight(viewer)))


def case_of(group: Cooperative, kind: str, ref: str) -> ReviewCase | None:
    statement = select(ReviewCase).where(
        ReviewCase.cooperative_id == group.id, ReviewCase.kind == kind, ReviewCase.ref == ref
    )
    return db.session.scalar(statement)


def rounds(group: Cooperative, kind: str, ref: str) -> Sequence[Round]:
    """Every time this work was handed in, newest first, with the remarks."""
    statement = (
        _rounds()
        .options(selectinload(Round.remarks).joinedload(Remark.author))
        .where(ReviewCase.cooperative_id == group.id, ReviewCase.kind == kind, ReviewCase.ref == ref)
        .order_by(Round.number.desc())
    )
    return db.session.scalars(statement).unique().all()


def latest_round(group: Cooperative, kind: str, ref: str) -> Round | None:
    """The last time this work was handed in and not taken back."""
    return next((one for one in rounds(group, kind, ref) if one.stage is not Stage.WITHDRAWN), None)


def round_before(later: Round) -> Round | None:
    """The round that a coach decided about before this one."""
    statement = (
        select(Round)
        .where(Round.case_id == later.case_id, Round.number < later.number, Round.stage != Stage.WITHDRAWN)
        .order_by(Round.number.desc())
        .options(selectinload(Round.remarks).joinedload(Remark.author))
        .limit(1)
    )
    return db.session.scalar(statement)


def latest_rounds(groups: Sequence[Cooperative], kind: str) -> dict[tuple[int, str], Round]:
    """The last round of all work of one kind, by (id of the group, ref); one question for any number of groups."""
    statement = (
        _rounds()
        .where(
            ReviewCase.cooperative_id.in_([group.id for group in groups]),
            ReviewCase.kind == kind,
            Round.stage != Stage.WITHDRAWN,
        )
        .order_by(Round.number)
    )
    return {(one.case.cooperative_id, one.case.ref): one for one in db.session.scalars(statement).unique()}


def coaches_of(group: Cooperative) -> Sequence[User]:
    """Who guides this group."""
    guides = and_(CoachAssignment.user_id == User.id, CoachAssignment.cooperative_id == group.id)
    statement = select(User).join(CoachAssignment, guides).where(User.deleted_at.is_(None)).order_by(User.id)
    return db.session.scalars(statement).all()


def waiting_since(before: datetime) -> Sequence[Round]:
    """Work that was handed in before this moment and that no coach has decided about, oldest first."""
    statement = _rounds().where(Round.stage.in_(WITH_COACH), Round.handed_in_at < before)
    return db.session.scalars(statement.order_by(Round.handed_in_at, Round.id)).unique().all()


def waiting_count(viewer: User) -> int:
    """How many pieces of work wait for a coach, for a start page."""
    statement = (
        select(func.count())
        .select_from(Round)
        .join(Round.case)
        .join(ReviewCase.cooperative)
        .where(Round.stage.in_(WITH_COACH), within_sight(viewer))
    )
    return db.session.scalar(statement) or 0
