"""The whole chain, in Dutch, as people go through it: from an idea to a plan of approach for public work.

Every question of the interview is answered on the phone, the narrowest of the three. Without scripts a chapter of it is (each question
is the same kind of page, sent in the same way); at a desk, where nothing but the width differs, its answers are there already.
"""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from incubator.core import clock, digests, runner
from tests.journeys import browsing, people, publications

LOOKS = [
    pytest.param(browsing.PHONE, True, id="phone"),
    pytest.param(browsing.DESK, True, id="desk"),
    pytest.param(browsing.DESK, False, id="without-scripts"),
]


@pytest.mark.parametrize(("size", "scripts"), LOOKS)
def test_a_group_learns_is_founded_and_writes_a_plan_for_public_work(site, visit, tmp_path, monkeypatch, size, scripts):
    monkeypatch.setattr(digests, "PAUSE", timedelta(0))  # a second mail within a quarter of an hour would wait
    wishes = {"viewport": size, "java_script_enabled": scripts}
    founder = visit(site.address, **wishes).new_page()
    people.signs_up(founder, site)
    people.starts_a_group(founder)
    people.account(site.app, "manager", "manon@example.org", "Manon de Manager")
    people.account(site.app, "coach", "coby@example.org", "Coby de Coach")
    manager = people.signs_in(visit(site.address, **wishes), "manon@example.org")
    people.couples_the_coach(manager)
    coach = people.signs_in(visit(site.address, **wishes), "coby@example.org")
    _learn(founder, coach, scripts)
    _answer(site, founder, all_of_it=size == browsing.PHONE, scripts=scripts)
    _found(founder, manager)
    _win_work(site, founder, tmp_path)


def _learn(founder, coach, scripts):
    people.writes_the_first_exercise(founder, scripts=scripts)
    people.hands_in(founder)
    people.returns_it_with_a_remark(coach)
    people.improves_it(founder)
    people.hands_in(founder)
    people.sees_what_changed_and_approves(coach)
    founder.goto("/cooperaties/de-sopdoek/dossier")
    founder.locator("summary", has_text="Wat jullie doen").click()
    people.shows(founder, people.IDEA["work"])
    people.shows(founder, "opdracht")
    people.writes_the_core_of_the_statutes(founder)
    people.hands_in(founder)
    people.takes_the_oldest(coach)
    people.approves(coach)


def _answer(site, founder, *, all_of_it, scripts):
    if all_of_it:
        people.answers_the_interview(founder)
        return
    if not scripts:
        people.answers_the_first_chapter(founder)
    people.has_answered_the_interview(site.app)
    people.looks_at_the_check(founder)


def _found(founder, manager):
    people.takes_a_version_to_the_notary(founder)
    people.records_the_deed(manager, clock.today())


def _win_work(site, founder, tmp_path):
    people.says_what_work_to_look_for(founder)
    _import(site, publications.written_to(tmp_path / "tenderned", clock.today()))
    people.post(site)  # what waited before goes in a mail of its own
    site.mailbox.messages.clear()
    runner.run_now("match-notices")
    people.post(site)
    alert = next(
        mail for mail in site.mailbox.messages if "nadia@" in mail["To"] and publications.CLEANING in mail["Subject"]
    )
    letter = alert.get_body(("plain",)).get_content()
    for phrase in (publications.CLEANING, "Gemeente Utrecht", "nog 40 dagen", "Waarom:"):
        assert phrase in letter
    assert "brandweerwagen" not in letter
    founder.goto(people.address_in(letter, r"/kansen/\d"))
    people.shows(founder, "Waarom dit bij jullie past")
    people.shows(founder, re.compile("90911200|schoonmaak", re.I))
    people.shows(founder, "Kunnen jullie dit overnemen van de overheid?")
    opportunity = founder.url
    people.link(founder, "De hele aankondiging")
    people.link(founder, "Kunnen jullie hier uitdagen?")
    people.shows(founder, "Bron:")
    founder.goto(opportunity)
    people.button(founder, "Maak een inschrijving")
    expect(founder).to_have_url(re.compile(r"/inschrijvingen/\d+$"))
    people.link(founder, "Beantwoord de vragen")
    founder.get_by_label("Waarom doen jullie het wel, of niet?").fill("Dit werk kennen we, en het is om de hoek.")
    people.button(founder, "We gaan ervoor")
    expect(founder).to_have_url(re.compile(r"/inschrijvingen/\d+$"))
    people.link(founder, "Naar de stukken")
    people.button(founder, "Maak alle stukken")
    _document, text = people.word(founder, "Downloaden: Plan van aanpak")
    for phrase in (people.CORE["name"], "81234567", publications.CLEANING, "Gemeente Utrecht", people.IDEA["work"]):
        assert phrase in text
    assert "[Certificaten, of: welke hebben wij nodig?]" in text  # what is still open stands out


def _import(site, folder):
    report = json.loads(people.command(site.app, "notices", "import", str(folder), "--json"))
    assert (report["new"], len(report["ignored"])) == (3, 1)
