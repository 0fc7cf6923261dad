"""A neighbourhood comes from an assembly to a commitment with proof, on a phone."""

import pytest
from playwright.sync_api import expect

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from incubator.steps.queries import assemblies, commitments
from tests.factories import UserFactory
from tests.journeys import browsing, on_a_phone


@pytest.fixture
def phone(site, sign_in, visit):
    """The page of a driver on a phone, and the neighbourhood."""
    driver = UserFactory(name="Fatima")
    with transaction(actor=SYSTEM):
        place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
        neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=clock.today())
    client = site.app.test_client()
    sign_in(client, driver)
    context = visit(site.address, viewport=browsing.PHONE)
    context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
    return context.new_page(), place


def fill_and_send(page, **values):
    """Fill in fields by the name that they have in the form, and press its button."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("main form button[type=submit]").last.click()


def test_from_an_assembly_to_a_commitment_with_proof(phone):
    page, place = phone
    base = f"/buurten/{place.slug}"
    page.goto(f"{base}/vergaderingen/nieuw")
    fill_and_send(page, title="Wat is er mis?", day="2026-09-01", begins="19.30", ends="21.30", place="De Spil")
    assembly = assemblies.of_neighbourhood(place.id)[0]
    page.goto(f"{base}/vergaderingen/{assembly.id}/boom/nieuw")
    fill_and_send(page, text="Werk gaat de wijk uit")
    expect(page.locator("svg.chart-drawing")).to_be_visible()
    page.goto(f"{base}/vergaderingen/{assembly.id}/besluiten/nieuw")
    fill_and_send(page, text="We vragen een ambtenaar in de wijk.", owner="de aanjagers")
    expect(page.locator("main")).to_contain_text("We vragen een ambtenaar in de wijk.")
    page.goto(f"{base}/beloften/nieuw")
    promised = {"title": "Een ambtenaar", "promise": "Twaalf uur per week.", "promised_on": "2026-10-01"}
    fill_and_send(page, **promised, owner="Gemeente", owner_function="wethouder")
    commitment = commitments.of_neighbourhood(place.id)[0]
    page.goto(f"{base}/beloften/{commitment.id}/bewijs")
    proof = {
        "title": "Overeenkomst",
        "on_date": "2026-11-01",
        "source": "Gemeente",
        "url": "https://example.org/besluit",
    }
    fill_and_send(page, **proof)
    link = page.get_by_role("link", name="Overeenkomst")
    expect(link).to_have_attribute("href", "https://example.org/besluit")
    assert on_a_phone.what_does_not_fit(page) == []
