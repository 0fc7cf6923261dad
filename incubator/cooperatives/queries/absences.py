"""Reads about coaches who are away. An absence ends by its date: whoever asks compares it with today, and nothing has to run."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Date, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import Absence, CoachAssignment, Cooperative, Substitution
from incubator.core import clock
from incubator.core.db import db
from incubator.core.prepared import GROUP, VIEWER, Question

COACHES = frozenset({Role.COACH, Role.MANAGER})
GUIDES = and_(User.is_active, User.role.in_(COACHES))  # an account that was closed, or lost the role, guides nobody


# The date of when the question is asked, and not of when it was put into words.
TODAY: BindParameter[date] = bindparam(None, callable_=lambda: clock.today(), type_=Date)  # noqa: PLW0108 - tests set the clock


def _lasts() -> ColumnElement[bool]:
    return and_(Absence.until >= TODAY, Absence.ended_at.is_(None))


def is_away() -> ColumnElement[bool]:
    """The condition under which a user is away today."""
    return User.id.in_(select(Absence.user_id).where(_lasts()))


def standing_in() -> Select[Any]:
    """Who stands in today, in which groups; only where who is away still guides the group."""
    guides = exists().where(
        CoachAssignment.user_id == Absence.user_id, CoachAssignment.cooperative_id == Substitution.cooperative_id
    )
    return select(Substitution).join(Substitution.absence).where(_lasts(), guides)


def stood_in_by(viewer: int | BindParameter[int]) -> Select[Any]:
    """The numbers of the groups in which the person of this number stands in today."""
    return standing_in().with_only_columns(Substitution.cooperative_id).where(Substitution.user_id == viewer)


def substitutions_of(user: User) -> Sequence[Substitution]:
    """For whom this person stands in today, and in which groups."""
    statement = standing_in().where(Substitution.user_id == user.id).order_by(Substitution.id)
    return db.session.scalars(statement).all()


def stands_in_for(user: User) -> tuple[str, ...]:
    """The names of the groups in which this person stands in today."""
    statement = standing_in().with_only_columns(Cooperative.name).join(Substitution.cooperative)
    return tuple(db.session.scalars(statement.where(Substitution.user_id == user.id).order_by(Cooperative.name)))


def absence_of(user: User) -> Absence | None:
    """That this person is away today, with who stands in where."""
    return db.session.scalar(_absence(), {"viewer": user.id})


@cache
def _absence() -> Question:
    statement: Question = select(Absence).where(Absence.user_id == VIEWER, _lasts())
    in_which = selectinload(Absence.substitutions)
    names = (in_which.joinedload(Substitution.user), in_which.joinedload(Substitution.cooperative))
    return statement.options(*names).order_by(Absence.id).limit(1)


class Away(NamedTuple):
    """A coach of a group who is away, and who stands in there."""

    coach: User
    until: date
    substitute: User | None


def away_from(group: Cooperative) -> list[Away]:
    """The coaches of this group who are away today."""
    return [_away(absence, standing) for absence, standing in db.session.execute(_absences(), {"group": group.id})]


@cache
def _absences() -> Question:
    here = and_(Substitution.absence_id == Absence.id, Substitution.cooperative_id == GROUP)
    statement: Question = select(Absence, Substitution)
    statement = statement.join(CoachAssignment, CoachAssignment.user_id == Absence.user_id)
    statement = statement.outerjoin(Substitution, here).where(CoachAssignment.cooperative_id == GROUP, _lasts())
    return statement.options(joinedload(Absence.user), joinedload(Substitution.user)).order_by(Absence.id)


def _away(absence: Absence, standing: Substitution | None) -> Away:
    substitute = standing.user if standing is not None else None
    if substitute is not None and not (substitute.is_active and substitute.role in COACHES):
        substitute = None
    return Away(absence.user, absence.until, substitute)


def coach(viewer: User, user_id: int) -> User | None:
    """A coach whose absence this viewer may note: themselves, and for a manager any. A loader for `guarded`."""
    if viewer.id != user_id and viewer.role is not Role.MANAGER:
        return None
    return db.session.scalar(select(User).where(User.id == user_id, GUIDES))


def guided(user: User) -> Sequence[Cooperative]:
    """The groups that someone guides, by name."""
    assigned = select(CoachAssignment.cooperative_id).where(CoachAssignment.user_id == user.id)
    statement = select(Cooperative).where(Cooperative.id.in_(assigned))
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def colleagues(user: User) -> list[tuple[User, int]]:
    """Who can stand in for this person: not away themselves; by name, with how many groups each guides."""
    load = select(func.count()).where(CoachAssignment.user_id == User.id).scalar_subquery()
    statement = select(User, load).where(GUIDES, ~is_away(), User.id != user.id).order_by(User.name, User.id)
    return [(colleague, number) for colleague, number in db.session.execute(statement)]


def absences_for_export(user: User) -> list[dict[str, str]]:
    """When someone was away, for their own download."""
    statement = select(Absence).where(Absence.user_id == user.id).order_by(Absence.id)
    return [
        {"since": absence.since.isoformat(), "until": absence.until.isoformat()}
        for absence in db.session.scalars(statement)
    ]
