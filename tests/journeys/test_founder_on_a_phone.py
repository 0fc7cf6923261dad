"""A founder fills in the data for the deed on a phone, without an account, half now and the rest later."""

import re

from playwright.sync_api import expect

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.statutes import services as statutes
from incubator.statutes.queries import founders as asked_founders
from incubator.statutes.services import founders
from incubator.statutes.values.schema import example
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.journeys import browsing, on_a_phone

FIRST = {
    "first_names": "Johanna Maria",
    "surname": "van den Berg",
    "birth_date": "1985-03-14",
    "birth_place": "Deventer",
}
REST = {
    "street": "Kanaalstraat 12",
    "postcode": "3531 CJ",
    "city": "Utrecht",
    "document_number": "IXR49D8K2",
    "document_issued_on": "2022-05-02",
    "document_issued_at": "Utrecht",
    "document_valid_until": "2032-05-02",
}


def link_for_joke():
    group = CooperativeFactory(slug="bezem", name="De Bezem")
    coordinator = ParticipationFactory(cooperative=group).user
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, example(), author=None, now=clock.now())
        entry = asked_founders.founder(coordinator, "bezem", "p3")
        _row, secret = founders.ask(entry, by=coordinator, now=clock.now())
    return f"/gegevens-voor-de-akte/{secret}"


def test_a_founder_fills_in_the_data_for_the_deed_on_a_phone(site, visit):
    path = link_for_joke()
    here = visit(site.address, viewport=browsing.PHONE)
    page = here.new_page()
    page.goto(path)
    for name, value in FIRST.items():
        page.locator(f"#{name}").fill(value)
    page.locator("form", has=page.locator("#surname")).locator("button[type=submit]").click()
    expect(page.locator("#birth_place")).to_have_value("Deventer")
    for name, value in REST.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#marital_status").select_option("single")
    page.locator("#document_kind").select_option("passport")
    page.locator("form", has=page.locator("#surname")).locator("button[type=submit]").click()
    expect(page.locator("#document_number")).to_have_value("")
    expect(page.locator(".alert--ok").first).to_be_visible()
    assert on_a_phone.what_is_wrong(page) == []
    # Nothing of it stays in the browser after it was sent.
    assert page.evaluate("Object.keys(localStorage).length") == 0
    with page.expect_navigation():
        page.locator(f"form[action='{path}/wissen'] button").click()
    page.goto(path)
    assert not re.search("Deventer|Kanaalstraat", page.content())
