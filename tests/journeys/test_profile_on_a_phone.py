"""A founder on a phone says what the group looks for without knowing a code, with scripts and without."""

import pytest
from playwright.sync_api import expect

from incubator.core.db import db
from incubator.watch import queries
from tests.factories import ParticipationFactory
from tests.journeys import browsing, on_a_phone
from tests.journeys.test_every_page import AXE, SMALL_TARGETS, STICKS_OUT, what_axe_finds
from tests.watch.factories import publication, store, watching

ADDRESS = "/cooperaties/de-tuin/profiel"
WORDS = "Wij onderhouden plantsoenen en maaien het gras in de wijk."
BRABANT = {"nutsCodes": [{"code": "NL414"}]}


@pytest.fixture
def cookie(site, sign_in):
    """Of a founder who is signed in."""
    group = watching({"offer.places": ["Utrecht"]}, slug="de-tuin", name="De Tuin").cooperative
    user = ParticipationFactory(cooperative=group).user
    store(publication(1), publication(2, "Groenonderhoud Tilburg", **BRABANT))
    client = site.app.test_client()
    sign_in(client, user)
    return {"name": "session", "value": client.get_cookie("session").value, "url": site.address}


def stored_profile():
    db.session.expire_all()
    (watch,) = queries.active_watches()
    return queries.profile_of(watch)


def test_a_founder_makes_a_profile_on_a_phone_and_sees_what_it_gives_while_typing(site, cookie, visit):
    here = visit(site.address, viewport=browsing.PHONE)
    here.add_cookies([cookie])
    page = here.new_page()
    page.goto(ADDRESS)
    page.locator("#description").fill(WORDS)
    page.locator("#trades input[value='groen']").check()
    expect(page.locator("#words-of-groen")).to_be_attached()
    expect(page.locator("#preview-number")).to_contain_text("1 ")
    expect(page.locator("#preview-near summary")).to_contain_text("Noord-Brabant")
    page.locator("#words-of-groen summary").click()
    dropped = page.locator("#words-of-groen input[name='words']").first
    name = dropped.get_attribute("value")
    dropped.focus()
    page.keyboard.press("Space")
    expect(page.locator("#dropped")).to_have_value(name)
    page.locator("#places").fill("Utrecht\nNoord-Brabant")
    expect(page.locator(".preview-changes")).to_contain_text("+1")
    expect(page.locator(".preview-bar")).to_contain_text("2 ")
    assert page.evaluate(STICKS_OUT) == page.evaluate(SMALL_TARGETS) == what_axe_finds(page, AXE) == []
    page.evaluate("for (const fold of document.querySelectorAll('form details')) fold.open = false")
    assert on_a_phone.what_does_not_fit(page) == []
    page.locator(".form-actions button").click()
    page.wait_for_url("**/kansen")
    looked_for = stored_profile()
    assert looked_for.dropped == (name,)
    assert set(looked_for.places) == {"GM0344", "NL41"}
    assert looked_for.cpv


def test_the_same_profile_is_made_without_scripts(site, cookie, visit):
    here = visit(site.address, viewport=browsing.PHONE, java_script_enabled=False)
    here.add_cookies([cookie])
    page = here.new_page()
    page.goto(ADDRESS)
    page.locator("#description").fill(WORDS)
    page.locator("button[value='words']").click()
    page.locator("#trades input[value='groen']").check()
    page.locator("button[value='preview']").click()
    expect(page.locator("#preview-number")).to_contain_text("1 ")
    expect(page.locator("#description")).to_have_value(WORDS)
    page.locator("#part-codes > summary").click()
    page.locator("#code_words").fill("ramen wassen")
    page.locator("button[value='codes']").click()
    page.locator("#tree-90911300").check()
    page.locator(".form-actions button").click()
    page.wait_for_url("**/kansen")
    looked_for = stored_profile()
    assert looked_for.description == WORDS
    assert "90911300" in looked_for.cpv
    assert len(looked_for.keywords) > 1
