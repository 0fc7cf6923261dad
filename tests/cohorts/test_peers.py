"""Peers find each other: who agreed is shown, and nobody else; a session of theirs is in both agendas."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.cohorts.models import GroupGathering, PeerContact, PeerGroup
from incubator.cohorts.queries import peers as queries
from incubator.cohorts.services import peers as services
from incubator.cooperatives.services import put_in_cohort
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from tests.cohorts.factories import CohortCoachFactory, CohortFactory
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory

DAY = (clock.today() + timedelta(days=9)).isoformat()
TYPED = {"title": "Koffie", "day": DAY, "begins": "10.00", "ends": "11.30", "place": "De Spil"}


@pytest.fixture
def cohort(app):
    return CohortFactory(name="Najaar 2026")


@pytest.fixture
def groups(cohort):
    names = ("De Bezem", "De Keuken", "De Tuin")
    return [CooperativeFactory(name=name, slug=name.lower().replace(" ", "-"), cohort=cohort.name) for name in names]


@pytest.fixture
def divided(cohort, groups):
    bezem, keuken, _tuin = groups
    divide(cohort, {bezem.id: 1, keuken.id: 1})
    return groups


def divide(cohort, numbers):
    with transaction(actor=SYSTEM):
        services.divide(cohort, numbers, now=clock.now())


def due(group):
    return agenda.entries([group.id], since=clock.now())


def test_who_leads_divides_by_a_proposal(client, sign_in, cohort, groups):
    sign_in(client, CohortCoachFactory(cohort=cohort).user)
    page = f"/lichtingen/{cohort.id}/intervisie"
    assert client.get(f"{page}?voorstel=2").text.count("selected") == 3
    numbers = {f"group-{group.id}": "1" for group in groups}
    assert client.post(f"{page}?voorstel=3", data=numbers).status_code == 302
    (peer_group,) = db.session.scalars(select(PeerGroup)).all()
    assert [member.cooperative for member in peer_group.members] == groups
    alone = client.post(page, data=numbers | {f"group-{groups[0].id}": ""} | {f"group-{groups[1].id}": ""})
    assert alone.status_code == 422


def test_peers_see_who_agreed_and_nobody_else(client, sign_in, divided):
    bezem, keuken, _tuin = divided
    fatima = ParticipationFactory(cooperative=bezem, user=UserFactory(name="Fatima")).user
    samuel = ParticipationFactory(cooperative=bezem, user=UserFactory(name="Samuel")).user
    cook = ParticipationFactory(cooperative=keuken).user
    sign_in(client, fatima)
    client.post("/cooperaties/de-bezem/intervisie/contact", data={"shown": "y"})
    sign_in(client, cook)
    page = client.get("/cooperaties/de-keuken/lichting").text
    assert fatima.email in page
    assert samuel.email not in page
    sign_in(client, fatima)
    client.post("/cooperaties/de-bezem/intervisie/contact", data={})
    assert queries.contacts_of([bezem]) == {}


def test_who_left_is_no_contact_any_more(app, divided):
    bezem = divided[0]
    left = ParticipationFactory(cooperative=bezem)
    gone = ParticipationFactory(cooperative=bezem).user
    with transaction(actor=SYSTEM):
        for user in (left.user, gone):
            services.agree(bezem, user, shown=True, now=clock.now())
    assert len(queries.contacts_of([bezem])[bezem.id]) == 2
    left.until = clock.today()
    db.session.commit()
    with transaction(actor=SYSTEM):
        accounts.delete_account(gone, known_as="iemand", now=clock.now())
    assert queries.contacts_of([bezem]) == {}
    assert [contact.user_id for contact in db.session.scalars(select(PeerContact))] == [left.user_id]


def test_a_session_of_peers_is_in_their_agendas_and_follows_the_division(client, sign_in, cohort, divided):
    bezem, keuken, tuin = divided
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    assert client.post("/cooperaties/de-bezem/intervisie/nieuw", data=TYPED).status_code == 302
    assert (len(due(bezem)), len(due(keuken)), len(due(tuin))) == (1, 1, 0)
    divide(cohort, {bezem.id: 1, tuin.id: 1})
    assert (len(due(bezem)), len(due(keuken)), len(due(tuin))) == (1, 0, 1)
    with transaction(actor=SYSTEM):
        put_in_cohort(tuin, None)
    assert due(tuin) == []
    assert queries.peer_group_of(tuin) is None


def test_a_peer_changes_the_session_and_others_do_not(client, sign_in, divided):
    bezem, keuken, tuin = divided
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    client.post("/cooperaties/de-bezem/intervisie/nieuw", data=TYPED)
    page = f"/bijeenkomsten/{db.session.scalars(select(GroupGathering)).one().id}"
    sign_in(client, ParticipationFactory(cooperative=keuken).user)
    assert client.post(f"{page}/wijzigen", data=TYPED | {"begins": "10.15"}).status_code == 302
    assert client.get(f"{page}/aanwezig").status_code == 403
    sign_in(client, ParticipationFactory(cooperative=tuin).user)
    assert client.get(page).status_code == 404
    assert client.get("/cooperaties/de-tuin/intervisie/nieuw").status_code == 404


def test_an_empty_peer_group_that_never_met_goes(app, cohort, divided):
    bezem, keuken, tuin = divided
    divide(cohort, {bezem.id: 2, keuken.id: 2, tuin.id: 2})
    assert [peer_group.number for peer_group in db.session.scalars(select(PeerGroup))] == [2]
