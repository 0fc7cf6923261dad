"""Two founders who write at once, the money over two years up to the plan in Word, and a fact that stands in the interview."""

import re

import pytest
from playwright.sync_api import expect

from incubator.accounts import queries as accounts
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services
from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from tests.journeys import browsing, people
from tests.learning.test_rules_calculators_cash_flow import LANTERN

NADIA, KEES, COBY = "nadia@example.org", "kees@example.org", "coby@example.org"
CASH = "/leren/de-sopdoek/geld-op-tijd/opdracht"


@pytest.fixture
def sopdoek(site):
    """A group of two founders with a coach."""
    people.account(site.app, "founder", NADIA, "Nadia Haddad")
    people.account(site.app, "founder", KEES, "Kees Mulder")
    people.account(site.app, "coach", COBY, "Coby de Coach")
    people.a_group_at_work(NADIA, COBY)
    with transaction(actor=SYSTEM):
        group = cooperatives.cooperative_by_slug("de-sopdoek")
        other = accounts.by_email(KEES)
        services.add_participant(group, other, ParticipationRole.MEMBER, today=clock.today())
    return site


def pages_of(site, visit, *emails, **wishes):
    return [people.signs_in(visit(site.address, **wishes), email) for email in emails]


def test_two_founders_and_a_coach_in_two_rounds_until_the_answer_stands_in_the_interview(sopdoek, visit):
    nadia, kees = pages_of(sopdoek, visit, NADIA, KEES, viewport=browsing.PHONE)
    (coach,) = pages_of(sopdoek, visit, COBY, viewport=browsing.DESK)
    people.writes_the_core_of_the_statutes(nadia)
    people.hands_in(nadia)
    people.takes_the_oldest(coach)
    coach.locator("details:has(#remark-contribution) > summary").click()
    coach.locator("#remark-contribution").fill("Kan iedereen dit betalen?")
    coach.locator("#verdict").fill("Bijna goed.")
    people.sends(coach, "Terug naar de groep")
    kees.goto("/leren/de-sopdoek/naam-doel-en-leden/opdracht")
    people.shows(kees, "Kan iedereen dit betalen?")
    kees.locator("#contribution").fill("100")
    people.hands_in(kees)
    people.takes_the_oldest(coach)
    expect(coach.locator("ins").first).to_be_visible()
    people.approves(coach)
    nadia.goto("/cooperaties/de-sopdoek/statuten/vragen/inleg")
    expect(nadia.locator("[name='capital__contribution_cents']")).to_have_value("100,00")


def test_two_who_write_the_same_answer_see_both_and_lose_nothing(sopdoek, visit):
    nadia, kees = pages_of(sopdoek, visit, NADIA, KEES, java_script_enabled=False)
    page = "/leren/de-sopdoek/samen-beslissen/opdracht"
    nadia.goto(page)
    kees.goto(page)
    nadia.locator("#roles").fill("Nadia leidt.")
    people.sends(nadia, "Bewaren")
    kees.locator("#roles").fill("Kees leidt.")
    kees.locator("#meetings").fill("Op dinsdag.")
    people.button(kees, "Bewaren")
    people.shows(kees, "Iemand anders veranderde hetzelfde antwoord")
    people.shows(kees, "Nadia leidt.")
    expect(kees.locator("#roles")).to_have_value("Kees leidt.")
    kees.locator("#roles").fill("Nadia en Kees om de beurt.")
    people.sends(kees, "Bewaren")
    nadia.reload()
    expect(nadia.locator("#roles")).to_have_value("Nadia en Kees om de beurt.")
    expect(nadia.locator("#meetings")).to_have_value("Op dinsdag.")


def fill_in_cash_plan(page):
    """The cash plan of De Lantaarn, its rows added one by one."""
    for summary in page.locator("form details > summary").all():
        summary.click()
    for name, typed in LANTERN.items():
        if isinstance(typed, str):
            page.locator(f"[name='{name}']").fill(typed)
            continue
        table = page.locator(f"#{name}")
        for _row in range(len(typed) - 1):
            table.get_by_role("button", name="Rij erbij").click()
        for number, row in enumerate(typed):
            for column, text in row.items():
                cell = page.locator(f"[name='{name}-{number}-{column}']")
                if cell.evaluate("cell => cell.tagName") == "SELECT":
                    cell.select_option(text)
                else:
                    cell.fill(text)


def test_the_money_of_two_years_goes_from_the_calculator_to_the_plan_in_word(sopdoek, visit):
    (nadia,) = pages_of(sopdoek, visit, NADIA, viewport=browsing.PHONE)
    nadia.goto(CASH)
    people.sends(nadia, "Open de rekenhulp")
    fill_in_cash_plan(nadia)
    people.button(nadia, "Reken uit")
    people.shows(nadia, re.compile(r"€\s9\.560"))
    expect(nadia.locator(".chart-drawing")).to_be_visible()
    nadia.goto("/leren/de-sopdoek")
    _document, text = people.word(nadia, "Jullie ondernemingsplan in Word")
    assert "Ondernemingsplan De Sopdoek" in text
    assert re.search(r"9\.560", text)
    assert "[nog in te vullen]" in text
    assert "Uren bij klanten in een jaar" in text
