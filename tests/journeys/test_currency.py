"""A member pays another by QR code, each on a phone: the code leads to the page, the amount is filled in, a double press pays once."""

import pytest
import segno
from playwright.sync_api import expect

from incubator.core import clock
from incubator.core.db import db
from tests.currency.factories import balance, neighbourhood_with_currency, pay
from tests.journeys import browsing, on_a_phone

HERE = "/buurten/zonnewijk/munt"


@pytest.fixture
def zon(site):
    return neighbourhood_with_currency("Anna", "Bilal", places="Klussen\nDe Spil")


@pytest.fixture
def phone_of(site, sign_in, visit, zon):
    def phone(name):
        client = site.app.test_client()
        sign_in(client, zon.people[name])
        context = visit(site.address, viewport=browsing.PHONE)
        context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
        return context.new_page()

    return phone


def test_who_takes_part_is_read_on_a_phone_without_scrolling_sideways(zon, phone_of):
    pay(zon, "Anna", "Bilal", 250, category="De Spil")
    zon.place.published_at = clock.now()
    db.session.commit()
    page = phone_of("Anna")
    for address in (HERE, "/buurt/zonnewijk/munt"):
        page.goto(address)
        tables = page.locator(".table-scroll").evaluate_all(
            "all => all.map(each => each.scrollWidth - each.clientWidth)"
        )
        assert tables == [0], address


def test_a_member_pays_another_by_a_code(zon, phone_of):
    getting, giving = phone_of("Bilal"), phone_of("Anna")
    getting.goto(HERE)
    assert on_a_phone.what_is_wrong(getting) == []
    getting.locator("main a[href$='/ontvangen']").click()
    getting.locator("#bedrag").fill("2,5")
    getting.locator("#voor").fill("Soep")
    getting.locator("main form[method=get] .form-actions button").click()
    assert on_a_phone.what_is_wrong(getting) == []
    address = getting.locator(".address a").get_attribute("href")
    # What the camera of the other reads: the squares of exactly this address.
    squares = getting.locator("svg.qr path.qrline").get_attribute("d")
    assert squares in segno.make(address, error="m", micro=False).svg_inline(scale=5, light="#fff", omitsize=True)

    giving.goto(address)
    expect(giving.locator("h1")).to_contain_text("Bilal")
    expect(giving.locator("#amount")).to_have_value("2,5")
    expect(giving.locator("#text")).to_have_value("Soep")
    assert on_a_phone.what_is_wrong(giving) == []
    giving.locator("#category").select_option("De Spil")
    giving.locator("main form[method=post] .form-actions button").click()
    for part in ("Bilal", "2,5", "Soep", "-2,5"):
        expect(giving.locator("main")).to_contain_text(part)
    assert on_a_phone.what_is_wrong(giving) == []
    assert balance(zon, "Bilal") == 0
    giving.locator("main button[value=pay]").dblclick()
    giving.wait_for_url(f"**/rekeningen/{zon.accounts['Anna'].number}")
    assert on_a_phone.what_is_wrong(giving) == []
    db.session.rollback()
    assert (balance(zon, "Anna"), balance(zon, "Bilal")) == (-250, 250)
    getting.goto(f"{HERE}/rekeningen/{zon.accounts['Bilal'].number}")
    expect(getting.locator("main")).to_contain_text("+2,5")
    expect(getting.locator("main")).to_contain_text("Anna")
