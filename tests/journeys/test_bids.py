"""From an alert to a bid that two people hand in: the mail, the board, go or no-go, the tasks that they divide, and the text."""

import re

import pytest
from playwright.sync_api import expect

from incubator.bids.models import Bid, BidStage
from incubator.cooperatives.values import Phase
from incubator.core import runner
from incubator.core.db import db
from tests.factories import MilestoneFactory, ParticipationFactory
from tests.journeys import browsing, on_a_phone, people
from tests.watch.factories import publication, reading, store, watching


@pytest.fixture
def group(site):
    """A founded cooperative in which somebody gets a mail about what was found."""
    watch = watching(name="De Tuinploeg", slug="de-tuinploeg", phase=Phase.F6)
    MilestoneFactory(cooperative=watch.cooperative, key="deed")
    return watch


def stage_of_the_bid():
    db.session.expire_all()
    return db.session.scalars(db.select(Bid)).one().stage


def test_from_an_alert_two_people_decide_write_and_hand_in(site, group, person):
    first = reading(group)
    second = ParticipationFactory(cooperative=group.cooperative).user
    store(publication(1))
    runner.run_now("match-notices")
    people.post(site)
    (letter,) = [mail for mail in site.mailbox.messages if "Groenonderhoud Zonnewijk" in mail["Subject"]]
    address = people.address_in(letter.get_body(("plain",)).get_content(), r"/kansen/\d")

    phone = person(first, browsing.PHONE)
    phone.goto(address)
    people.button(phone, "Maak een inschrijving")  # one tap from the page of the alert
    expect(phone).to_have_url(re.compile(r"/inschrijvingen/\d+$"))
    assert on_a_phone.what_is_wrong(phone) == []
    bid = phone.url
    people.link(phone, "Beantwoord de vragen")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.get_by_label("Hebben jullie de uren om te schrijven").select_option("yes")
    phone.get_by_label("Wat kan er misgaan?").fill("Een natte herfst.")
    people.button(phone, "Alleen de antwoorden bewaren")
    people.shows(phone, "Bewaard")

    desk = person(second, browsing.DESK)
    desk.goto("/cooperaties/de-tuinploeg/inschrijvingen")
    card = desk.locator("[data-stage=deciding] [data-bid]")
    expect(card).to_contain_text("Groenonderhoud Zonnewijk")
    # With the keyboard alone: the list, the button; the new place is announced.
    card.locator("select").select_option("interesting")
    card.locator("button").press("Enter")
    expect(desk.locator("[data-announce]")).to_contain_text("Groenonderhoud Zonnewijk")
    assert stage_of_the_bid() is BidStage.INTERESTING
    # And by hand.
    desk.locator("[data-stage=interesting] [data-bid] p").first.drag_to(desk.locator("[data-stage=deciding] summary"))
    expect(desk.locator("[data-stage=deciding] [data-bid]")).to_have_count(1)
    # To write is a decision: the board leads to the questions, with what the other answered.
    card = desk.locator("[data-stage=deciding] [data-bid]")
    card.locator("select").select_option("writing")
    card.locator("button").click()
    desk.wait_for_url(re.compile("/beslissen$"))
    expect(desk.get_by_label("Wat kan er misgaan?")).to_have_value("Een natte herfst.")
    desk.get_by_label("Waarom doen jullie het wel, of niet?").fill("Dit werk kennen we.")
    people.button(desk, "We gaan ervoor")
    expect(desk).to_have_url(bid)
    assert stage_of_the_bid() is BidStage.WRITING

    desk.goto(f"{bid}/taken")
    desk.locator("main li a", has_text="prijs").click()
    desk.get_by_label("Wie doet het?").select_option(label=second.name)
    people.sends(desk, "Bewaren")
    phone.goto(f"{bid}/taken")
    assert on_a_phone.what_is_wrong(phone) == []
    people.shows(phone, second.name)
    with phone.expect_navigation():
        phone.locator("#lijst li", has_text="Lees alle stukken").get_by_role("button").click()
    phone.goto("/cooperaties/de-tuinploeg/inschrijvingen")
    expect(phone.locator("[data-stage=writing] [data-bid]")).to_contain_text("taken open")
    assert on_a_phone.what_is_wrong(phone) == []

    # Each writes from a place of their own, and the other sees it; then it is handed in, and nothing changes any more.
    desk.goto(f"{bid}/schrijven/eigen")
    desk.locator("#title").fill("Onze aanpak")
    people.button(desk, "Toevoegen")
    desk.wait_for_url(re.compile(r"/schrijven/\d+$"))
    writing = desk.url
    desk.locator("#what").fill("Elke week een vaste ploeg.")
    people.button(desk, "Bewaren")
    people.shows(desk, "Bewaard")
    phone.goto(writing)
    expect(phone.locator("#what")).to_have_value("Elke week een vaste ploeg.")
    phone.locator("#proof").fill("Zo doen wij het bij De Akker.")
    people.sends(phone, "Bewaren")
    phone.goto(f"{bid}/controleren")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.goto(f"{bid}/inleveren")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.locator("#reference").fill("TN-1")
    people.button(phone, "Vastleggen dat wij inleverden")
    people.shows(phone, "TN-1")
    assert on_a_phone.what_is_wrong(phone) == []
    assert stage_of_the_bid() is BidStage.SUBMITTED
    desk.goto(writing)
    people.shows(desk, "Zo doen wij het bij De Akker.")
    expect(desk.locator("#what")).to_have_count(0)
