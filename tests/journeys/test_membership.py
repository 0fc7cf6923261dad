"""From admission to repayment: the member on a phone, the treasurer at a desk, over three years."""

import io
from datetime import datetime

import docx
import pytest
import time_machine
from playwright.sync_api import expect

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from tests.capital.conftest import founded
from tests.factories import ParticipationFactory, UserFactory
from tests.journeys import browsing, on_a_phone, people

LEDEN = "/cooperaties/de-bezem/leden"
KAPITAAL = "/cooperaties/de-bezem/kapitaal"


@pytest.fixture
def moved(site):
    """The clock, at the day on which the story begins."""
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=clock.AMSTERDAM), tick=True) as traveller:

        def on(year, month, day):
            traveller.move_to(datetime(year, month, day, 9, tzinfo=clock.AMSTERDAM))

        yield on


@pytest.fixture
def bezem(moved, site):
    """Founded last year by three, of whom one keeps the books; Noor works along and wants to become a member."""
    house = founded()
    with transaction(actor=SYSTEM):
        house.noor = UserFactory(name="Noor", email="noor@example.org")
        ParticipationFactory(cooperative=house.group, user=house.noor, role=ParticipationRole.MEMBER)
    return house


def fills(page, **values):
    for name, value in values.items():
        page.locator(f"#{name}").fill(value)


def ticks(page, **values):
    for name, value in values.items():
        page.locator(f"[name={name}][value={value}]").check()


def words_of(page, name):
    """Download a Word document: all its text."""
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_text(name).first.click()
    document = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" | ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def applies(page):
    page.goto(f"{LEDEN}/aanvraag")
    fills(page, email="noor@example.org", address="Kade 3\n3512 AB Utrecht", note="Werkt al een half jaar mee.")
    people.button(page, "Neem de aanvraag op")
    # Without a name nothing is stored, and nothing is lost.
    people.shows(page, "Dit veld is vereist.")
    expect(page.locator("#note")).to_have_value("Werkt al een half jaar mee.")
    page.locator("#name").fill("Noor")
    people.button(page, "Neem de aanvraag op")
    people.shows(page, "Wacht op een besluit")


def is_admitted(page):
    people.link(page, "Vul het besluit in")
    ticks(page, outcome="refusal", decided_by="bestuur")
    fills(page, decided_on="2026-11-23", on="2026-12-01")
    people.button(page, "Vul het besluit in")
    people.shows(page, "Schrijf op waarom. Wie lid wilde worden, hoort het ook.")
    expect(page.locator("#on")).to_have_value("2026-12-01")
    ticks(page, outcome="admission")
    people.button(page, "Vul het besluit in")
    people.shows(page, "Toegelaten")


def pays(page, place):
    page.goto(f"{place}/inleg")
    fills(page, amount="duizend", note="Eerste helft")
    people.button(page, "Voer de betaling in")
    people.shows(page, "Vul een bedrag in euro's in, bijvoorbeeld 1250 of 18,50.")
    expect(page.locator("#note")).to_have_value("Eerste helft")
    fills(page, amount="1.000", on="2026-12-02")
    people.button(page, "Voer de betaling in")
    people.shows(page, "€ 1.000")


def divides_the_year(page):
    page.goto(f"{KAPITAAL}/")
    people.link(page, "Een jaar verdelen")
    page.locator("#year").fill("2026")
    people.sends(page, "Beginnen")
    people.link(page, "Vul het resultaat in")
    fills(page, amount="12.000", source="Jaarrekening", general_reserve="20", education="10", solidarity="5")
    fills(page, credit_share="50", adopted_on="2027-05-20", decision="ALV 2027-1")
    people.button(page, "Bewaren")
    # Less in the reserve than the statutes want.
    people.shows(page, "30")
    expect(page.locator("#source")).to_have_value("Jaarrekening")
    page.locator("#general_reserve").fill("30")
    people.sends(page, "Bewaren")
    people.link(page, "Vul de uren in")
    page.locator("#source").fill("Urenstaten")
    for field in page.locator("main input[name^=hours_]").all():
        field.fill("1.500")
    people.sends(page, "Bewaren")
    people.button(page, "Boeken")
    people.shows(page, "geboekt")


def gives_notice(page):
    page.goto(f"{LEDEN}/mijn")
    people.shows(page, "€ 1.000")
    assert on_a_phone.what_is_wrong(page) == []
    people.link(page, "Opzeggen")
    assert on_a_phone.what_is_wrong(page) == []
    page.locator("#wish").fill("2027-06-02")
    page.locator("#note").fill("Ik ga verhuizen.")
    people.button(page, "Opzeggen")
    people.shows(page, "31 december 2027")
    people.shows(page, "Nee: jullie statuten sluiten dat uit.")
    assert on_a_phone.what_is_wrong(page) == []


def settles(page, number):
    page.goto(f"{KAPITAAL}/leden/{number}")
    people.link(page, "Afrekenen")
    fills(page, price_index="drie procent", index_source="CBS", basis="artikel 13")
    people.button(page, "Afrekenen")
    people.shows(page, "Schrijf een getal")
    expect(page.locator("#basis")).to_have_value("artikel 13")
    fills(page, price_index="1,03", first_due_on="2028-02-01", instalments="2")
    people.button(page, "Afrekenen")
    people.shows(page, "€ 1.030")
    people.shows(page, "€ 515")


def pays_back(page, number):
    page.goto(f"{KAPITAAL}/leden/{number}/uitbetalen")
    ticks(page, kind="claim")
    fills(page, amount="1.100", on="2028-02-01", note="Eerste deel")
    people.button(page, "Boeken")
    # More than is owed.
    people.shows(page, "Dit klopt nog niet")
    expect(page.locator("#note")).to_have_value("Eerste deel")
    page.locator("#amount").fill("515")
    people.button(page, "Boeken")
    expect(page.locator("dl")).to_contain_text("Schuld na vertrek € 515")


def pays_the_rest(page, number):
    page.goto(f"{KAPITAAL}/leden/{number}")
    people.link(page, "Dit lid uitbetalen")
    expect(page.locator("#amount")).to_have_value("515,00")
    people.button(page, "Boeken")
    expect(page.locator("dl")).to_contain_text("Schuld na vertrek € 0")


def test_from_admission_to_repayment(site, bezem, moved, person):
    treasurer = person(bezem.by, browsing.DESK)
    applies(treasurer)
    place = treasurer.url
    number = place.rpartition("/")[2]
    is_admitted(treasurer)
    moved(2026, 12, 2)
    member = person(bezem.noor, browsing.PHONE)
    member.goto(f"{KAPITAAL}/leden/{number}")
    expect(member.locator("dl")).to_contain_text("Nog in te leggen € 1.000")
    assert on_a_phone.what_is_wrong(member) == []
    pays(treasurer, place)

    moved(2027, 6, 1)
    treasurer, member = person(bezem.by, browsing.DESK), person(bezem.noor, browsing.PHONE)
    divides_the_year(treasurer)
    member.goto(f"{KAPITAAL}/leden/{number}")
    assert on_a_phone.what_is_wrong(member) == []
    assert "Noor" in words_of(member, "Overzicht over 2026 in Word")
    gives_notice(member)
    assert "31 december 2027" in words_of(member, "Wat vertrekken betekent (Word)")

    moved(2028, 1, 10)
    treasurer, member = person(bezem.by, browsing.DESK), person(bezem.noor, browsing.PHONE)
    settles(treasurer, number)
    member.goto(f"{KAPITAAL}/leden/{number}")
    people.shows(member, "1 februari 2028")
    assert on_a_phone.what_is_wrong(member) == []
    moved(2028, 2, 1)
    treasurer = person(bezem.by, browsing.DESK)
    pays_back(treasurer, number)
    moved(2028, 2, 20)
    pays_the_rest(treasurer, number)
    treasurer.goto(f"{place}/vertrek")
    statement = words_of(treasurer, "Verklaring om te tekenen (Word)")
    assert "Noor" in statement
    assert "31 december 2027" in statement
