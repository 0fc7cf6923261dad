"""Reads about coaches who learn the work, and who releases what they decide."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import Role, User
from incubator.core.db import db
from incubator.reviews.models import Round
from incubator.reviews.models.talk import CoachTraining
from incubator.reviews.values import RoundStage


def lead_of(coach: User) -> User | None:
    """Who releases what this coach decides; None when the coach decides alone."""
    statement = select(User).join(CoachTraining, CoachTraining.lead_id == User.id)
    return db.session.scalar(statement.where(CoachTraining.junior_id == coach.id, CoachTraining.until.is_(None)))


def trainings() -> Sequence[CoachTraining]:
    """Who learns the work now, with whom, by name."""
    statement = (
        select(CoachTraining)
        .join(CoachTraining.junior)
        .where(CoachTraining.until.is_(None))
        .options(joinedload(CoachTraining.junior), joinedload(CoachTraining.lead))
    )
    return db.session.scalars(statement.order_by(User.name, CoachTraining.id)).all()


def trainings_of(coach: User) -> Sequence[CoachTraining]:
    """The trainings that last in which someone is junior or lead."""
    concerns = (CoachTraining.junior_id == coach.id) | (CoachTraining.lead_id == coach.id)
    statement = select(CoachTraining).where(concerns, CoachTraining.until.is_(None)).order_by(CoachTraining.id)
    return db.session.scalars(statement).all()


def training(_viewer: User, training_id: int) -> CoachTraining | None:
    """One that lasts. A loader for `guarded`."""
    statement = select(CoachTraining).where(CoachTraining.id == training_id, CoachTraining.until.is_(None))
    return db.session.scalar(statement)


def juniors_of(viewer: int | BindParameter[int]) -> Select[int]:
    """The numbers of the coaches whose decisions this person releases."""
    return select(CoachTraining.junior_id).where(CoachTraining.lead_id == viewer, CoachTraining.until.is_(None))


def waits_for_lead(role: Role, viewer: int | BindParameter[int]) -> ColumnElement[bool]:
    """The condition under which this viewer releases a decision: as the lead of its coach, or as manager."""
    drafted = and_(Round.stage == RoundStage.CLAIMED, Round.drafted.is_not(None))
    if role is Role.MANAGER:
        return drafted
    return and_(drafted, Round.coach_id.in_(juniors_of(viewer)))


def leads(viewer: User, work: Round) -> bool:
    """Whether this viewer releases the decision that waits about this work."""
    if work.drafted is None or work.coach is None or work.coach_id == viewer.id:
        return False
    if viewer.role is Role.MANAGER:
        return True
    lead = lead_of(work.coach)
    return lead is not None and lead.id == viewer.id


def releases(viewer: User) -> bool:
    """Whether this viewer has something to do with releasing: leads a coach, or is a manager while somebody learns."""
    statement = select(CoachTraining.id).where(CoachTraining.until.is_(None)).limit(1)
    if viewer.role is not Role.MANAGER:
        statement = statement.where(CoachTraining.lead_id == viewer.id)
    return db.session.scalar(statement) is not None
