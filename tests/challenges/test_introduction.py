"""The letter of introduction: what is known and nothing else, honest about a group without a deed, and a Word file that holds."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from incubator.challenges.documents.introduction import LetterSender, introduction_letter, missing_facts
from incubator.challenges.queries.buying import example_policy
from incubator.challenges.values.buyers import ContactDetails, KnownBuyer
from incubator.core.word import open_points, plain, to_bytes

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HET_HOGELAND = KnownBuyer("GM1966", "Het Hogeland", "municipality")
RIA = ContactDetails("R. de Boer", "inkoper", "r.deboer@example.org", "")
FACTS = {
    "identity.name": "Coöperatief Groenbedrijf De Zonnewijk U.A.",
    "identity.kvk": "81234567",
    "identity.deed_date": "2026-10-01",
    "identity.neighbourhood": "Zonnewijk",
    "purpose.text": "Werk en inkomen voor onze leden.",
    "people.members_count": "6",
    "offer.description": "Wij onderhouden plantsoenen en bomen.",
    "offer.places": ["GM1966"],
    "evidence.references": [{"client": "Woonstad", "work": "tuinen", "year": "2025", "value": "38000"}],
    "evidence.certificates": ["Groenkeur", "VCA"],
    "contact.name": "Fatima el Idrissi",
    "contact.email": "fatima@example.org",
    "contact.phone": "06 12345678",
    "finance.hourly_rate": "46.50",
    "people.founders": [{"name": "Lotte", "email": "lotte@example.org"}],
}
FOUNDED = LetterSender("De Zonnewijk", True, FACTS)
FOUNDING = LetterSender("De Zonnewijk", False, FACTS)
LETTER = """Van: Coöperatief Groenbedrijf De Zonnewijk U.A.

Aan: Gemeente Het Hogeland, ter attentie van R. de Boer (inkoper)

Datum: 24 november 2026

Onderwerp: kennismaken, en meedoen bij opdrachten met één offerte

Geachte heer of mevrouw R. de Boer,

Wij zijn Coöperatief Groenbedrijf De Zonnewijk U.A., een coöperatie uit Zonnewijk. De akte van oprichting is van 1 oktober 2026. \
Ons KVK-nummer is 81234567.

Ons doel: Werk en inkomen voor onze leden.

Aantal leden: 6.

Wat wij doen. Wij onderhouden plantsoenen en bomen.

Waar wij werken: Het Hogeland.

Eerder werk:

- Woonstad, tuinen (2025, € 38.000)

Certificaten: Groenkeur en VCA.

Wat wij u vragen:

- Mogen wij een halfuur bij u langskomen om kennis te maken?
- Wilt u ons noteren voor opdrachten waarvoor u één offerte vraagt (enkelvoudig onderhands)?
- Welke opdrachten in ons soort werk lopen binnenkort af, en bij wie kunnen wij ons daarvoor melden?

Wij begrepen uit: Inkoopbeleid van de gemeente Het Hogeland, zoals beschreven op hethogeland.nl (bekeken op 23 november 2026), dat u \
één offerte kunt vragen onder € 150.000 bij werken (bouwen en aanleggen), onder € 50.000 bij leveringen en diensten en onder € 50.000 \
bij sociale diensten. Klopt dat nog?

Wij horen graag van u.

Met vriendelijke groet,

Fatima el Idrissi, namens Coöperatief Groenbedrijf De Zonnewijk U.A.

E-mail: fatima@example.org; telefoon: 06 12345678"""


def letter(sender=FOUNDED, contact=RIA, policy=None, buyer=HET_HOGELAND):
    return introduction_letter(sender, buyer, contact, policy, made_at=NOW)


def squeezed(text):
    return [" ".join(line.split()).lstrip("•–- ") for line in text.splitlines() if line.strip()]


def test_the_whole_letter_as_the_buyer_reads_it():
    assert squeezed(plain(letter(policy=example_policy()))) == squeezed(LETTER)


def test_before_the_deed_it_is_honest_and_claims_nothing():
    text = plain(letter(FOUNDING))
    assert "De Zonnewijk (coöperatie in oprichting)" in text
    assert "De akte bij de notaris is nog niet getekend" in text
    assert "Een opdracht kunnen wij dus nog niet aannemen" in text
    assert "zodra wij zijn opgericht?" in text
    # A name or number that is only planned is not shown as if it were there.
    for claim in ("U.A.", "81234567", "KVK", "Aantal leden"):
        assert claim not in text


@pytest.mark.parametrize("secret", ["46,50", "lotte@example.org"])
def test_what_is_no_business_of_the_buyer_is_not_in_it(secret):
    assert secret not in plain(letter())


def test_what_nobody_knows_is_left_out_or_stands_out():
    sender = LetterSender("De Zonnewijk", True, {})
    document = letter(sender, contact=None)
    text = plain(document)
    assert "None" not in text
    for heading in ("Eerder werk", "Certificaten", "Ons doel", "Aantal leden", "telefoon"):
        assert heading not in text
    asked = [what for _where, what in open_points(document)]
    assert asked == [
        "KVK-nummer",
        "Welk werk doen wij?",
        "Waar werken wij?",
        "Naam van onze contactpersoon",
        "E-mailadres",
    ]
    needed, welcome = missing_facts(sender)
    assert "identity.kvk" in needed
    assert "evidence.references" in welcome
    assert "identity.kvk" not in missing_facts(LetterSender("De Zonnewijk", False, {}))[0]
    assert missing_facts(FOUNDED) == ([], [])


@pytest.mark.parametrize(
    "policy",
    [None, replace(example_policy(), bands={}), replace(example_policy(), until=date(2026, 11, 24))],
)
def test_without_a_policy_that_holds_it_asks(policy):
    text = plain(letter(policy=policy))
    assert "Wij weten niet tot welk bedrag u één offerte vraagt" in text
    assert "50.000" not in text


@pytest.mark.parametrize(
    ("buyer", "written"),
    [
        (KnownBuyer("PV22", "Provincie Drenthe", "province"), "Provincie Drenthe"),
        (KnownBuyer("WS1", "Waterschap Noorderzijlvest", "water-board"), "Aan: Waterschap Noorderzijlvest"),
        (KnownBuyer("ORG1", "Stichting Wonen", "organisation", 1), "Aan: Stichting Wonen"),
    ],
)
def test_each_kind_of_buyer_is_called_by_its_name(buyer, written):
    assert written in plain(letter(buyer=buyer))


@pytest.mark.parametrize(
    "text", ["\x00\x01\ufffe", "<w:p>&amp;]]>", "\u202eomgekeerd", "👩‍🌾🥕", "a" * 40_000, "regel\n\nregel"]
)
def test_hostile_text_gives_a_word_file_all_the_same(text):
    facts = FACTS | dict.fromkeys(("offer.description", "contact.name", "purpose.text"), text)
    sender = LetterSender(text, True, facts)
    document = letter(sender, ContactDetails(text, text, text, text), replace(example_policy(), source=text))
    assert docx.Document(io.BytesIO(to_bytes(document))).paragraphs


def test_libreoffice_opens_it_on_one_page(tmp_path):
    assert shutil.which("soffice"), "LibreOffice is needed (apt-get install libreoffice-writer)"
    file = tmp_path / "brief.docx"
    file.write_bytes(to_bytes(letter(policy=example_policy())))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "brief.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Gemeente Het Hogeland" in text
    assert re.search(r"Pagina 1 van 1\b", text)
