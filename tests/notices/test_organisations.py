"""Buyers and winners as organisations: known by their numbers, linked to authorities, merged and split."""

import pytest

from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.errors import RuleViolation
from incubator.core.reference import authorities
from incubator.formats.values import NoticeKind, ReadOrganisation
from incubator.notices.models import Organisation, OrganisationMerger
from incubator.notices.queries import organisations, searching
from incubator.notices.services import mergers
from incubator.notices.services.organisations import numbers
from tests.factories import CoachFactory, ManagerFactory, UserFactory
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases


def numbers_of(*ids, country="NL", name="Een naam"):
    return dict(numbers(ReadOrganisation(name, "buyer", ids=ids, country=country)))


@pytest.mark.parametrize(
    ("written", "country", "scheme", "value"),
    [
        ("27370985", "NL", "kvk", "27370985"),
        ("KVK 27370985", "NL", "kvk", "27370985"),
        ("273709850000", "NL", "kvk", "27370985"),
        ("00000001001234567000", "NL", "oin", "00000001001234567000"),
        ("00000003273709850000", "NL", "kvk", "27370985"),
        ("0931.814.266 ", "BE", "other-BE", "0931814266"),
        ("BE 0475.480.736", "BE", "other-BE", "0475480736"),
        ("0475.480.736", "BE", "other-BE", "0475480736"),
        ("TN12345", "NL", "tenderned", "TN12345"),
        ("JRC", "BE", "name", "BE:een naam"),
        ("n.v.t.", "NL", "name", "NL:een naam"),
        ("00000000", "NL", "name", "NL:een naam"),
    ],
)
def test_numbers_are_read_however_they_are_written(written, country, scheme, value):
    assert numbers_of(written, country=country)[scheme] == value


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gemeente Utrecht", "GM0344"),
        ("gemeente Utrecht, afdeling inkoop", "GM0344"),
        ("Gemeente Utrecht (afdeling Inkoop)", "GM0344"),
        ("Gemeente Apeldoorn, team Inkoop", "GM0200"),
        ("Gemeente Amsterdam, Ingenieursbureau", "GM0363"),
        ("Gemeente 's-Hertogenbosch", "GM0796"),
        ("gemeente ’s-Hertogenbosch", "GM0796"),
        ("Gemeente Den Bosch", "GM0796"),
        ("Gemeente Den Haag", "GM0518"),
        ("Gemeente 's-Gravenhage", "GM0518"),
        ("Gemeente Bergen (NH)", "GM0373"),
        ("Gemeente Bergen (L)", "GM0893"),
        ("Gemeente Hengelo", "GM0164"),
        ("Gemeente Súdwest-Fryslân", "GM1900"),
        ("Provincie Utrecht", "PV26"),
        ("Waterschap Rijn en IJssel", "WS-rijn-en-ijssel"),
        ("Utrecht", None),
        ("Gemeente Bergen", None),
        ("Gemeenten Haarlem en Zandvoort", None),
        ("Gemeente Haarlem en Gemeente Zandvoort", None),
        ("Gemeente Zaanstad namens gemeente Wormerland", None),
        ("Gemeente Utrecht, gemeente Zeist", None),
        ("Gemeente Utrecht, Zeist en Bunnik", None),
        ("Omgevingsdienst Utrecht", None),
        ("Stichting Gemeente Museum Den Haag", None),
    ],
)
def test_a_name_is_an_authority_only_when_it_says_so(name, code):
    authority = authorities.authority(name)
    assert (authority.code if authority else None) == code


@pytest.fixture
def buyers(session):
    store(
        publication(1, "Groenonderhoud", opdrachtgeverNaam="Gemeente Utrecht"),
        publication(2, "Schoonmaak", opdrachtgeverNaam="Gemeente Utrecht Inkoop"),
        publication(3, "Catering", opdrachtgeverNaam="Utrecht, stadsbedrijven"),
    )
    return list(session.query(Organisation).order_by(Organisation.id))


def found_for(organisation):
    hits = searching.search_notices(searching.Request(buyer=organisation.id), now=clock.now())
    return {notice.title for notice in hits.notices}


def facet():
    hits = searching.search_notices(searching.Request(), now=clock.now())
    return {int(choice.value): choice.count for choice in hits.facets["buyer"]}


def test_merged_buyers_are_one_for_later_notices_too(buyers, session):
    first, second, _third = buyers
    mergers.merge(second, first, by=ManagerFactory(), now=clock.now())
    session.commit()
    store(publication(4, "Afval", opdrachtgeverNaam="Gemeente Utrecht Inkoop"))
    assert found_for(first) == found_for(second) == {"Groenonderhoud", "Schoonmaak", "Afval"}
    assert facet()[first.id] == 3
    assert second.id not in facet()


@pytest.mark.parametrize("most", [1, 30])
def test_what_several_buy_is_what_each_of_them_buys(buyers, session, most):
    store(publication(4, "Afval", opdrachtgeverNaam="Gemeente Utrecht"), publication(5, "Zaden"))
    first, second, third = buyers
    mergers.merge(second, first, by=ManagerFactory(), now=clock.now())
    session.commit()
    kinds = (NoticeKind.COMPETITION, NoticeKind.PLANNING)
    asked = [each.id for each in (first, second, third)]
    each_alone = {number: list(organisations.bought(number, kinds, most)) for number in asked}
    assert len(each_alone[second.id]) >= min(most, 3)
    assert organisations.bought_by(asked, kinds, most) == each_alone


def test_splitting_gives_back_exactly_what_was(buyers, session):
    first, second, third = buyers
    manager = ManagerFactory()
    before = facet()
    mergers.merge(third, second, by=manager, now=clock.now())
    merger = mergers.merge(second, first, by=manager, now=clock.now())
    session.commit()
    assert facet() == {first.id: 3}
    mergers.split(merger, by=manager, now=clock.now())
    session.commit()
    assert third.merged_into_id == second.id
    assert facet() == {first.id: 1, second.id: 2}
    mergers.split(
        session.query(OrganisationMerger).order_by(OrganisationMerger.id).first(), by=manager, now=clock.now()
    )
    session.commit()
    assert facet() == before
    assert found_for(second) == {"Schoonmaak"}


def test_mergers_that_make_no_sense_are_refused(buyers, session):
    first, second, third = buyers
    manager = ManagerFactory()
    with pytest.raises(RuleViolation):
        mergers.merge(first, first, by=manager, now=clock.now())
    early = mergers.merge(second, first, by=manager, now=clock.now())
    with pytest.raises(RuleViolation):
        mergers.merge(second, third, by=manager, now=clock.now())
    mergers.merge(first, third, by=manager, now=clock.now())
    with pytest.raises(RuleViolation):
        mergers.split(early, by=manager, now=clock.now())


def test_the_manager_merges_and_splits_and_the_trail_tells(buyers, client, sign_in, session):
    first, second, _third = buyers
    manager = ManagerFactory()
    sign_in(client, manager)
    page = client.get(f"/aankondigingen/opdrachtgevers/{second.id}/samenvoegen?naam=utrecht")
    assert f'value="{first.id}"' in page.get_data(as_text=True)
    address = f"/aankondigingen/opdrachtgevers/{second.id}/samenvoegen"
    assert client.post(address, data={"kept": first.id}).status_code == 302
    assert session.get(Organisation, second.id).merged_into_id == first.id
    page = client.get(f"/aankondigingen/opdrachtgevers/{first.id}").get_data(as_text=True)
    assert "Gemeente Utrecht Inkoop" in page
    assert "Schoonmaak" in page
    merger = session.query(OrganisationMerger).one()
    assert client.post(f"/aankondigingen/opdrachtgevers/samenvoegingen/{merger.id}/splitsen").status_code == 302
    assert session.get(Organisation, second.id).merged_into_id is None
    trail = session.query(AuditEntry).filter_by(table_name="organisation_mergers").order_by(AuditEntry.id).all()
    assert [entry.action for entry in trail] == ["create", "update"]
    assert {entry.actor for entry in trail} == {manager.audit_name}


def test_a_merger_with_nothing_chosen_says_so(buyers, client, sign_in):
    sign_in(client, ManagerFactory())
    answer = client.post(f"/aankondigingen/opdrachtgevers/{buyers[0].id}/samenvoegen", data={})
    assert answer.status_code == 422


@pytest.mark.parametrize("someone", [UserFactory, CoachFactory])
def test_only_the_manager_may_merge(buyers, client, sign_in, someone):
    sign_in(client, someone())
    assert client.get("/aankondigingen/opdrachtgevers").status_code == 403
    assert client.get(f"/aankondigingen/opdrachtgevers/{buyers[0].id}/samenvoegen").status_code == 403


def test_everyone_may_see_what_an_organisation_buys(buyers, client):
    page = client.get(f"/aankondigingen/opdrachtgevers/{buyers[0].id}")
    assert page.status_code == 200
    assert "Groenonderhoud" in page.get_data(as_text=True)
    assert client.get("/aankondigingen/opdrachtgevers/99999").status_code == 404


def test_a_merged_organisation_leads_to_what_it_is_shown_as(buyers, client, session):
    first, second, _third = buyers
    mergers.merge(second, first, by=ManagerFactory(), now=clock.now())
    session.commit()
    answer = client.get(f"/aankondigingen/opdrachtgevers/{second.id}")
    assert answer.status_code == 302
    assert answer.location.endswith(f"/aankondigingen/opdrachtgevers/{first.id}")
