"""A chance of a neighbourhood becomes a group, on a phone: from what the incubator found itself to a group with its dossier."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from incubator.chances.queries import chances
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.chances.factories import award
from tests.factories import UserFactory
from tests.journeys import browsing


@pytest.fixture
def phone(site, sign_in, visit):
    """The page of somebody who takes part, on a phone, and the neighbourhood."""
    person = UserFactory(name="Samuel")
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
        neighbourhoods.join(place, person, NeighbourhoodRole.DRIVER, today=clock.today())
    client = site.app.test_client()
    sign_in(client, person)
    context = visit(site.address, viewport=browsing.PHONE)
    context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
    return context.new_page(), place


def something_found():
    """The first step: a contract of the municipality that ends. Gives what it is called."""
    return award(title="Onderhoud van plantsoenen").title


def test_from_what_was_found_to_a_group(phone):
    page, place = phone
    title = something_found()
    page.goto(f"/buurten/{place.slug}/kansen")
    page.locator(f"a[href='/buurten/{place.slug}/kansen/voorstellen']").click()
    proposed = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=title))
    proposed.locator("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    (chance,) = chances.of_neighbourhood(place.id)
    here = f"/buurten/{place.slug}/kansen/{chance.id}"
    page.locator(f"a[href='{here}/stand']").click()
    page.locator("[name=next_step]").fill("Met drie buren praten")
    page.locator("[name=next_on]").fill("2030-03-01")
    page.locator("[name=news]").fill("De gemeente wil praten.")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("main")).to_contain_text("Met drie buren praten")
    expect(page.get_by_role("main")).to_contain_text("De gemeente wil praten.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(f"form[action='{here}/groep'] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    db.session.expire_all()
    (group,) = db.session.scalars(select(Cooperative)).all()
    assert page.url.endswith(f"/cooperaties/{group.slug}")
    known = cooperatives.holding_values(group)
    assert (known["identity.name"], known["identity.neighbourhood"]) == (title, "Zonnewijk")
    assert known["offer.sectors"] == [chance.sector]
    page.goto(f"/cooperaties/{group.slug}/dossier")
    expect(page.get_by_role("main")).to_contain_text("Zonnewijk")
    page.goto(here)
    expect(page.locator(f"a[href='/cooperaties/{group.slug}']")).to_have_text(title)
    page.goto(f"/buurten/{place.slug}/kansen")
    expect(page.locator("svg.chart-drawing")).to_be_visible()
