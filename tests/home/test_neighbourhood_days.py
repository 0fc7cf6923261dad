"""The days of a neighbourhood stand in the agenda of who takes part, and in no other."""

from dataclasses import replace
from datetime import timedelta

from icalendar import Calendar

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.home.queries.agenda import dates_of
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.services import groups
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.partnerships import queries, services
from incubator.steps.services import assemblies, commitments, dreams
from incubator.steps.values.assemblies import AssemblyPlan
from incubator.steps.values.commitments import CommitmentKind, CommitmentState, CommitmentTerms
from incubator.steps.values.dreams import CardText, VoteTerms
from tests.factories import CooperativeFactory, UserFactory
from tests.partnerships.in_world import all_agree, two_sides


def filled(person):
    """A neighbourhood with an assembly, a vote, a promise and a partnership, each on a day that comes."""
    now, today = clock.now(), clock.today()
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=now)
        neighbourhoods.join(place, person, NeighbourhoodRole.DRIVER, today=today)
        begins = now + timedelta(days=3)
        plan = AssemblyPlan("Vergadering", begins, begins + timedelta(hours=2), "De Spil", "", "", True, "", "Eten")
        assemblies.plan(place, plan, now=now)
        for title in ("Keuken", "Klusploeg"):
            dreams.write_card(place, CardText(title, "Samen."), now=now)
        vote = VoteTerms("Wat eerst?", 3, today + timedelta(days=5))
        dreams.open_vote(place, vote, now=now, today=today)
        terms = CommitmentTerms(
            CommitmentKind.FINANCE, "Startgeld", "Geld.", "Gemeente", "wethouder", CommitmentState.PROMISED, today
        )
        commitments.promise(place, replace(terms, due_on=today + timedelta(days=9)), now=now, today=today)
    return place


def agenda_of(person):
    dates = dates_of(person, None, now=clock.now(), since=clock.now())
    return [due for due in dates if due.source == "neighbourhood"]


def test_who_takes_part_has_its_days_and_nobody_else(app):
    person, other = UserFactory(), UserFactory()
    filled(person)
    assert [due.uid.split("-")[0] for due in agenda_of(person)] == ["assembly", "dots", "commitment"]
    assert agenda_of(other) == []


def test_each_leads_to_its_page_and_stands_in_the_calendar_of_a_phone(client, sign_in):
    person = UserFactory()
    filled(person)
    sign_in(client, person)
    for due in agenda_of(person):
        assert client.get(due.url).status_code == 200, due.url
    client.post("/agenda")
    page = client.get("/agenda").text
    address = page.split('<code class="address">')[1].split("</code>")[0]
    feed = Calendar.from_ical(client.get(address).data)
    places = {str(event.get("location")) for event in feed.walk("VEVENT")}
    assert len(feed.walk("VEVENT")) == 3
    assert "De Spil" in places


def test_only_days_that_were_agreed_on_come_from_a_partnership(app):
    person, group = UserFactory(), CooperativeFactory(name="De Groenploeg")
    place = filled(person)
    now, report_on = clock.now(), clock.today() + timedelta(days=20)
    with transaction(actor=SYSTEM):
        asked = groups.ask(place, group.name, by=person, now=now)
        groups.answer(asked, agrees=True, is_public=False, by=person, now=now)
        known = two_sides(place, "Groen", group, person)
        terms = replace(queries.newest(known).text.terms, report_on=report_on)
        services.propose(known, services.rewrite(terms), for_party="", why="", by=person, now=now)
    assert len(agenda_of(person)) == 3
    with transaction(actor=SYSTEM):
        all_agree(known, person)
    assert [clock.local(due.due_at).date() for due in agenda_of(person)][-1] == report_on
    with transaction(actor=SYSTEM):
        services.end(known, clock.today(), "Klaar.", today=clock.today())
    assert len(agenda_of(person)) == 3
