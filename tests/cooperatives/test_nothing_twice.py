"""What a group told the incubator once is there when it is asked again: on every page."""

from datetime import date

import pytest
from lxml import html

from incubator.bids.messages import bidding as bid_words
from incubator.cooperatives import queries
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.db import db
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.register import queries as registers
from incubator.register import services as register
from incubator.register.values import Decision, EntryKind, Founding, Person
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes
from incubator.statutes.values.prefilling import value_at
from incubator.watch.matching import offering
from tests.factories import SOME_MOMENT, FactFactory, ParticipationFactory, UserFactory

FOUNDERS = [{"name": "Fatima", "email": ""}, {"name": "Samir", "email": ""}]


def emails(people):
    return [{"name": people[who].name, "email": people[who].email} for who in ("coordinator", "member")]


def fields(response):
    page = html.document_fromstring(response.text)
    (form,) = page.get_element_by_id("main").iter("form")
    return dict(form.form_values())


def test_who_takes_part_and_where_is_known_without_asking(people, bezem):
    known = queries.starting_values(bezem)
    assert known["people.founders"] == emails(people)
    assert known["identity.neighbourhood"] == "Zuid"
    assert known["identity.seat"] == "Utrecht"
    assert known["offer.places"] == ["Utrecht"]
    assert (known["contact.name"], known["contact.email"]) == ("Fatima", people["coordinator"].email)


def test_what_the_dossier_has_comes_before_what_the_group_page_has(people, bezem):
    FactFactory(cooperative=bezem, key="contact.name", value="Samir")
    assert queries.starting_values(bezem)["contact.name"] == "Samir"


def test_a_group_without_people_or_place_knows_nothing(app, bezem):
    bezem.municipality = bezem.neighbourhood = None
    db.session.commit()
    assert queries.starting_values(bezem) == {}


def test_the_form_of_the_dossier_begins_with_it_and_keeps_it(browser, people, bezem):
    coordinator = browser("coordinator")
    for name, key in (
        ("contactpersoon", "contact.name"),
        ("oprichters", "people.founders"),
        ("werkgebied", "offer.places"),
    ):
        path = f"/cooperaties/de-bezem/dossier/{name}"
        page = coordinator.get(path)
        assert "al bekend van jullie groep" in page.text
        assert coordinator.post(path, data=fields(page)).status_code == 302
        assert queries.holding_values(bezem)[key] == queries.known_elsewhere(bezem)[key]


def test_the_first_lesson_begins_with_who_takes_part_and_where(browser, people, bezem):
    where = Place(bezem, lessons.library().lessons["past-een-werkcooperatie-bij-ons"])
    answers = learning.starting_answers(where)
    assert answers["people"] == emails(people)
    assert answers["neighbourhood"] == "Zuid"
    page = browser("member").get(f"/leren/de-bezem/{where.lesson.slug}/opdracht").text
    assert f'value="{people["coordinator"].email}"' in page
    assert 'value="Zuid"' in page


def test_the_interview_begins_with_the_founders_and_the_first_board(browser, people, bezem):
    asked = {"oprichters": "deed__founders", "eerste-bestuur": "first_board"}
    for question, field in asked.items():
        form = fields(browser("coordinator").get(f"/cooperaties/de-bezem/statuten/vragen/{question}"))
        assert [form[f"{field}-0-name"], form[f"{field}-1-name"]] == ["Fatima", "Samir"]


def test_a_draft_that_was_begun_hears_of_what_became_known_later(browser, people, bezem):
    coordinator = browser("coordinator")
    statutes.import_answers(bezem, {"statutes": {"name": "Coöperatief De Bezem U.A."}}, author=None, now=SOME_MOMENT)
    draft = statutes_queries.draft(bezem)
    draft.answered = ["naam"]
    db.session.commit()
    FactFactory(cooperative=bezem, key="people.founders", value=[{"name": "Noor", "email": ""}])
    question = "/cooperaties/de-bezem/statuten/vragen/oprichters"
    assert fields(coordinator.get(question))["deed__founders-0-name"] == "Noor"
    draft.answered = ["naam", "oprichters"]  # what was left empty there was left empty on purpose
    db.session.commit()
    assert "Noor" not in fields(coordinator.get(question)).values()


@pytest.mark.parametrize("by_interview", [True, False])
def test_the_founders_come_into_the_register_with_their_addresses(people, bezem, by_interview):
    FactFactory(cooperative=bezem, key="people.founders", value=FOUNDERS)
    if by_interview:
        statutes.import_answers(bezem, statutes_queries.first_answers(bezem), author=None, now=SOME_MOMENT)
        assert [founder["name"] for founder in value_at(statutes_queries.answers(bezem), "deed.founders")] == [
            "Fatima",
            "Samir",
        ]
    members = register.open_register(bezem, date(2026, 10, 1), author=None, now=SOME_MOMENT)
    assert [member.email for member in members] == [people["coordinator"].email, people["member"].email]


def test_the_deed_keeps_the_addresses_that_the_dossier_has(people, bezem):
    with_addresses = emails(people)
    FactFactory(cooperative=bezem, key="people.founders", value=with_addresses)
    signed = Founding(date(2026, 10, 1), "mr. A. de Vries", "12345678", date(2026, 10, 5))
    register.record_founding(bezem, signed, author=None, now=SOME_MOMENT, today=date(2026, 10, 6))
    fact = queries.holding(bezem, "people.founders")
    assert fact.source_kind is FactSourceKind.DEED
    assert fact.value == with_addresses


def test_a_member_is_admitted_out_of_who_takes_part(browser, people, bezem):
    register.admit(
        bezem, Person("Fatima"), Decision("bestuur", date(2026, 3, 1), date(2026, 3, 1)), author=None, now=SOME_MOMENT
    )
    db.session.commit()
    assert [person["name"] for person in registers.could_be_admitted(bezem)] == ["Samir"]
    coordinator = browser("coordinator")
    page = coordinator.get("/cooperaties/de-bezem/leden/nieuw")
    assert "/cooperaties/de-bezem/leden/nieuw?naam=Samir" in page.text
    form = fields(coordinator.get("/cooperaties/de-bezem/leden/nieuw?naam=Samir"))
    assert (form["name"], form["email"]) == ("Samir", people["member"].email)
    assert fields(coordinator.get("/cooperaties/de-bezem/leden/nieuw?naam=Iemand"))["name"] == ""


def test_a_payment_begins_with_what_is_still_due(browser, people, bezem):
    FactFactory(cooperative=bezem, key="capital.contribution", value="250.00")
    decided = Decision("bestuur", date(2026, 3, 1), date(2026, 3, 1))
    member = register.admit(bezem, Person("Fatima"), decided, author=None, now=SOME_MOMENT)
    register.enter_payment(member, EntryKind.CONTRIBUTION, 10_000, on=date(2026, 4, 1), author=None, now=SOME_MOMENT)
    db.session.commit()
    coordinator = browser("coordinator")
    assert fields(coordinator.get("/cooperaties/de-bezem/leden/1/inleg"))["amount"] == "150,00"
    register.enter_payment(member, EntryKind.CONTRIBUTION, 15_000, on=date(2026, 5, 1), author=None, now=clock.now())
    db.session.commit()
    assert fields(coordinator.get("/cooperaties/de-bezem/leden/1/inleg"))["amount"] == ""


def test_the_profile_begins_with_place_and_kind_of_work(browser, people, bezem):
    FactFactory(cooperative=bezem, key="offer.description", value="Wij doen schoonmaak van trappenhuizen.")
    form = fields(browser("coordinator").get("/cooperaties/de-bezem/profiel"))
    assert form["places"].strip() == "Utrecht"
    assert form["trades"] == "schoonmaak"
    assert offering.proposed("xyzzy plugh") == []


def test_what_the_coach_approved_is_only_read_in_the_profile(browser, people, bezem):
    FactFactory(
        cooperative=bezem,
        key="offer.description",
        value="Wij doen schoonmaak.",
        source_kind=FactSourceKind.EXERCISE,
        source_ref="past-een-werkcooperatie-bij-ons/work",
        source_label="Ons idee op één bladzijde",
    )
    coordinator, path = browser("coordinator"), "/cooperaties/de-bezem/profiel"
    page = coordinator.get(path)
    assert 'name="description"' not in page.text
    assert "Lever die opdracht opnieuw in" in page.text
    form = {name: value for name, value in fields(page).items() if name != "csrf_token"}
    assert coordinator.post(path, data=form).status_code == 302
    assert queries.holding_values(bezem)["offer.description"] == "Wij doen schoonmaak."
    refused = coordinator.post(path, data=form | {"description": "Wij bouwen bruggen."})
    assert refused.status_code in {409, 422}
    assert queries.holding_values(bezem)["offer.description"] == "Wij doen schoonmaak."


def test_a_bid_names_the_coordinator_until_another_contact_is_chosen(people, bezem):
    known = bid_words.known_of(bezem, date(2026, 11, 24))
    assert (known["contact.name"].value, known["contact.email"].value) == ("Fatima", people["coordinator"].email)
    assert known["contact.name"].source == "pagina van onze groep"
    assert "people.founders" not in known
    FactFactory(cooperative=bezem, key="contact.name", value="Samir")
    assert bid_words.known_of(bezem, date(2026, 11, 24))["contact.name"].value == "Samir"


def test_someone_who_reads_along_or_stopped_is_no_founder(people, bezem):
    ParticipationFactory(cooperative=bezem, user=UserFactory(name="Leest mee"), role=ParticipationRole.OBSERVER)
    names = [founder["name"] for founder in queries.known_elsewhere(bezem)["people.founders"]]
    assert names == ["Fatima", "Samir"]


def test_the_dossier_shows_what_a_group_told_at_its_start_to_who_may_confirm_it(client, sign_in, people, bezem):
    bezem.neighbourhood = "Kanaaloost"
    db.session.commit()
    path = f"/cooperaties/{bezem.slug}/dossier"
    assert "Kanaaloost" in sign_in(client, people["coordinator"]).get(path).text
    observer = ParticipationFactory(cooperative=bezem, role=ParticipationRole.OBSERVER).user
    assert people["coordinator"].email not in sign_in(client, observer).get(path).text
