"""Studies of the local multiplier within sight."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.moneymap.models import MultiplierStudy
from incubator.moneymap.values.studies import StudyAnswers
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible


def study(viewer: User, slug: str, number: int) -> MultiplierStudy | None:
    """A study within sight. A loader for `guarded`."""
    statement = select(MultiplierStudy).join(MultiplierStudy.neighbourhood).where(MultiplierStudy.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def studies(neighbourhood_id: int, *, only_public: bool = False) -> Sequence[MultiplierStudy]:
    """The studies of a neighbourhood, the last year first."""
    statement = select(MultiplierStudy).where(MultiplierStudy.neighbourhood_id == neighbourhood_id)
    if only_public:
        statement = statement.where(MultiplierStudy.is_public)
    order = (MultiplierStudy.year.desc(), MultiplierStudy.organisation, MultiplierStudy.id)
    return db.session.scalars(statement.order_by(*order)).all()


def answers_of(study: MultiplierStudy) -> StudyAnswers:
    """What was filled in, as it was filled in."""
    return StudyAnswers(**{name: getattr(study, name) for name in StudyAnswers.__slots__})


def just_added(neighbourhood_id: int, answers: StudyAnswers, *, since: datetime) -> MultiplierStudy | None:
    """The study with just these answers that was written down since then."""
    statement = select(MultiplierStudy).where(
        MultiplierStudy.neighbourhood_id == neighbourhood_id, MultiplierStudy.changed_at >= since
    )
    for known in db.session.scalars(statement.order_by(MultiplierStudy.id)):
        if answers_of(known) == answers:
            return known
    return None
