"""The pages on which entries are made: what is typed is stored once, or comes back with a sentence."""

from datetime import date

import pytest

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.register import queries, services
from incubator.register.values import Decision, EventKind, MembershipNotice, MembershipStanding, Person
from incubator.statutes import services as statutes_services
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

ON = date(2026, 3, 1)
BY = {"author": None, "now": SOME_MOMENT}
ALLOWING = {
    "membership__transferable": True,
    "membership__aspirants": {"allowed": True, "months": 6},
    "suspension": {"allowed": True, "organ": "bestuur", "max_months": 2},
}


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F5)


@pytest.fixture
def base(client, sign_in, group):
    """The address of the register of a group with one member, in which one takes part."""
    sign_in(client, ParticipationFactory(cooperative=group).user)
    services.admit(group, Person("Fatima"), Decision("bestuur", ON, ON), **BY)
    db.session.commit()
    return f"/cooperaties/{group.slug}/leden"


def allow(group, **changes):
    statutes_services.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
    db.session.commit()


def member_of(group, number=1):
    db.session.expire_all()
    return next(member for member in queries.members(group) if member.number == number)


def newest(group, number=1):
    return member_of(group, number).events[-1]


APPLICATION = {"name": "Noor", "kind": "natural", "on": "2026-04-01"}
ADMISSION = {"outcome": "admission", "decided_by": "bestuur", "decided_on": "2026-04-20", "on": "2026-05-01"}


def test_from_application_to_membership(client, group, base):
    assert client.get(f"{base}/aanvraag").status_code == 200
    assert client.post(f"{base}/aanvraag", data=APPLICATION).status_code == 302
    assert "Noor" in client.get(f"{base}/").text
    assert f"{base}/2/beslissen" in client.get(f"{base}/2").text
    assert client.get(f"{base}/2/beslissen").status_code == 200
    assert client.post(f"{base}/2/beslissen", data=ADMISSION).status_code == 302
    assert queries.row_on(member_of(group, 2), date(2026, 5, 1)).decision == "bestuur"
    assert client.post(f"{base}/2/beslissen", data=ADMISSION).status_code == 422
    assert f"{base}/2/beslissen" not in client.get(f"{base}/2").text


def test_what_the_statutes_do_not_know_is_not_offered(client, group, base):
    links = (f"{base}/1/schorsen", f"{base}/1/overdragen")
    assert not [link for link in links if link in client.get(f"{base}/1").text]
    allow(group, **ALLOWING)
    assert [link for link in links if link in client.get(f"{base}/1").text] == list(links)


@pytest.mark.parametrize("page", ["aanvraag", "1/opzeggen"])
def test_in_writing_is_asked_where_it_changes_something(client, group, base, page):
    assert 'name="in_writing"' not in client.get(f"{base}/{page}").text
    allow(group, liability__regime="WA", liability__excluded=False)
    assert 'name="in_writing"' in client.get(f"{base}/{page}").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome": "refusal"}, "note"),
        ({"outcome": "trial"}, "outcome"),
        ({"outcome": "correction"}, "outcome"),
        ({"decided_by": "de buurvrouw"}, "decided_by"),
        ({"decided_on": "2026-03-31"}, "on"),
        ({"on": "2199-01-01"}, "on"),
    ],
)
def test_a_decision_that_cannot_be_comes_back(client, group, base, changes, field):
    allow(group, membership__aspirants={"allowed": False})
    client.post(f"{base}/aanvraag", data=APPLICATION)
    answer = client.post(f"{base}/2/beslissen", data=ADMISSION | changes)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert newest(group, 2).kind is EventKind.APPLICATION


def test_somebody_on_trial_is_shown_as_such(client, group, base):
    allow(group, **ALLOWING)
    client.post(f"{base}/aanvraag", data=APPLICATION)
    trial = ADMISSION | {"outcome": "trial", "until": "2026-10-31"}
    assert client.post(f"{base}/2/beslissen", data=trial).status_code == 302
    assert newest(group, 2).until == date(2026, 10, 31)
    admitted = ADMISSION | {"decided_on": "2026-10-31", "on": "2026-11-01"}
    assert client.post(f"{base}/2/beslissen", data=admitted).status_code == 302
    assert queries.members_count(group, clock.today()) == 2


def test_who_seems_to_be_there_is_asked_about_on_the_page(client, group, base):
    again = {
        "name": "fatima",
        "kind": "natural",
        "decided_by": "bestuur",
        "decided_on": "2026-04-01",
        "on": "2026-04-01",
    }
    answer = client.post(f"{base}/nieuw", data=again)
    assert answer.status_code == 422
    assert 'id="is_another-error"' in answer.text
    # The words beside the box say the opposite of the refusal: they do not stand before it.
    summary = answer.text.partition('id="error-summary"')[2].partition("</ul>")[0]
    assert "This is a new membership:" not in summary
    assert "Dit is een nieuw lidmaatschap:" not in summary
    assert 'href="#is_another"' in summary
    assert 'value="fatima"' in answer.text
    assert client.post(f"{base}/nieuw", data=again | {"is_another": "y"}).status_code == 302
    assert len(queries.members(group)) == 2


SUSPENSION = {"decided_on": "2026-05-01", "on": "2026-05-01", "until": "2026-06-15", "note": "Agressie."}


def test_a_suspension_and_its_end(client, group, base):
    allow(group, suspension={"allowed": False})
    assert client.post(f"{base}/1/schorsen", data=SUSPENSION).status_code == 422
    allow(group, **ALLOWING)
    assert client.get(f"{base}/1/schorsen").status_code == 200
    assert client.post(f"{base}/1/schorsen", data=SUSPENSION | {"until": "2027-05-01"}).status_code == 422
    assert client.post(f"{base}/1/schorsen", data=SUSPENSION).status_code == 302
    event = newest(group)
    follow = f"{base}/1/gebeurtenissen/{event.id}/vervolg"
    assert follow in client.get(f"{base}/1").text
    assert client.get(follow).status_code == 200
    assert client.post(follow, data={"step": "appeal", "on": "2026-05-10"}).status_code == 422
    assert client.post(follow, data={"step": "lifting", "on": "2026-04-10"}).status_code == 422
    assert client.post(follow, data={"step": "lifting", "on": "2026-05-10"}).status_code == 302
    assert queries.row_on(member_of(group), date(2026, 5, 10)).standing is MembershipStanding.MEMBER
    assert follow not in client.get(f"{base}/1").text


def test_a_membership_is_handed_on(client, group, base):
    successor = {
        "name": "Ali",
        "kind": "natural",
        "decided_by": "bestuur",
        "decided_on": "2026-06-01",
        "on": "2026-06-30",
    }
    assert client.post(f"{base}/1/overdragen", data=successor).status_code == 422
    allow(group, **ALLOWING)
    assert client.get(f"{base}/1/overdragen").status_code == 200
    assert client.post(f"{base}/1/overdragen", data=successor | {"name": "Fatima"}).status_code == 422
    assert newest(group).kind is EventKind.ADMISSION
    # A deed is asked about and not demanded; one of a day to come was not made yet.
    to_come = client.post(f"{base}/1/overdragen", data=successor | {"deed_on": "2099-01-01"})
    assert to_come.status_code == 422
    assert 'value="2099-01-01"' in to_come.text
    assert client.post(f"{base}/1/overdragen", data=successor | {"deed_on": "2026-06-15"}).status_code == 302
    deeds = [event.deed_on for event in queries.members(group)[0].events if event.kind is EventKind.TRANSFER]
    assert deeds == [date(2026, 6, 15)]
    assert client.get(f"{base}/1").status_code == 200
    assert [row.name for row in queries.register_on(group, date(2026, 7, 1), ended=False)] == ["Ali"]


def test_other_data_and_what_they_were(client, group, base):
    data = {"name": "Fatima de Boer", "address": "Kade 2", "email": "f@example.org", "on": "2026-06-01"}
    assert client.get(f"{base}/1/gegevens").status_code == 200
    assert client.post(f"{base}/1/gegevens", data=data | {"on": "2199-01-01"}).status_code == 422
    assert client.post(f"{base}/1/gegevens", data=data).status_code == 302
    page = client.get(f"{base}/1").text
    assert "Kade 2" in page
    assert "Fatima de Boer" in client.get(f"{base}/").text
    before = client.get(f"{base}/?datum=2026-05-31").text
    assert "Fatima" in before
    assert "Fatima de Boer" not in before


def test_data_are_erased_of_who_left(client, group, base):
    assert client.get(f"{base}/1/wissen").status_code == 200
    assert client.post(f"{base}/1/wissen").status_code == 422
    services.resign(member_of(group), MembershipNotice(date(2026, 5, 1), ground="immediate"), **BY)
    member_of(group).email = "f@example.org"
    db.session.commit()
    assert "31 december 2033" in client.get(f"{base}/1/wissen").text
    assert client.post(f"{base}/1/wissen").status_code == 302
    assert (member_of(group).email, member_of(group).name) == (None, "Fatima")


@pytest.mark.parametrize(
    "page", ["1/schorsen", "1/overdragen", "1/gegevens", "1/wissen", "1/vertrek", "aanvraag", "bestand"]
)
def test_an_observer_enters_nothing_and_sees_nothing_private(client, sign_in, group, base, page):
    observer = ParticipationFactory(cooperative=group, role=ParticipationRole.OBSERVER).user
    sign_in(client, observer)
    assert client.get(f"{base}/{page}").status_code == 403


def test_the_member_page_asks_as_often_for_many_entries_as_for_few(client, group, base, count_queries):
    path = f"{base}/1"
    client.get(path)
    count_queries()
    client.get(path)
    few = count_queries()
    for day in range(2, 12):
        data = {"name": f"Fatima {day}", "address": None, "email": None, "email_consent": False}
        services.change(member_of(group), data, date(2026, 4, day), **BY)
    db.session.commit()
    client.get(path)
    count_queries()
    client.get(path)
    assert count_queries() <= few
