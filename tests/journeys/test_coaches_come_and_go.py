"""A group without a coach comes to an answer; and when the coach leaves, everything goes to a colleague in one step."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from incubator.core import digests
from tests.journeys import browsing, people


def test_a_group_without_a_coach_gets_an_answer_and_its_coach_leaves_it_to_a_colleague(site, visit, monkeypatch):
    monkeypatch.setattr(digests, "PAUSE", timedelta(0))  # a second mail within a quarter of an hour would wait
    founder = visit(site.address, viewport=browsing.PHONE).new_page()
    people.signs_up(founder, site)
    people.starts_a_group(founder)
    for role, name in (("manager", "Manon"), ("coach", "Coby"), ("coach", "Cas")):
        people.account(site.app, role, f"{name.lower()}@example.org", f"{name} de Vries")
    people.writes_the_first_exercise(founder, scripts=True)
    people.button(founder, "Controleer jullie antwoorden")
    people.shows(founder, "Jullie hebben nog geen coach")
    people.button(founder, "Inleveren bij coach")
    people.shows(founder, "Jullie hebben nog geen coach: elke coach kan het nu lezen")
    _hears(site, "manon@example.org", "De Sopdoek")

    manager = people.signs_in(visit(site.address, viewport=browsing.PHONE), "manon@example.org")
    people.shows(manager, "De Sopdoek wacht op antwoord en heeft geen coach")
    coby = people.signs_in(visit(site.address, viewport=browsing.PHONE), "coby@example.org")
    people.takes_the_oldest(coby)
    coby.locator("#verdict").fill("Helder. Neem in de volgende les ook de buren mee.")
    people.sends(coby, "Goedkeuren")
    _hears(site, "nadia@", "goedgekeurd")
    founder.goto("/leren/de-sopdoek")
    people.shows(founder, "Goedgekeurd")

    _couples(manager, "Coby")
    manager.goto("/beheer/mensen?zoek=Coby")
    people.link(manager, "Coby de Vries")
    people.link(manager, "Overdragen, en het account sluiten")
    people.shows(manager, "De Sopdoek")
    manager.locator("#to").select_option(label="Cas de Vries (0 groepen)")
    manager.get_by_role("main").locator("form button[type=submit]").click()
    people.shows(manager, "is overgedragen. Wie het aangaat, krijgt een mail.")
    _hears(site, "nadia@", "Cas de Vries is de nieuwe coach")
    founder.goto("/cooperaties/de-sopdoek")
    people.shows(founder, "Cas de Vries")
    expect(founder.get_by_role("main")).not_to_contain_text("Coby")
    coby.goto("/nakijken/")
    expect(coby).to_have_url(re.compile("/inloggen"))


def _couples(manager, name):
    manager.goto("/cooperaties/de-sopdoek")
    people.link(manager, "Kies een coach")
    choice = manager.get_by_role("main").locator("select").first
    choice.select_option(choice.locator("option", has_text=name).first.get_attribute("value"))
    manager.get_by_role("main").locator("form button[type=submit]").first.click()
    people.shows(manager, name)


def _hears(site, address, words):
    """A mail with these words in its subject or text has reached this person."""
    people.post(site)
    theirs = [mail for mail in site.mailbox.messages if address in mail["To"]]
    texts = [f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}" for mail in theirs]
    assert any(words in text for text in texts), (address, words, [mail["Subject"] for mail in theirs])
