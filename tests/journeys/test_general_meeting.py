"""A general meeting of ten members, each with a phone of their own: from the plan to the extract for the notary.

Two vote by proxy and two on paper; one loses the connection, one votes twice, one is too late.
"""

import io
import re
from datetime import datetime, time, timedelta
from types import SimpleNamespace

import docx
import pytest
import time_machine
from playwright.sync_api import expect

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import AgendaItem, Resolution, VotingRound
from incubator.statutes import services as statutes
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.journeys import browsing, on_a_phone, people
from tests.meetings.convening import FOUNDED, member
from tests.meetings.convening import NOW as LONG_AGO
from tests.statutes.answers import answers

NAMES = ("Amina", "Bas", "Chantal", "Driss", "Eva", "Fatma", "Gerard", "Hanan", "Ivo", "Joke")
ON_PAPER = ("Gerard", "Hanan")
PROPOSAL = "De opzegtermijn wordt acht weken."
MEETINGS = "/cooperaties/de-bezem/vergaderingen"
HERE = f"{MEETINGS}/1"


@pytest.fixture
def bezem(site):
    """Ten members with a phone; new statutes lie ready to be proposed."""
    group = CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F6)
    everyone = {}
    for number, name in enumerate(NAMES, start=1):
        role = ParticipationRole.MEMBER if number > 1 else ParticipationRole.COORDINATOR
        user = UserFactory(name=name, email=f"{name.lower()}@example.org")
        ParticipationFactory(cooperative=group, user=user, role=role)
        known = {"address": "Dorpsstraat 1\n1234 AB Utrecht"} if name in ON_PAPER else {"email": user.email}
        known["email_consent"] = name not in ON_PAPER
        member(group, number, name, user_id=user.id, **known)
        everyone[name] = user
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(), author=None, now=LONG_AGO)
        version = statutes.make_version(group, author=everyone["Amina"], now=LONG_AGO, today=FOUNDED)
        statutes.record_signing(version, on=FOUNDED, notary="mr. B", filed_on=None, author=None, now=LONG_AGO)
        longer = answers(resignation__notice="tegen het einde van het boekjaar, met een termijn van acht weken")
        statutes.import_answers(group, longer, author=None, now=clock.now())
        statutes.make_version(group, author=everyone["Amina"], now=clock.now(), today=clock.today())
    return SimpleNamespace(group=group, people=everyone)


@pytest.fixture
def moved(site):
    """The clock, which begins now."""
    with time_machine.travel(datetime.now(clock.AMSTERDAM), tick=True) as traveller:
        yield traveller


def the(model, **known):
    db.session.expire_all()
    return db.session.scalars(db.select(model).filter_by(**known)).one()


def words_of(page, name):
    """Download a Word document by its link or button: all its text."""
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_text(name).first.click()
    document = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def plans_the_meeting(page, day):
    page.goto(MEETINGS)
    people.link(page, "Een vergadering plannen")
    page.locator("#what").select_option("amendment")
    page.locator("#title").fill("Vergadering over de statuten")
    page.locator("#day").fill(day.isoformat())
    page.locator("#place").fill("De Spil, Dorpsstraat 4")
    page.locator("#inspection_place").fill("Het kantoor, Dorpsstraat 4")
    page.locator("#inspection_from").fill(clock.today().isoformat())
    people.button(page, "Plannen")
    # The hour was forgotten: said at the field, and nothing is lost.
    people.shows(page, "Vul allebei in: de dag en de tijd.")
    expect(page.locator("#title")).to_have_value("Vergadering over de statuten")
    page.locator("#begins").fill("19.30")
    people.button(page, "Plannen")
    people.shows(page, "Roep de leden op")
    assert on_a_phone.what_is_wrong(page) == []


def puts_the_amendment_on_the_agenda(page):
    people.link(page, "Punt toevoegen")
    page.locator("#kind").select_option("amendment")
    page.locator("#title").fill("Statuten wijzigen: de opzegtermijn")
    page.locator("#proposal").fill(PROPOSAL)
    page.locator("#version").select_option("2")
    people.button(page, "Op de agenda zetten")
    people.shows(page, "De woordelijke tekst van de nieuwe statuten")


def calls_the_members(page, site):
    page.goto(f"{HERE}/oproepen")
    assert on_a_phone.what_is_wrong(page) == []
    people.button(page, "De leden nu oproepen")
    people.shows(page, "2 leden zijn nog niet bereikt")
    assert "Dorpsstraat 1" in words_of(page, "De brieven printen")
    for name in ON_PAPER:
        page.get_by_role("link", name=f"De oproeping is weg {name}").click()
        people.sends(page, "Noteren")
    people.shows(page, "Iedereen is opgeroepen")
    assert on_a_phone.what_is_wrong(page) == []
    people.post(site)
    called = [mail for mail in site.mailbox.messages if HERE in mail.get_body(("plain",)).get_content()]
    assert len(called) == len(NAMES) - len(ON_PAPER)


def gives_a_proxy(page, holder):
    page.goto(f"{HERE}/mijn-volmacht")
    page.locator("#holder_id").select_option(label=holder)
    people.button(page, "Een volmacht geven")
    people.shows(page, f"{holder} stemt voor jou")
    assert on_a_phone.what_is_wrong(page) == []


def enters_a_proxy(page, giver, holder, answer):
    page.goto(f"{HERE}/volmachten")
    page.locator("#giver_id").select_option(label=giver)
    page.locator("#holder_id").select_option(label=holder)
    page.locator("#written").check()
    people.button(page, "Bewaren")
    people.shows(page, answer)


def card(page, name=None):
    """The part of the page on which somebody votes, for themselves or for who gave a proxy."""
    return page.get_by_role("region", name=f"Voor {name}" if name else "Jouw stem", exact=True)


def ticks(page, choice, name=None):
    card(page, name).get_by_label(choice, exact=True).check()
    return card(page, name).get_by_role("button", name="Breng deze stem uit")


def is_stored(page, name=None):
    expect(card(page, name)).to_contain_text("Deze stem is binnen en telt één keer.")


def votes(page, choice, name=None):
    page.goto(f"{HERE}/stemmen")
    ticks(page, choice, name).click()
    is_stored(page, name)


def loses_the_connection_and_tries_again(page):
    page.goto(f"{HERE}/stemmen")
    button = ticks(page, "tegen")
    page.context.set_offline(True)
    button.click()
    people.shows(page, "Geen verbinding. Je stem is nog niet bewaard")
    page.context.set_offline(False)
    is_stored(page)


def votes_twice(page):
    other = page.context.new_page()
    other.goto(f"{HERE}/stemmen")
    again = ticks(other, "tegen")
    votes(page, "voor")
    assert on_a_phone.what_is_wrong(page) == []
    again.click()
    people.shows(other, "De stem van Driss is al binnen en telt één keer. Er is niets veranderd.")
    expect(other.get_by_label("tegen", exact=True)).to_be_checked()
    other.close()


def enters_the_papers(page):
    for name in ON_PAPER:
        taken = page.get_by_role("button", name="Pakte een biljet")
        with page.expect_navigation():
            taken.locator(f"xpath=ancestor::li[contains(., '{name}')]").get_by_role("button").click()
    page.get_by_text("Stemmen op papier").click()
    papers = words_of(page, "Stembiljetten in Word")
    codes = ["".join(code) for code in re.findall(r"code (\w{4}) (\w{4})", papers)]
    page.get_by_role("link", name="Voer de biljetten in").first.click()
    for code, choice in zip(codes, ("voor", "tegen", "tegen"), strict=False):
        page.locator("#code").fill(code)
        page.get_by_label(choice, exact=True).check()
        people.sends(page, "Tel dit biljet")
        if code == codes[2]:
            break
    return codes


def is_too_late(page):
    ticked = page.get_by_label("voor", exact=True)
    page.get_by_role("button", name="Breng deze stem uit").click()
    people.shows(page, "gesloten")
    expect(ticked).to_be_checked()


def closes_the_meeting(page):
    page.goto(f"{HERE}/zaal")
    people.button(page, "Sluit de vergadering")
    people.shows(page, "concept")


def reads_the_minutes(page):
    assert on_a_phone.what_is_wrong(page) == []
    minutes = words_of(page, "De notulen in Word")
    for text in (
        "Aanwezig: 8. Vertegenwoordigd: 2. Afwezig: 0.",
        "Ivo | vertegenwoordigd door Bas (schriftelijke volmacht)",
        "voor | 6",
        "tegen | 3",
        "Geopend | 19.30 uur",
    ):
        assert text in minutes
    extract = words_of(page, re.compile("Uittreksel voor de notaris"))
    assert PROPOSAL in extract
    assert "Aangenomen" in extract


def test_ten_members_change_their_statutes_at_two_thirds(site, bezem, moved, person, complaints):
    day = clock.today() + timedelta(days=30)
    chair = person(bezem.people["Amina"], browsing.PHONE)
    plans_the_meeting(chair, day)
    puts_the_amendment_on_the_agenda(chair)
    calls_the_members(chair, site)

    moved.move_to(datetime.combine(day, time(19, 30), tzinfo=clock.AMSTERDAM))
    phones = {
        name: person(bezem.people[name], browsing.PHONE) for name in ("Bas", "Chantal", "Driss", "Eva", "Fatma", "Ivo")
    }
    gives_a_proxy(phones["Ivo"], "Bas")
    enters_a_proxy(chair, "Joke", "Chantal", "Chantal stemt voor Joke")
    enters_a_proxy(chair, "Chantal", "Bas", "volmacht")
    chair.goto(f"{HERE}/zaal")
    people.sends(chair, "Open de vergadering")
    people.button(chair, "Iedereen zonder volmacht is er")
    people.shows(chair, "8 leden zijn er, 2 zijn vertegenwoordigd")
    assert on_a_phone.what_is_wrong(chair) == []
    item = the(AgendaItem, kind="amendment")
    chair.goto(f"{HERE}/punten/{item.id}/stemming")
    expect(chair.locator("#question")).to_have_value(PROPOSAL)
    chair.locator("[name=way][value=secret]").check()
    people.button(chair, "Open de stemming")
    chair.wait_for_url("**/stemmingen/1")
    voting = chair.url

    late = phones["Fatma"]
    late.goto(f"{HERE}/stemmen")
    assert on_a_phone.what_is_wrong(late) == []
    ticks(late, "voor")
    votes(phones["Bas"], "voor")
    votes(phones["Bas"], "voor", "Ivo")
    votes(phones["Chantal"], "voor")
    votes(phones["Chantal"], "tegen", "Joke")
    votes_twice(phones["Driss"])
    loses_the_connection_and_tries_again(phones["Eva"])
    votes(chair, "voor")
    chair.goto(voting)
    assert on_a_phone.what_is_wrong(chair) == []
    enters_the_papers(chair)
    chair.goto(voting)
    people.button(chair, "Sluit de stemming en tel")
    people.shows(chair, "Aangenomen")
    assert on_a_phone.what_is_wrong(chair) == []
    is_too_late(late)
    assert the(VotingRound).counts == {"for": 6, "against": 3, "blank": 0, "invalid": 0}

    people.sends(chair, "Bekendmaken")
    people.link(chair, "Besluit")
    people.shows(chair, "wacht op de akte")
    assert on_a_phone.what_is_wrong(chair) == []
    assert the(Resolution).adopted
    closes_the_meeting(chair)
    reads_the_minutes(chair)
    chair.goto("/cooperaties/de-bezem/statuten/versies/2")
    people.shows(chair, "De algemene vergadering heeft deze wijziging aangenomen")
    # The browser heard of the vote that came twice, of the one that was too late, and of the connection that was lost.
    refused = [complaint for complaint in complaints if complaint.startswith("422 ") and "/stem/" in complaint]
    offline = [complaint for complaint in complaints if "ERR_INTERNET_DISCONNECTED" in complaint]
    assert (len(refused), len(refused) + len(offline)) == (2, len(complaints))
    complaints.clear()
