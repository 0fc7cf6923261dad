"""The menu inside a group: what exists and what this person may see, the present page marked."""

import re
from datetime import timedelta

import pytest
from lxml import html

from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, transaction
from tests.factories import CoachAssignmentFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory

PLACES = {
    "/cooperaties/de-bezem": "Overzicht",
    "/cooperaties/de-bezem/voortgang": "Fase",
    "/leren/de-bezem": "Lessen",
    "/leren/de-bezem/samen-beslissen": "Lessen",
    "/leren/de-bezem/samen-beslissen/opdracht": "Lessen",
    "/cooperaties/de-bezem/dossier": "Dossier",
    "/cooperaties/de-bezem/dossier/taken": "Dossier",
    "/cooperaties/de-bezem/statuten/": "Statuten",
    "/cooperaties/de-bezem/statuten/toets": "Statuten",
    "/cooperaties/de-bezem/statuten/gegevens-voor-de-akte/": "Statuten",
    "/cooperaties/de-bezem/leden/": "Leden",
    "/cooperaties/de-bezem/kansen": "Kansen",
    "/cooperaties/de-bezem/inschrijvingen": "Inschrijvingen",
    "/agenda?groep=de-bezem": "Agenda",
}


@pytest.fixture
def bezem(app):
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    return group


def menus(page):
    """The links of each menu of the group, by their words."""
    navigations = html.document_fromstring(page).xpath('//nav[contains(@aria-label, "De Bezem")]')
    return [{link.text_content(): link for link in menu.iter("a")} for menu in navigations]


@pytest.mark.parametrize(("path", "name"), PLACES.items())
def test_every_page_of_a_group_has_its_menu_with_the_present_page_marked(client, sign_in, bezem, path, name):
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    wide, narrow = menus(client.get(path).text)
    for menu in (wide, narrow):
        assert [words for words, link in menu.items() if link.get("aria-current")] == [name]
    assert list(wide) == list(narrow)


@pytest.mark.parametrize("who", ["founder", "coach"])
def test_every_item_of_the_menu_leads_to_a_page(client, sign_in, bezem, who):
    factory = {"founder": ParticipationFactory, "coach": CoachAssignmentFactory}[who]
    sign_in(client, factory(cooperative=bezem).user)
    wide, _narrow = menus(client.get("/cooperaties/de-bezem").text)
    for link in wide.values():
        assert client.get(link.get("href").partition("#")[0]).status_code == 200


def test_there_is_no_register_before_the_deed(client, sign_in, app):
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F6)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    wide, _narrow = menus(client.get("/cooperaties/de-bezem").text)
    assert "Leden" not in wide


def test_a_page_of_no_group_has_no_menu_of_one(client, sign_in, bezem):
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    for path in ("/", "/agenda", "/agenda?groep=onbekend", "/cooperaties/", "/aankondigingen/"):
        assert menus(client.get(path).text) == []


def test_the_agenda_of_one_group_shows_no_other(client, sign_in, bezem):
    founder = ParticipationFactory(cooperative=bezem).user
    other = ParticipationFactory(user=founder).cooperative
    with transaction(actor=SYSTEM):
        for number, group in enumerate((bezem, other)):
            due = clock.now() + timedelta(days=20)
            agenda.put(f"x:{number}", f"Datum {number}", due, source="meetings", cooperative_id=group.id)
    sign_in(client, founder)
    page = client.get("/agenda?groep=de-bezem").text
    assert "Datum 0" in page
    assert "Datum 1" not in page
    assert "Datum 1" in client.get("/agenda").text


def test_the_start_page_tells_the_next_dates_and_leads_to_the_agenda(client, sign_in, bezem):
    founder = ParticipationFactory(cooperative=bezem).user
    with transaction(actor=SYSTEM):
        agenda.put("x", "Kennismaking", clock.now() + timedelta(days=20), source="meetings", cooperative_id=bezem.id)
    sign_in(client, founder)
    page = client.get("/").text
    assert "Kennismaking" in page
    assert re.search(r'href="/agenda">De hele agenda', page)


def test_who_looks_along_reads_who_the_pages_speak_to(client, sign_in, bezem):
    coach, member = CoachAssignmentFactory(cooperative=bezem).user, ParticipationFactory(cooperative=bezem).user
    for viewer, looks_along in ((coach, True), (member, False)):
        sign_in(client, viewer)
        page = client.get("/cooperaties/de-bezem/statuten/").text
        assert ("Je kijkt mee met De Bezem: met “jullie” is op deze pagina’s de groep bedoeld." in page) is looks_along
