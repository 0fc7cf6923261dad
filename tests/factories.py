"""Valid objects for tests; a test names only what matters to it. Everything is committed at once."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.alchemy import SQLAlchemyModelFactory

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import (
    CoachAssignment,
    Cohort,
    Cooperative,
    Fact,
    FactState,
    Milestone,
    Participation,
    ParticipationRole,
)
from incubator.cooperatives.values import FactSourceKind, Phase
from incubator.core.db import db, insert_once

SOME_MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Factory(SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session = db.session
        sqlalchemy_session_persistence = "commit"


class UserFactory(Factory):
    class Meta:
        model = User

    name = factory.Sequence(lambda number: f"Persoon {number}")
    email = factory.Sequence(lambda number: f"persoon{number}@example.org")
    role = Role.FOUNDER
    session_stamp = factory.Sequence(lambda number: f"stamp{number}")
    created_at = SOME_MOMENT
    language = "nl"


class CoachFactory(UserFactory):
    role = Role.COACH


class ManagerFactory(UserFactory):
    role = Role.MANAGER


class CooperativeFactory(Factory):
    class Meta:
        model = Cooperative

    name = factory.Sequence(lambda number: f"Groep {number}")
    slug = factory.Sequence(lambda number: f"groep-{number}")
    phase = Phase.F1
    municipality = "GM0344"
    neighbourhood = "Zonnewijk"
    created_at = SOME_MOMENT

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """A group in a cohort: the cohort is there too."""
        if kwargs.get("cohort"):
            insert_once(Cohort, {"name": kwargs["cohort"], "description": "", "shows_groups": True})
        return super()._create(model_class, *args, **kwargs)


class ParticipationFactory(Factory):
    class Meta:
        model = Participation

    user = factory.SubFactory(UserFactory)
    cooperative = factory.SubFactory(CooperativeFactory)
    role = ParticipationRole.COORDINATOR
    since = date(2026, 9, 1)


class CoachAssignmentFactory(Factory):
    class Meta:
        model = CoachAssignment

    user = factory.SubFactory(CoachFactory)
    cooperative = factory.SubFactory(CooperativeFactory)
    since = date(2026, 9, 1)


class MilestoneFactory(Factory):
    class Meta:
        model = Milestone

    cooperative = factory.SubFactory(CooperativeFactory)
    key = "deed"
    on_date = date(2026, 10, 1)


class FactFactory(Factory):
    class Meta:
        model = Fact

    cooperative = factory.SubFactory(CooperativeFactory)
    key = "identity.name"
    value: Any = "Coöperatief Groenbedrijf De Zonnewijk U.A."
    state = FactState.APPROVED
    source_kind = FactSourceKind.ENTERED
    recorded_at = SOME_MOMENT
