"""The radar leads to a window and a letter in time: from a contract that ends to the request for information, on a phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from incubator.challenges.services import contracts
from incubator.challenges.services.windows import HAND_IN
from incubator.challenges.values.contracts import ContractAnswers
from incubator.core import clock, quantities
from incubator.core.agenda import AgendaEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.quantities import write_day
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.journeys import browsing, on_a_phone, people

AMSTERDAM = "GM0363"
# Its rules give 26 weeks to decide (CVDR723122 art. 12); 16 to agree are ours. Our own days fall on a working day.
BEFORE_END = timedelta(weeks=26 + 16)
A_LONG_WEEKEND = timedelta(days=5)


def fourteen_months_from_now():
    return quantities.months_later(clock.today(), 14)


def running_contract(title, code, group, supplier):
    answers = ContractAnswers(
        code,
        title,
        "Antwoord op een Woo-verzoek",
        supplier=supplier,
        ends_on=fourteen_months_from_now(),
        source_on=clock.today(),
    )
    with transaction(actor=SYSTEM):
        contracts.record(answers, group, by=UserFactory(), now=clock.now())


def day_in_agenda(part):
    """The day of the only entry with this in its key."""
    db.session.expire_all()
    (entry,) = [entry for entry in db.session.scalars(db.select(AgendaEntry)) if part in entry.key]
    return clock.local(entry.due_at).date()


@pytest.fixture
def phone(site, sign_in, visit):
    """The page of somebody of a group in Amsterdam on a phone, and the group."""
    group = CooperativeFactory(name="De Tuinploeg", municipality=AMSTERDAM)
    client = site.app.test_client()
    sign_in(client, ParticipationFactory(cooperative=group).user)
    context = visit(site.address, viewport=browsing.PHONE)
    context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
    return context.new_page(), group


def test_the_radar_leads_to_a_window_and_a_letter_in_time(phone):
    page, group = phone
    for number in range(8):
        running_contract(f"Onderhoud van plantsoenen {number}", AMSTERDAM, group, "Groot Groen BV")
    running_contract("Groenonderhoud in de Jordaan", AMSTERDAM, group, "Ver Weg Groen BV")
    radar = f"/cooperaties/{group.slug}/contracten"

    page.goto(radar)
    assert on_a_phone.what_is_wrong(page) == []
    row = page.locator(".list-rows > li").filter(has_text="Jordaan")
    expect(row).to_contain_text(write_day(fourteen_months_from_now()))
    expect(row.locator(".badge").first).to_have_class(re.compile("badge--(done|attention)"))

    with page.expect_navigation():
        row.get_by_role("link", name="Tot wanneer").click()
    with page.expect_navigation():
        page.get_by_role("main").locator("form[method=post] button").first.click()
    last_day = day_in_agenda(f":{HAND_IN}")
    assert fourteen_months_from_now() - BEFORE_END - A_LONG_WEEKEND <= last_day
    assert last_day <= fourteen_months_from_now() - BEFORE_END
    people.shows(page, write_day(last_day))
    assert on_a_phone.what_is_wrong(page) == []

    page.goto(radar)
    row.get_by_role("link", name="Begin een uitdaging").click()
    expect(page.locator("#title")).to_have_value("Groenonderhoud in de Jordaan")
    expect(page.locator("#authority")).to_have_value("Gemeente Amsterdam")
    expect(page.locator("#provider")).to_have_value("Ver Weg Groen BV")
    page.locator("main form[method=post] .form-actions button").click()
    page.wait_for_url(re.compile(r"/uitdagingen/\d+$"))
    challenge = page.url
    assert on_a_phone.what_is_wrong(page) == []

    page.goto(f"{challenge}/informatie")
    page.locator("input[name=items]").first.check()
    page.locator("#sent_on").fill(clock.today().isoformat())
    page.locator("main form[method=post] .form-actions button").click()
    page.wait_for_url("**#informatie")
    page.evaluate("document.querySelector('#informatie').open = true")
    _letter, text = people.word(page, "De brief maken in Word")
    known = ("Groenonderhoud in de Jordaan", "Gemeente Amsterdam", "Ver Weg Groen BV")
    for words in (*known, write_day(fourteen_months_from_now()), "Wet open overheid"):
        assert words in text

    answer_by = day_in_agenda(":answer")
    assert answer_by == clock.today() + timedelta(weeks=4)
    page.goto("/agenda")
    people.shows(page, "Groenonderhoud in de Jordaan")
    people.shows(page, write_day(answer_by))
