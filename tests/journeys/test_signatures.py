"""A group collects signatures: a neighbour signs on a phone, confirms by mail, and takes it back; the plan counts along."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from incubator.challenges.models.signatures import SupportPage
from incubator.challenges.queries import signatures
from incubator.core.db import db
from tests.challenges.factories import challenge
from tests.factories import ParticipationFactory
from tests.journeys import browsing, on_a_phone, people


@pytest.fixture
def founder(site, sign_in):
    """The cookie of somebody of a group, and the group."""
    participation = ParticipationFactory()
    client = site.app.test_client()
    sign_in(client, participation.user)
    cookie = {"name": "session", "value": client.get_cookie("session").value, "url": site.address}
    return cookie, participation.cooperative


def counted():
    db.session.expire_all()
    page = db.session.scalars(db.select(SupportPage)).one()
    return signatures.count(page.challenge, page).online


def test_a_group_collects_signatures_on_phones(site, founder, visit):
    cookie, group = founder
    asked = challenge(group)
    at_group = visit(site.address, viewport=browsing.PHONE)
    at_group.add_cookies([cookie])
    page = at_group.new_page()
    here = f"/cooperaties/{group.slug}/uitdagingen/{asked.id}"
    page.goto(f"{here}/steun")
    for name in ("what", "who", "why"):
        page.locator(f"#{name}").fill(f"Wij maaien het gras ({name}).")
    page.locator("main form[method=post] .form-actions button").click()
    page.wait_for_url(f"**{here}#steun")
    page.locator("#steun > summary").click()
    address = page.locator("#steun a[href^='/steun/']").get_attribute("href")
    assert on_a_phone.what_is_wrong(page) == []

    neighbour = visit(site.address, viewport=browsing.PHONE, java_script_enabled=False).new_page()
    neighbour.goto(address)
    neighbour.locator("#name").fill("Noor Haddad")
    neighbour.locator("#email").fill("noor@example.org")
    neighbour.locator("#lives_here").check()
    neighbour.locator("main form[method=post] .form-actions button").click()
    neighbour.wait_for_url("**/verstuurd")
    assert counted() == 0
    people.post(site)
    mail = site.mailbox.text()
    neighbour.goto(people.address_in(mail, "/steun/bevestigen/"))
    expect(neighbour.get_by_role("main")).to_contain_text("Noor Haddad")
    neighbour.locator("main form[method=post] button").click()
    expect(neighbour.locator("main form[method=post]")).to_have_count(0)
    assert counted() == 1
    page.goto(here)
    expect(page.locator("#steun > summary")).to_contain_text("1")
    neighbour.goto(people.address_in(mail, "/steun/intrekken/"))
    neighbour.locator("main form[method=post] button").click()
    expect(neighbour.locator("main form[method=post]")).to_have_count(0)
    assert counted() == 0


def test_two_municipalities_with_other_rules_lead_to_two_plans(site, founder, visit):
    cookie, group = founder
    plans = []
    here = visit(site.address, viewport=browsing.PHONE)
    here.add_cookies([cookie])
    page = here.new_page()
    for authority in ("Gemeente Amsterdam", "Gemeente Haarlem"):
        page.goto(f"/cooperaties/{group.slug}/uitdagingen/nieuw")
        page.locator("#title").fill("Groen in de wijk")
        page.locator("#authority").fill(authority)
        page.locator("main form[method=post] .form-actions button").click()
        page.wait_for_url(re.compile(r"/uitdagingen/\d+$"))
        address = page.url
        page.goto(f"{address}/plan")
        assert on_a_phone.what_is_wrong(page) == []
        page.goto(address)
        page.evaluate("document.querySelector('#documenten').open = true")
        with page.expect_download() as coming:
            page.locator("#documenten button").first.click()
        document = Document(coming.value.path())
        headings = [line.text for line in document.paragraphs if line.style.name.startswith("Heading")]
        plans.append(headings)
    amsterdam, haarlem = plans
    assert amsterdam[1:4] == ["De taak", "Het budget", "Onze rechtsvorm"]
    assert haarlem != amsterdam
