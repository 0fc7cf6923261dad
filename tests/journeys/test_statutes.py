"""The statutes on their way: the last questions, a version, to the notary and back, in force; and a change of them later."""

import io
import re
import zipfile

import docx
import pytest
from playwright.sync_api import expect

from incubator.accounts import queries as accounts
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.register.services import deeds
from incubator.register.values import EnteredDeed, Founding
from incubator.statutes import queries
from incubator.statutes import services as statutes
from incubator.statutes.rules import asking
from incubator.statutes.values import read
from tests.journeys import browsing, on_a_phone, people
from tests.statutes.answers import answers

FOUNDER, COACH, MANAGER = "fatima@example.org", "coby@example.org", "manon@example.org"
BASE = "/cooperaties/de-sopdoek/statuten"
TO_ASK = ("termijn", "oprichters", "adres")
NOTARY = "mr. N. Otaris te Utrecht"


@pytest.fixture
def group(site):
    """A group whose answers were taken in from a file, with its coach and the manager."""
    people.account(site.app, "founder", FOUNDER, "Fatima de Founder")
    people.account(site.app, "coach", COACH, "Coby de Coach")
    people.account(site.app, "manager", MANAGER, "Manon de Manager")
    people.a_group_at_work(FOUNDER, COACH)
    known = cooperatives.cooperative_by_slug("de-sopdoek")
    with transaction(actor=SYSTEM):
        statutes.import_answers(known, answers(board__term_years=3), author=None, now=clock.now())
    return known


def still_asks(group, *names):
    """Questions that nobody answered yet."""
    with transaction(actor=SYSTEM):
        draft = queries.draft(group)
        draft.answered = [name for name in draft.answered if name not in names]
        draft.waiting = asking.waiting(read(draft.answers), draft.answered)


def is_in_force(group):
    """The deed of a first version was signed."""
    with transaction(actor=SYSTEM):
        version = statutes.make_version(group, author=None, now=clock.now(), today=clock.today())
        entered = EnteredDeed(Founding(clock.today(), NOTARY, "81234567"), version.number)
        deeds.record(group, entered, by=accounts.by_email(MANAGER), now=clock.now())


def downloaded(page, name):
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
    with open(coming.value.path(), "rb") as file:
        return file.read()


def by_the_notary(content, old, new):
    """The draft with other words, as a notary sends it back."""
    deed = docx.Document(io.BytesIO(content))
    (paragraph,) = [paragraph for paragraph in deed.paragraphs if old in paragraph.text]
    text = paragraph.text.replace(old, new)
    for run in paragraph.runs[1:]:
        run._r.getparent().remove(run._r)
    paragraph.runs[0].text = text
    stream = io.BytesIO()
    deed.save(stream)
    return stream.getvalue()


def uploads(page, content):
    page.locator("#deed").set_input_files({"name": "akte.docx", "mimeType": "", "buffer": content})
    people.button(page, "Bekijk wat er veranderd is")


def enters_the_deed(page):
    people.link(page, "Dit is de akte")
    page.locator("#signed_on").fill(clock.today().isoformat())
    page.locator("#notary").fill(NOTARY)
    people.button(page, "Stuur naar de beheerder")
    people.shows(page, "wacht op bevestiging door de beheerder")


def confirms_the_deed(page):
    page.goto("/cooperaties/de-sopdoek/akte")
    people.button(page, "Bevestig de akte")
    people.shows(page, "telt vanaf nu")


def test_answers_become_a_version_go_to_the_notary_and_come_back_as_the_deed_on_a_phone(site, visit, group):
    still_asks(group, *TO_ASK)
    founder = people.signs_in(visit(site.address, viewport=browsing.PHONE), FOUNDER)
    _answers_what_waits(founder)
    people.button(founder, "Maak een versie in Word")
    people.shows(founder, "De tekst van deze versie")
    assert on_a_phone.what_does_not_fit(founder) == []
    draft = downloaded(founder, "Download het Word-document")
    names = zipfile.ZipFile(io.BytesIO(downloaded(founder, "Download alles voor de notaris"))).namelist()
    assert {"0 Inhoud.txt", "1 Ontwerp van de akte.docx"} < set(names)
    people.link(founder, "Upload de akte van de notaris")
    uploads(founder, b"PK\x03\x04 beschadigd")
    people.shows(founder, "Dit Word-bestand is beschadigd.")
    uploads(founder, by_the_notary(draft, "ten hoogste vier jaar", "ten hoogste vijf (5) jaar"))
    people.shows(founder, "was “4”, is nu “5”")
    assert on_a_phone.what_does_not_fit(founder) == []
    enters_the_deed(founder)
    confirms_the_deed(people.signs_in(visit(site.address), MANAGER))
    founder.goto(f"{BASE}/")
    newest = founder.get_by_role("main").get_by_role("listitem").filter(has_text="Versie 2")
    expect(newest).to_contain_text("geldt nu")
    founder.goto(f"{BASE}/vragen/termijn")
    expect(founder.locator("#board__term_years")).to_have_value("5")


def _answers_what_waits(founder):
    founder.goto(f"{BASE}/")
    people.link(founder, "Verder met de vragen")
    expect(founder).to_have_url(re.compile("/vragen/termijn$"))
    founder.locator("#board__term_years").fill("40")
    people.button(founder, "Bewaren en verder")
    people.shows(founder, "Dit klopt nog niet")
    founder.locator("#board__term_years").fill("4")
    people.shows(founder, "ten hoogste vier jaar")  # the clause follows while one types
    people.button(founder, "Bewaren en verder")
    people.shows(founder, "Wie bestuurt als alle bestuurders wegvallen")
    founder.wait_for_load_state()
    founder.goto(f"{BASE}/")
    people.link(founder, "Verder met de vragen")
    expect(founder.locator("[data-row]").last.locator("input")).to_have_value("")  # the empty row is sent along
    people.button(founder, "Bewaren en verder")
    expect(founder).to_have_url(re.compile("/vragen/eerste-bestuur$"))
    founder.goto(f"{BASE}/vragen/adres")
    people.button(founder, "Dat weten we nog niet")
    people.shows(founder, "Hoofdstuk 13 van 13")
    founder.goto(f"{BASE}/")
    people.shows(founder, "Op welk adres begint de coöperatie?")


def test_a_change_of_the_statutes_is_explained_put_before_the_members_and_comes_into_force(site, visit, group):
    is_in_force(group)
    founder = people.signs_in(visit(site.address), FOUNDER)
    founder.goto(f"{BASE}/vragen/termijn")
    founder.locator("#board__term_years").fill("4")
    people.button(founder, "Bewaren en verder")
    people.shows(founder, "Wie bestuurt als alle bestuurders wegvallen")
    founder.wait_for_load_state()
    founder.goto(f"{BASE}/")
    people.sends(founder, "Maak een versie in Word")
    people.link(founder, "Bekijk wat verandert en leg uit waarom")
    terms = founder.locator("section").filter(has_text="Samenstelling, benoeming en ontslag").last
    expect(terms.locator("ins")).to_contain_text("vier")
    terms.get_by_role("link", name="Schrijf op waarom").click()
    founder.locator("#text").fill("Drie jaar is kort.\nNu leert iedereen het werk goed.")
    people.button(founder, "Bewaren")
    people.shows(founder, "Nu leert iedereen het werk goed.")
    _document, proposal = people.word(founder, "Download als voorstel in drie kolommen")
    for words in ("ten hoogste drie jaar", "ten hoogste vier jaar", "Drie jaar is kort.\nNu leert iedereen"):
        assert words in proposal
    founder.goto(f"{BASE}/versies/2")
    draft = downloaded(founder, "Download het Word-document")
    people.link(founder, "Upload de akte van de notaris")
    uploads(founder, draft)
    enters_the_deed(founder)
    confirms_the_deed(people.signs_in(visit(site.address), MANAGER))
    founder.goto(f"{BASE}/versies/2")
    people.shows(founder, "geldt nu")
    founder.goto(f"{BASE}/versies/1")
    people.shows(founder, "vervangen door een nieuwere akte")
