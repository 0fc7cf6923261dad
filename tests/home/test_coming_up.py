"""What comes up for a coach: the sessions to come to, each once, and what was promised for today."""

from datetime import timedelta

import pytest

from incubator.cohorts.services import gatherings
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.home import queries
from tests.cohorts.factories import CohortCoachFactory, CohortFactory, ContactEntryFactory, GatheringFactory
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory


def session(title, *, days, **of):
    start = clock.now() + timedelta(days=days)
    with transaction(actor=SYSTEM):
        gathering = GatheringFactory(title=title, starts_at=start, ends_at=start + timedelta(hours=2), **of)
        gatherings.put_in_agendas(gathering)
    return gathering


def coming_up(viewer):
    return [date.params["session"] for date in queries.dates_in_sight(viewer, now=clock.now())]


@pytest.mark.both_databases
def test_a_coach_sees_the_sessions_of_groups_and_of_cohorts_and_each_once(app, database):
    cohort = CohortFactory(name="Najaar")
    groups = [CooperativeFactory(cohort="Najaar") for _number in range(8)]
    guide = CoachFactory()
    for group in groups:
        CoachAssignmentFactory(user=guide, cooperative=group)
    session("Geld", days=8, cohort_id=cohort.id)
    session("Gesprek", days=9, cooperative_id=groups[0].id)
    session("Over een half jaar", days=180, cohort_id=cohort.id)
    assert coming_up(guide) == ["Geld", "Gesprek"]
    # Who leads the cohort and guides none of its groups comes to its sessions and to no other.
    assert coming_up(CohortCoachFactory(cohort=cohort).user) == ["Geld"]
    assert coming_up(CoachFactory()) == []


def test_what_was_to_be_done_today_stands_on_the_start_page(app, client, sign_in):
    group = CooperativeFactory()
    today = clock.today()
    days = (today - timedelta(days=3), today, today + timedelta(days=1))
    for day in days:
        ContactEntryFactory(cooperative=group, follow_up="Bellen", follow_up_on=day)
    ContactEntryFactory(cooperative=group, follow_up="Gebeld", follow_up_on=today, followed_up_at=clock.now())
    ContactEntryFactory(follow_up="Van een ander", follow_up_on=today)
    coach = CoachAssignmentFactory(cooperative=group).user
    assert queries.coach_start(coach, now=clock.now()).follow_ups == 2
    assert 'href="/vervolgafspraken"' in sign_in(client, coach).get("/").text
    assert 'href="/vervolgafspraken"' not in sign_in(client, CoachAssignmentFactory().user).get("/").text
