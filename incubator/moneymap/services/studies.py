"""Writing down studies of the local multiplier."""

from dataclasses import fields
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.plain_names import refuse_links
from incubator.moneymap.models import MultiplierStudy
from incubator.moneymap.queries.studies import just_added
from incubator.moneymap.rules.checking import check_year
from incubator.moneymap.rules.multiplier import check_study
from incubator.moneymap.services.holding import hold
from incubator.moneymap.values.studies import StudyAnswers
from incubator.neighbourhood.models import Neighbourhood


def add(place: Neighbourhood, answers: StudyAnswers, *, by: User | None, now: datetime) -> MultiplierStudy:
    """Write a study down; pressed twice it is the study of a moment ago. Raises `RuleViolation` for answers that break an edge rule."""
    _check(answers)
    lock(place)
    known = just_added(place.id, answers, since=now - A_MOMENT)
    if known is not None:
        return known
    study = MultiplierStudy(neighbourhood_id=place.id)
    _fill(study, answers, by, now)
    db.session.add(study)
    db.session.flush()
    return study


def change(study: MultiplierStudy, answers: StudyAnswers, *, by: User, now: datetime) -> None:
    """Change a study. Raises `RuleViolation`."""
    _check(answers)
    _fill(study, answers, by, now)


def _check(answers: StudyAnswers) -> None:
    refuse_links(answers.organisation, field="organisation")
    check_year(answers.year)
    check_study(answers)


def _fill(study: MultiplierStudy, answers: StudyAnswers, by: User | None, now: datetime) -> None:
    for field in fields(answers):
        setattr(study, field.name, getattr(answers, field.name))
    study.changed_at, study.changed_by_id = now, by.id if by else None


def remove(study: MultiplierStudy) -> None:
    """Throw a study away."""
    db.session.delete(hold(study))
