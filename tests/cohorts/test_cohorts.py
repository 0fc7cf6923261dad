"""A cohort has its groups, its coaches and its name; who has nothing to do with it does not know it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.services import handing_over
from incubator.cohorts.queries import cohorts as queries
from incubator.cohorts.services import cohorts as services
from incubator.cohorts.services import gatherings
from incubator.cohorts.services.gatherings import Host
from incubator.cohorts.values import CohortTerms, GatheringPlan
from incubator.cooperatives.models import Cohort
from incubator.cooperatives.services import put_in_cohort
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from tests.cohorts.factories import CohortCoachFactory, CohortFactory
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)


@pytest.fixture
def cohort(app):
    return CohortFactory(name="Najaar 2026")


@pytest.fixture
def bezem(cohort):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", cohort=cohort.name)


@pytest.mark.both_databases
def test_another_name_reaches_the_groups(app, database):
    cohort = CohortFactory(name="Najaar 2026")
    bezem = CooperativeFactory(cohort=cohort.name)
    with transaction(actor=SYSTEM):
        services.change(cohort, CohortTerms("Herfst 2026"), [])
    db.session.refresh(bezem)
    assert bezem.cohort == "Herfst 2026"
    assert list(queries.groups_of(cohort)) == [bezem]


def test_a_name_differs_in_more_than_capitals(app, cohort):
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.begin(CohortTerms("najaar  2026"), [])
    with transaction(actor=SYSTEM):
        services.change(cohort, CohortTerms("NAJAAR 2026"), [])
    assert cohort.name == "NAJAAR 2026"


def test_who_types_a_cohort_with_a_group_gets_the_one_that_is_there(app, cohort):
    group = CooperativeFactory()
    with transaction(actor=SYSTEM):
        put_in_cohort(group, "najaar 2026")
    assert group.cohort == "Najaar 2026"
    with transaction(actor=SYSTEM):
        put_in_cohort(group, "Lente 2027")
    assert set(db.session.scalars(select(Cohort.name))) == {"Najaar 2026", "Lente 2027"}


def test_the_manager_begins_a_cohort_with_its_coaches(app, client, sign_in):
    coach = CoachFactory()
    sign_in(client, ManagerFactory())
    answer = client.post(
        "/lichtingen/nieuw", data={"name": "Lente", "starts_on": "2027-03-01", "coaches": str(coach.id)}
    )
    cohort = db.session.scalars(select(Cohort)).one()
    assert answer.location == f"/lichtingen/{cohort.id}/groepen"
    assert list(queries.leaders(cohort)) == [coach]
    again = client.post("/lichtingen/nieuw", data={"name": "lente"})
    assert again.status_code == 422
    assert "al een lichting" in again.text


def test_a_cohort_exists_for_who_has_to_do_with_it(client, sign_in, cohort, bezem):
    page = f"/lichtingen/{cohort.id}"
    leader = CohortCoachFactory(cohort=cohort).user
    guide = CoachAssignmentFactory(cooperative=bezem).user
    for person, status in ((leader, 200), (guide, 200), (ManagerFactory(), 200), (CoachFactory(), 404)):
        sign_in(client, person)
        assert client.get(page).status_code == status
    sign_in(client, guide)
    assert client.get(f"{page}/bijeenkomsten/nieuw").status_code == 403


def test_a_group_sees_the_others_only_when_that_is_allowed(client, sign_in, cohort, bezem):
    CooperativeFactory(name="De Tuin", cohort=cohort.name)
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    assert "De Tuin" in client.get("/cooperaties/de-bezem/lichting").text
    cohort.shows_groups = False
    db.session.commit()
    page = client.get("/cooperaties/de-bezem/lichting").text
    assert "De Tuin" not in page
    assert "Najaar 2026" in page


def test_who_takes_over_leads_the_cohort(app, cohort):
    leading = CohortCoachFactory(cohort=cohort)
    stops, colleague = leading.user, CoachFactory()
    assert ("Najaar 2026",) in [holding.names for holding in _holdings(app, stops)]
    with transaction(actor=SYSTEM):
        handing_over.hand_over(stops, colleague, now=clock.now())
    assert list(queries.leaders(cohort)) == [colleague]
    with transaction(actor=SYSTEM):
        handing_over.hand_over(colleague, None, now=clock.now())
    assert list(queries.leaders(cohort)) == []


def _holdings(app, user):
    with app.test_request_context():
        return handing_over.holdings(user)


def test_a_cohort_that_is_renamed_is_called_so_in_the_agenda(app, cohort, bezem):
    now = clock.now()
    plan = GatheringPlan("Start", now + timedelta(days=3), now + timedelta(days=3, hours=2), "De Spil")
    with transaction(actor=SYSTEM):
        gatherings.plan(Host(cohort=cohort), plan, led_by=None, by=CoachFactory(), now=now)
        services.change(cohort, CohortTerms("Herfst"), [])
        gatherings.follow_name(cohort, now=now)
    (entry,) = agenda.entries([bezem.id], since=now)
    assert entry.params["cohort"] == "Herfst"
