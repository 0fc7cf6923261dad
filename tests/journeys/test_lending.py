"""A loan on a phone of 360 pixels: from the application to the last instalment, each by who does it, while the months go by."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import months_later
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import funds
from incubator.lending.values import LoanState
from tests.journeys import browsing, on_a_phone
from tests.lending.factories import fund_with_committee

HERE = "/buurten/zonnewijk/leenfonds"
MONTHS = 3


@pytest.fixture
def zon(site):
    return fund_with_committee()


@pytest.fixture
def phone_of(site, sign_in, visit, zon):
    def phone(user):
        client = site.app.test_client()
        sign_in(client, user)
        context = visit(site.address, viewport=browsing.PHONE)
        context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
        return context.new_page()

    return phone


@pytest.fixture
def go_to(monkeypatch):
    """`go_to(day)`: it is noon on that day, for everyone."""

    def go(day):
        moment = clock.start_of_day(day) + timedelta(hours=12)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return go


def fill_and_send(page, **values):
    """Fill in fields by the name that they have in the form, and press its button."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form .form-actions button").click()


def test_a_loan_from_application_to_the_last_instalment(zon, phone_of, go_to):
    today = clock.today()
    group, driver = phone_of(zon.coordinator), phone_of(zon.driver)
    group.goto(HERE)
    assert on_a_phone.what_is_wrong(group) == []
    group.locator(f"form[action$='/aanvragen/beginnen/{zon.group.id}'] button").click()
    assert on_a_phone.what_is_wrong(group) == []
    fill_and_send(group, amount="1.200", months="3", purpose="Een bakfiets", plan="We bezorgen zelf.")
    expect(group.locator("main")).to_contain_text("1.200")
    group.locator("form[action$='/inleveren'] button").click()
    assert on_a_phone.what_is_wrong(group) == []

    # Two of the committee give their advice, and one of them writes the decision down.
    for user in zon.committee[:2]:
        page = phone_of(user)
        page.goto(f"{HERE}/aanvragen/1/advies")
        assert on_a_phone.what_is_wrong(page) == []
        page.locator("input[name=choice][value=grant]").check()
        fill_and_send(page, reason="Goed plan.")
    page.goto(f"{HERE}/aanvragen/1/besluit")
    page.locator("input[name=outcome][value=grant]").check()
    page.locator("[name=form]").select_option("linear")
    first = months_later(today, 1)
    fill_and_send(page, reason="Het plan klopt.", interest="3", first_on=first.isoformat())
    assert on_a_phone.what_is_wrong(page) == []

    # The driver writes down what the bank says.
    driver.goto(f"{HERE}/leningen/1")
    assert on_a_phone.what_is_wrong(driver) == []
    driver.goto(f"{HERE}/leningen/1/uitbetalen")
    fill_and_send(driver, on=today.isoformat(), proof="afschrift 1", first_on=first.isoformat())
    group.goto(f"{HERE}/leningen/1")
    assert on_a_phone.what_is_wrong(group) == []
    expect(group.locator("main")).to_contain_text("1.200")

    # 400 of the loan each month, with 3, 2 and 1 euro of interest.
    for number, amount in enumerate(("403", "402", "401")):
        go_to(months_later(first, number))
        driver.goto(f"{HERE}/leningen/1/aflossen")
        assert on_a_phone.what_is_wrong(driver) == []
        fill_and_send(driver, amount=amount, on=clock.today().isoformat(), proof=f"afschrift {number + 2}")
    assert on_a_phone.what_is_wrong(driver) == []
    db.session.rollback()
    loan = db.session.scalars(db.select(GrantedLoan)).one()
    assert (loan.state, loan.ended_on) == (LoanState.CLOSED, months_later(first, MONTHS - 1))
    stands = funds.figures(zon.fund)
    assert (stands.cash, stands.out, stands.interest) == (5_000_600, 0, 600)
    # A payment of a loan that was repaid is refused, and what was typed stays.
    driver.goto(f"{HERE}/leningen/1/aflossen")
    fill_and_send(driver, amount="401", on=clock.today().isoformat(), proof="afschrift 9")
    expect(driver.locator("#proof")).to_have_value("afschrift 9")
    expect(driver.locator("#error-summary")).to_contain_text("De Tuin")
