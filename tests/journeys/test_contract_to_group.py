"""A chance of a neighbourhood becomes a group, on a phone: from a contract that ends, or from a list of creditors."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from incubator.anchors.models import SpendLine
from incubator.chances.queries import chances
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.chances.factories import award
from tests.factories import UserFactory
from tests.journeys import browsing, on_a_phone

# As an administration sends it: a title above, columns in an order of its own, thousands of euros, totals below.
CREDITORS = """Zorgcentrum De Linde: crediteuren 2025

Categorie;Bedrag (x € 1.000);CPV;Vestigingsplaats;Leverancier
Schoonmaak;60,5;90910000;Groningen;Landelijk Schoon NV
Schoonmaak;25;90910000;Amsterdam;Glans BV
Schoonmaak;14,5;90910000;Zwolle;Helder BV
Schoonmaak;20;90910000;Utrecht;Schoon Utrecht BV
Eten;8;15000000;Utrecht;Bakkerij Bolwerk BV
Totaal;128;;;
Opgemaakt door de administratie;;;;
"""


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
    assert on_a_phone.what_does_not_fit(page) == []
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


def add_anchor(page, place):
    """An organisation that buys much, with what the statement rests on. Gives the address of its page."""
    page.goto(f"/buurten/{place.slug}/ankers")
    page.locator(f"a[href='/buurten/{place.slug}/ankers/nieuw']").first.click()
    page.locator("[name=name]").fill("Zorgcentrum De Linde")
    page.locator("[name=kind]").select_option("care")
    state_the_ground(page)
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zorgcentrum De Linde")
    return page.url


def state_the_ground(page):
    page.locator("[name=certainty][value=fact]").check()
    page.locator("[name=source]").fill("Financiële administratie")
    page.locator("[name=said_on]").fill("2026-01-15")


def bring_list(page):
    """The list is looked at first; nothing is stored before the second press."""
    page.locator("a.btn[href$='/lijst']").click()
    page.locator("[name=file]").set_input_files(
        {"name": "crediteuren.csv", "mimeType": "text/csv", "buffer": CREDITORS.encode("cp1252")}
    )
    page.locator("[name=year]").fill("2025")
    state_the_ground(page)
    page.locator("main form button[type=submit]").last.click()
    preview = page.locator("section[aria-labelledby=preview]")
    expect(preview).to_contain_text("128.000")
    assert db.session.scalars(select(SpendLine)).all() == []
    assert on_a_phone.what_does_not_fit(page) == []
    preview.locator("button").click()
    page.wait_for_url("**/lijst/2025")


def test_from_a_list_of_creditors_to_a_group(phone):
    page, place = phone
    anchor = add_anchor(page, place)
    bring_list(page)
    leak = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Schoonmaak"))
    expect(leak.first).to_contain_text("100.000")
    assert on_a_phone.what_does_not_fit(page) == []
    page.goto(f"/buurten/{place.slug}/kansen/voorstellen")
    proposed = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Schoonmaak"))
    expect(proposed).to_contain_text("Zorgcentrum De Linde")
    expect(proposed).to_contain_text("100.000")
    expect(proposed).not_to_contain_text("Landelijk Schoon")
    assert anchor.endswith(proposed.locator("a").get_attribute("href").removesuffix("/lijst/2025"))
    proposed.locator("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schoonmaak")
    (chance,) = chances.of_neighbourhood(place.id)
    here = f"/buurten/{place.slug}/kansen/{chance.id}"
    give_owner_and_next_step(page, here)
    assert on_a_phone.what_does_not_fit(page) == []
    page.locator(f"form[action='{here}/groep'] button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schoonmaak")
    db.session.expire_all()
    (group,) = db.session.scalars(select(Cooperative)).all()
    known = cooperatives.holding_values(group)
    assert (known["identity.name"], known["identity.neighbourhood"]) == ("Schoonmaak", "Zonnewijk")
    assert known["offer.sectors"] == [chance.sector] == ["schoonmaak"]


def give_owner_and_next_step(page, here):
    """Somebody follows it, and it is known what is done next, by when."""
    page.locator(f"a[href='{here}/wijzigen']").click()
    page.locator("[name=owner]").select_option(label="Samuel")
    page.locator("main form button[type=submit]").last.click()
    page.locator(f"a[href='{here}/stand']").click()
    page.locator("[name=next_step]").fill("De inkoper uitnodigen")
    page.locator("[name=next_on]").fill("2030-03-01")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_role("main")).to_contain_text("Samuel")
    expect(page.get_by_role("main")).to_contain_text("De inkoper uitnodigen")
