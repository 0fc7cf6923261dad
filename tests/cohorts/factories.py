"""Valid cohorts, sessions and applications for tests."""

from datetime import UTC, datetime

import factory

from incubator.cohorts.models import CohortCoach, ContactEntry, GroupGathering, Intake
from incubator.cohorts.values import ContactKind, IntakeStart
from incubator.cooperatives.models import Cohort
from tests.factories import CoachFactory, CooperativeFactory, Factory


class CohortFactory(Factory):
    class Meta:
        model = Cohort

    name = factory.Sequence(lambda number: f"Lichting {number}")


class CohortCoachFactory(Factory):
    class Meta:
        model = CohortCoach

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(CoachFactory)


class GatheringFactory(Factory):
    class Meta:
        model = GroupGathering

    title = "Geld en prijs"
    starts_at = datetime(2030, 1, 8, 18, 30, tzinfo=UTC)
    ends_at = datetime(2030, 1, 8, 20, 30, tzinfo=UTC)
    place = "Buurthuis De Spil"
    planned_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class ContactEntryFactory(Factory):
    class Meta:
        model = ContactEntry

    cooperative = factory.SubFactory(CooperativeFactory)
    author = factory.SubFactory(CoachFactory)
    kind = ContactKind.TALK
    on_date = datetime(2026, 11, 2, tzinfo=UTC).date()
    minutes = 45
    text = "Over de prijs gesproken."
    written_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class IntakeFactory(Factory):
    class Meta:
        model = Intake

    name = "Noor Haddad"
    email = factory.Sequence(lambda number: f"aanmelder{number}@example.org")
    municipality = "GM0344"
    neighbourhood = "Zonnewijk"
    plan = "Wij willen de tuinen van de flats onderhouden."
    people = 4
    start = IntakeStart.CORE_GROUP
    languages = ("nl",)
    language = "nl"
    agreed_at = received_at = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
