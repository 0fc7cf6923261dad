"""Bids on phones: two cooperatives with a UEA each, a notice that is corrected under way, and a quote that becomes a contract."""

import io
import re

import docx
from playwright.sync_api import expect

from incubator.bids.models import Bid, BidStage, Contract
from incubator.bids.services import bidding, sections
from incubator.cooperatives.values import Phase
from incubator.core import clock, runner
from incubator.core.db import db
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory
from tests.journeys import browsing, on_a_phone, people
from tests.watch.factories import publication, store


def founded(slug, name):
    group = CooperativeFactory(slug=slug, name=name, phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    return group, ParticipationFactory(cooperative=group).user


def begin(group):
    (notice,) = store(publication(1, kenmerk=7))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid, f"/cooperaties/{group.slug}/inschrijvingen/{bid.id}"


def the(model):
    db.session.expire_all()
    return db.session.scalars(db.select(model)).one()


def test_two_cooperatives_bid_together_and_neither_writes_in_the_uea_of_the_other(site, person):
    leader, gardener = founded("de-tuin", "De Tuin")
    _other, neighbour = founded("de-hoek", "De Hoek")
    _bid, place = begin(leader)
    ours = person(gardener, browsing.PHONE)
    ours.goto(f"{place}/samen/erbij")
    ours.locator("#name").fill("De Hoek")
    ours.locator("#role").select_option("member")
    people.button(ours, "Bewaren")
    people.shows(ours, "De Hoek")

    theirs = person(neighbour, browsing.PHONE)
    theirs.goto("/cooperaties/de-hoek/samen-inschrijven")
    with theirs.expect_navigation():
        theirs.get_by_role("main").get_by_role("link", name="Groenonderhoud Zonnewijk").click()
    assert on_a_phone.what_is_wrong(theirs) == []
    people.button(theirs, "Ja, wij doen mee")
    people.link(theirs, "Naar jullie UEA")
    people.shows(theirs, "UEA van")
    assert on_a_phone.what_is_wrong(theirs) == []
    ours.goto(f"{place}/uea")
    with ours.expect_navigation():
        ours.get_by_role("main").get_by_role("link", name="De Tuin").first.click()
    written = {"Wij van De Tuin": ours, "Wij van De Hoek": theirs}
    for text, page in written.items():
        with page.expect_navigation():
            page.get_by_role("main").locator("ol a").first.click()
        assert on_a_phone.what_is_wrong(page) == []
        address = page.url
        page.locator("main input[type=text]").first.fill(text)
        people.sends(page, "Bewaren")
        page.goto(address)
    for text, page in written.items():
        expect(page.locator("main input[type=text]").first).to_have_value(text)
    # Nor by the address of the other, as long as it was not given.
    for page, address in ((ours, theirs.url), (theirs, ours.url)):
        token = page.locator("main form [name=csrf_token]").first.input_value()
        assert page.request.get(address).status == 404
        assert page.request.post(address, form={"csrf_token": token}).status == 404


def test_a_notice_is_corrected_while_a_bid_is_written_and_the_texts_stay(site, person):
    group, gardener = founded("de-tuin", "De Tuin")
    bid, place = begin(group)
    bidding.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    section = sections.add_own(bid, "Onze aanpak", now=clock.now())
    db.session.commit()
    phone = person(gardener, browsing.PHONE)
    phone.goto(f"{place}/schrijven/{section.id}")
    phone.locator("#what").fill("Elke week een vaste ploeg.")
    people.sends(phone, "Bewaren")

    (newer,) = store(publication(2, kenmerk=7, days=44))
    newer.corrects_id = bid.notice_id
    db.session.commit()
    runner.run_now("move-bid-dates")
    people.post(site)
    assert [mail for mail in site.mailbox.messages if f"{place}/wijzigingen" in mail.get_body(("plain",)).get_content()]
    phone.goto(place)
    people.link(phone, "Bekijk de wijzigingen en neem ze over")
    assert on_a_phone.what_is_wrong(phone) == []
    expect(phone.locator("main del").first).to_be_visible()
    people.button(phone, "Neem de wijzigingen over")
    people.shows(phone, "nieuwste aankondiging")
    phone.goto(place)
    expect(phone.get_by_role("link", name="Bekijk de wijzigingen en neem ze over")).to_have_count(0)
    phone.goto(f"{place}/schrijven/{section.id}")
    expect(phone.locator("#what")).to_have_value("Elke week een vaste ploeg.")
    assert the(Bid).notice_id == newer.id


def test_a_private_quote_becomes_a_quotation_in_word_and_a_contract_in_the_agenda(site, person):
    group, gardener = founded("de-tuin", "De Tuin")
    phone = person(gardener, browsing.PHONE)
    phone.goto(f"/cooperaties/{group.slug}/kansen/vragen/nieuw")
    phone.locator("#client").fill("Stichting De Spil")
    phone.locator("#title").fill("De binnentuin bijhouden")
    phone.locator("#description").fill("Elke maand een dag.")
    people.sends(phone, "Bewaren")
    people.sends(phone, "Maak een inschrijving")
    assert on_a_phone.what_is_wrong(phone) == []
    place = phone.url
    phone.goto(f"{place}/beslissen")
    phone.get_by_label("Waarom doen jullie het wel, of niet?").fill("Een dag in de maand hebben we.")
    people.button(phone, "We gaan ervoor")
    expect(phone).to_have_url(place)
    phone.goto(f"{place}/stukken")
    people.button(phone, "Maak alle stukken")
    people.shows(phone, "gemaakt")
    assert on_a_phone.what_is_wrong(phone) == []
    with phone.expect_download() as loading:
        phone.get_by_role("link", name=re.compile("Downloaden.*Offerte")).first.click()
    quotation = docx.Document(io.BytesIO(loading.value.path().read_bytes()))
    assert "De binnentuin bijhouden" in "\n".join(paragraph.text for paragraph in quotation.paragraphs)

    phone.goto(f"{place}/inleveren")
    people.sends(phone, "Vastleggen dat wij inleverden")
    phone.goto(f"{place}/afloop/besluit")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.locator("[name=outcome][value=won]").check()
    phone.locator("#sent_on").fill(clock.today().isoformat())
    people.sends(phone, "Bewaren")
    assert the(Bid).stage is BidStage.WON
    assert on_a_phone.what_is_wrong(phone) == []
    phone.goto(f"{place}/afloop/getekend")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.locator("#agreed_on").fill(clock.today().isoformat())
    people.sends(phone, "Bewaren")
    ends = clock.today().replace(year=clock.today().year + 1, day=1)
    contract = the(Contract)
    phone.goto(f"/cooperaties/{group.slug}/opdrachten/{contract.id}")
    assert on_a_phone.what_is_wrong(phone) == []
    phone.locator("#ends_on").fill(ends.isoformat())
    people.sends(phone, "Bewaren")
    phone.goto("/agenda")
    people.shows(phone, "De binnentuin bijhouden")
